import type { EventName, EventPayload, MethodName, MethodParams } from '@tma.js/bridge'
import { launch } from './launch.ts'

/** What native clients put into the page; those in a browser have it in a frame. */
interface Native {
  TelegramWebviewProxy?: { postEvent(type: string, data: string): void }
  external?: { notify?(message: string): void }
}

/**
 * How the client is told: by its web view, or by the page whose frame this is. null where nobody listens: an address
 * copied into a plain browser still has its launch parameters. To any origin, since who may frame the page is said by
 * its `frame-ancestors`, and since nothing secret is ever told.
 */
const post = ((): ((type: string, data: unknown) => void) | null => {
  if (launch === null) return null
  const native = window as Native
  if (native.TelegramWebviewProxy) {
    return (type, data) => native.TelegramWebviewProxy?.postEvent(type, JSON.stringify(data ?? ''))
  }
  const message = (eventType: string, eventData: unknown) => JSON.stringify({ eventType, eventData })
  if (native.external?.notify) return (type, data) => native.external?.notify?.(message(type, data))
  if (window.parent === window) return null
  return (type, data) => window.parent.postMessage(message(type, data), '*')
})()

type Heard = (payload: never) => void
const listeners = new Map<string, Set<Heard>>()

function receive(type: string, payload: unknown): void {
  // Telegram for macOS says null where there should be an object.
  for (const heard of listeners.get(type) ?? []) heard((payload ?? {}) as never)
}

/** The names under which the clients of each platform call back, and the messages of a page around the frame. */
function hear(): void {
  const receiver = { receiveEvent: receive }
  Object.assign(window, {
    Telegram: { WebView: receiver },
    TelegramGameProxy: receiver,
    TelegramGameProxy_receiveEvent: receive,
  })
  addEventListener('message', ({ source, data }) => {
    if (window.parent === window || source !== window.parent || typeof data !== 'string') return
    const told = parse(data)
    if (typeof told?.eventType === 'string') receive(told.eventType, told.eventData)
  })
}

if (post) hear()

function parse(json: string): { eventType?: unknown; eventData?: unknown } | null {
  try {
    return JSON.parse(json)
  } catch {
    // Pages send one another all sorts of messages.
    return null
  }
}

/** Whether the client is there, and new enough: `can('7.10')`. */
export function can(version: string): boolean {
  return post !== null && isVersionAtLeast(version)
}

export function isVersionAtLeast(version: string): boolean {
  const have = numbers(launch?.version ?? '0')
  for (const [at, wanted] of numbers(version).entries()) {
    const own = have[at] ?? 0
    if (own !== wanted) return own > wanted
  }
  return true
}

function numbers(version: string): number[] {
  return version.split('.').map(part => Number.parseInt(part, 10) || 0)
}

/** Tells a client of at least `version`; false where there is none. */
export function sendSince<Method extends MethodName>(
  version: string,
  method: Method,
  params?: MethodParams<Method>,
): boolean {
  if (!can(version)) return false
  post?.(method, params)
  return true
}

/** Calls back whenever the client says so; returns what ends it. What the client sends is for the caller to check. */
export function listen<Name extends EventName>(
  name: Name,
  heard: (payload: EventPayload<Name>) => void,
): () => void {
  const own = listeners.get(name) ?? new Set()
  listeners.set(name, own)
  own.add(heard)
  return () => own.delete(heard)
}
