import { launch } from './telegram.ts'

/** What outlives the app on this device: small hints, never a secret. A client that forbids storage forgets them. */

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(keyOf(name))
  } catch {
    return null
  }
}

/** null forgets. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(keyOf(name))
    else localStorage.setItem(keyOf(name), value)
  } catch {
    // Storage may be forbidden or full; nothing here is needed to go on.
  }
}

/** Several people may use one browser, each with an account of Telegram's. */
function keyOf(name: string): string {
  return `starpass.${launch?.userId ?? 'nobody'}.${name}`
}
