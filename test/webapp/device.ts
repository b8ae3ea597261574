import { options } from 'preact'
import { vi } from 'vitest'

/** A native Telegram client around a fresh page, for tests of the Mini App without a browser. */

export interface Device {
  /** What the page told the client, oldest first. */
  told: { type: string; data: unknown }[]
  /** The client tells the page. */
  tell(type: string, data?: unknown): void
  /** What the page told last under this name. */
  last(type: string): unknown
}

export interface Opening {
  initData?: string | null
  version?: string
  theme?: Record<string, string>
  startParam?: string
  language?: string
  /** No client answers: an address copied into a browser. */
  unheard?: boolean
}

interface Natives {
  TelegramWebviewProxy?: { postEvent(type: string, data: string): void }
  Telegram?: { WebView: { receiveEvent(type: string, data: unknown): void } }
}

/** initData as Telegram writes it; the signature is for the server to check. */
export function initDataOf(language: string, startParam?: string): string {
  const user = JSON.stringify({ id: 7, first_name: 'Ada', language_code: language })
  return new URLSearchParams({
    user,
    auth_date: '1790000000',
    ...(startParam && { start_param: startParam }),
    hash: 'f'.repeat(64),
  }).toString()
}

/** Kept on the document, which may serve one test file after another. */
const LEAVE = Symbol.for('leave the page')
type Leavable = Document & { [LEAVE]?: () => void }

/** The page opened last is left: nothing of it hears or does anything any more. */
export function leave(): void {
  const left: Leavable = document
  left[LEAVE]?.()
  delete left[LEAVE]
}

/** Leaves the page, and what stood for the browser, its clock and its storage goes with it. */
export function closeDevice(): void {
  leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  localStorage.clear()
}

/** Forgets all modules, so that the next import of one is that of a page just opened. */
export function openDevice(opening: Opening = {}): Device {
  leave()
  Object.assign(document, { [LEAVE]: noteListeners() })
  vi.resetModules()
  forgetFrames()
  const natives = window as Natives
  const told: Device['told'] = []
  delete natives.TelegramWebviewProxy
  delete natives.Telegram
  document.documentElement.removeAttribute('style')
  if (!opening.unheard) {
    natives.TelegramWebviewProxy = {
      postEvent: (type, data) => told.push({ type, data: JSON.parse(data) }),
    }
  }
  location.hash = fragmentOf(opening)
  return {
    told,
    tell: (type, data = null) => natives.Telegram?.WebView.receiveEvent(type, data),
    last: type => told.findLast(each => each.type === type)?.data,
  }
}

/**
 * Preact is loaded once for all tests. Effects it put off to a frame of a page that was left would keep those of all
 * later pages waiting; asked for frames in another way, it starts anew.
 */
function forgetFrames(): void {
  options.requestAnimationFrame = draw => void setTimeout(draw, 0)
}

/** Returns what takes away all that is added from now on, and the timers. */
function noteListeners(): () => void {
  const ends: (() => void)[] = []
  for (const target of [document, window]) {
    const add = target.addEventListener
    target.addEventListener = (type: string, heard: EventListener) => {
      ends.push(() => target.removeEventListener(type, heard))
      add.call(target, type, heard)
    }
    ends.push(() => {
      target.addEventListener = add
    })
  }
  return () => {
    for (const end of ends) end()
    if (vi.isFakeTimers()) vi.clearAllTimers()
  }
}

function fragmentOf(opening: Opening): string {
  const { initData = initDataOf(opening.language ?? 'en', opening.startParam), theme = {} } = opening
  if (initData === null) return ''
  return new URLSearchParams({
    tgWebAppData: initData,
    tgWebAppVersion: opening.version ?? '9.1',
    tgWebAppPlatform: 'ios',
    tgWebAppThemeParams: JSON.stringify(theme),
  }).toString()
}

/** The page goes to the back, or comes to the fore. */
export function turn(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

/** As in a client that blocks what is stored by pages in frames. */
export function forbidStorage(): void {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied, removeItem: denied })
}
