import { createHash } from 'node:crypto'
import { cut } from './cut.ts'

/**
 * Where another service listens, as admins see it: the host. Whatever else stands in the address may be the secret of it,
 * as with most that take webhooks; of that only a mark is shown, by which two of one host are told apart.
 */
export function placeOf(url: string, most = 120): string {
  const { protocol, host, href } = new URL(url)
  const isBare = href === `${protocol}//${host}/`
  const mark = isBare ? '' : ` (${markOf(url)})`
  const scheme = protocol === 'https:' ? '' : `${protocol}//`
  return cut(scheme + host, most - mark.length) + mark
}

/** How the `sha256sum` of the address begins. */
function markOf(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 4)
}
