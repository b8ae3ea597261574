import type { EventName, EventPayload } from '@tma.js/bridge'

let frame: HTMLIFrameElement | undefined
let origin = ''
/** Before its first word the frame holds no page of the app's, and nobody to talk to. */
let heard = false

/** From now on this frame is the app; what it says is given to `hear`. Returns how to part from it. */
export function attach(to: HTMLIFrameElement, url: string, hear: (message: string) => void): () => void {
  frame = to
  origin = new URL(url).origin
  heard = false
  const listen = (event: MessageEvent<unknown>) => {
    if (event.source === null || event.source !== to.contentWindow || event.origin !== origin) return
    if (typeof event.data !== 'string') return
    heard = true
    hear(event.data)
  }
  addEventListener('message', listen)
  return () => {
    removeEventListener('message', listen)
    if (frame === to) frame = undefined
  }
}

type Data<E extends EventName> = [EventPayload<E>] extends [never] ? [] : [EventPayload<E>]

/** Tells the app of an event, as Telegram Web does; nothing where no app listens. */
export function tell<E extends EventName>(eventType: E, ...[eventData]: Data<E>): void {
  if (heard) frame?.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), origin)
}

export function tellViewport(stable: boolean): void {
  if (!frame) return
  const { width, height } = frame.getBoundingClientRect()
  // On the web an app has all the height there is from the beginning.
  tell('viewport_changed', { width, height, is_expanded: true, is_state_stable: stable })
}
