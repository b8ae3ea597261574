/** Where an address leads: somewhere in Telegram, or out of it. */
export type Way = WayInside | { kind: 'away' }

/** To a payment, or into this bot's app or chat. */
export type WayInside =
  | { kind: 'invoice'; slug: string }
  | { kind: 'app'; startParam: string | undefined }
  | { kind: 'start'; payload: string }
  | { kind: 'chat' }

/** The slug of an invoice link, where it is one. */
export const linkSlug = (address: string) => slugIn(URL.parse(address)?.pathname ?? '')

const slugIn = (path: string) => /^\/(?:\$|invoice\/)([\w-]+)$/u.exec(path)?.[1]

const hosts = new Set(['t.me', 'telegram.me', 'telegram.dog'])

/** `bot` is the @name of the bot whose chat this is. */
export function wayOf(address: string, bot: string | undefined): Way {
  const url = URL.parse(address)
  if (!url) return { kind: 'away' }
  const { searchParams } = url
  if (url.protocol === 'tg:') {
    const slug = searchParams.get('slug')
    if (url.host === 'invoice' && slug !== null) return { kind: 'invoice', slug }
    return url.host === 'resolve' ? wayTo(searchParams.get('domain'), searchParams, bot) : { kind: 'away' }
  }
  if (!/^https?:$/u.test(url.protocol) || !hosts.has(url.host)) return { kind: 'away' }
  const slug = slugIn(url.pathname)
  if (slug !== undefined) return { kind: 'invoice', slug }
  return wayTo(/^\/(\w+)\/?$/u.exec(url.pathname)?.[1], searchParams, bot)
}

function wayTo(name: string | null | undefined, query: URLSearchParams, bot: string | undefined): Way {
  if (!name || name.toLowerCase() !== bot?.toLowerCase()) return { kind: 'away' }
  const app = query.get('startapp')
  if (app !== null) return { kind: 'app', startParam: app || undefined }
  const payload = query.get('start')
  return payload === null ? { kind: 'chat' } : { kind: 'start', payload }
}
