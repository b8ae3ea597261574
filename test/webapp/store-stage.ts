import { vi } from 'vitest'
import { closeDevice, type Opening, openDevice } from './device.ts'
import { json, ScriptedServer } from './scripted-server.ts'

export const EXCHANGE = 'POST miniapp/exchange-initdata'
export const token = () => json({ access_token: 't', token_type: 'bearer', expires_in: 900 })
export const ada = {
  telegram_id: 7,
  first_name: 'Ada',
  language: null as string | null,
  telegram_language: 'en',
  time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
}

export let server: ScriptedServer
export let store: typeof import('../../webapp/store.ts')
export let texts: typeof import('../../webapp/texts.ts')

/** Twenty receipts a page, as the server gives them; `total` of them. */
export const receipts = (total: number) => {
  for (let from = 0; from === 0 || from < total; from += 20) {
    const items = Array.from({ length: Math.min(20, total - from) }, (_, at) => ({ id: `r${from + at}` }))
    const next_cursor = from + 20 < total ? `c${from + 20}` : null
    server.on(`GET billing/invoices${from === 0 ? '' : `?cursor=c${from}`}`, () =>
      json({ items, next_cursor }),
    )
  }
}
export const shown = () =>
  store.receipts.value.kind === 'ready' ? store.receipts.value.value.items.length : -1
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

export const opened = async (opening: Opening = {}) => {
  openDevice(opening)
  store = await import('../../webapp/store.ts')
  texts = await import('../../webapp/texts.ts')
  await texts.speakFirst()
}

/** A page just opened, on a server where Ada owns nothing yet. */
export async function enterApp(): Promise<void> {
  vi.useFakeTimers()
  server = new ScriptedServer()
    .on(EXCHANGE, token)
    .on('POST miniapp/renew', token)
    .on('GET shop', () => json({ bot_url: 'https://t.me/b' }))
    .on('GET catalog', ({ headers }) => json([{ code: `plan-${headers['accept-language']}` }]))
    .on('GET me', () => json(ada))
    .on('GET me/entitlements', () => json([]))
    .on('GET me/sessions', () => json([{ id: 's' }]))
  receipts(0)
  await opened()
}

export async function leaveApp(): Promise<void> {
  // What is under way ends here, with the scripted server.
  await pass(0)
  closeDevice()
}
