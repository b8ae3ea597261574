import { badRequest } from './refusal.ts'

/**
 * The address of a Mini App as Telegram keeps it, refused as LinkManager::check_link does. A loopback http address
 * passes too: in Telegram's test environment every http one does.
 */
export function webAppUrl(given: string, where: string): string {
  const wrong = (reason: string) => badRequest(`${where} Web App URL '${given}' is invalid: ${reason}`)
  if (given.trim() === '') throw wrong('URL host is empty')
  // Without a protocol it is http.
  const address = /^[a-z]+:/i.test(given) ? given : `http://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) return url.href
  if (url?.protocol !== 'https:') throw wrong('Only HTTPS links are allowed')
  if (!/[.:]/.test(url.hostname)) throw wrong('Wrong HTTP URL')
  return url.href
}
