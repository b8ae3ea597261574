import { mini } from '../mini/state.ts'
import { tell } from '../mini/wire.ts'
import { browser } from './state.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

let key = 0

/** Opens an address out of Telegram: what is on this machine in the played browser, all else in a tab of its own. */
export function openAway(address: string): void {
  if (!/^https?:\/\//iu.test(address)) return
  if (!openHere(address)) open(address, '_blank', 'noopener,noreferrer')
}

/** Opens what is on this machine in the played browser; false where the address is elsewhere. */
export function openHere(address: string): boolean {
  const url = URL.parse(address)
  if (!url || !/^https?:$/u.test(url.protocol) || !loopback.has(url.hostname)) return false
  if (/\/pdf$/u.test(url.pathname)) {
    save(url)
    return true
  }
  key += 1
  browser.value = { key, url: wayTo(url), overApp: mini.value !== undefined }
  tell('visibility_changed', { is_visible: false })
  return true
}

export function closeBrowser(): void {
  if (!browser.value) return
  browser.value = undefined
  tell('visibility_changed', { is_visible: true })
}

/** The sandbox's own pages as they are; those of others may forbid to be framed, so the sandbox fetches them. */
function wayTo(url: URL): string {
  const isOurs = url.port === location.port && url.pathname.startsWith('/stripe/')
  return isOurs ? `${url.pathname}${url.search}` : `/stripe/away?to=${encodeURIComponent(url.href)}`
}

/** A file is kept, not shown. */
function save(url: URL): void {
  const link = document.createElement('a')
  link.href = url.href
  link.download = ''
  link.click()
}
