import { sign } from '@tma.js/init-data-node'
import { expect } from 'vitest'
import type { StarsInvoiceJson } from '../../server/billing-contract.ts'
import type { OrderJson } from '../../server/contract.ts'
import type { TokenJson } from '../../server/session-contract.ts'
import { sandboxClient } from '../sandbox/client.ts'

/** Where a shop of real processes is, the Telegram it knows, and its token. */
interface Place {
  shop: string
  telegram: string
  token: string
}

/** Signs a person in to the Mini App as Telegram does and buys a month there; what becomes of the order. */
export async function buyInApp({ shop, telegram, token }: Place, personId: number): Promise<string> {
  const access_token = await signInTo({ shop, token }, personId)
  const wish = { plan: 'month' }
  const bill = await callShop<StarsInvoiceJson>(`${shop}/api/v1/billing/stars-invoice`, wish, access_token)
  await sandboxClient(telegram).pay({ person: personId, invoice_url: bill.invoice_url })
  const order = `${shop}/api/v1/billing/orders/${bill.order_id}`
  const status = async () => (await callShop<OrderJson>(order, null, access_token)).status
  await expect.poll(status).not.toBe('open')
  return await status()
}

/** Signs a person in to the Mini App as Telegram does; the token that goes with each of their requests. */
export async function signInTo({ shop, token }: Omit<Place, 'telegram'>, personId: number): Promise<string> {
  const init_data = sign({ user: { id: personId, first_name: 'Ann' } }, token, new Date())
  const url = `${shop}/api/v1/miniapp/exchange-initdata`
  return (await callShop<TokenJson>(url, { init_data })).access_token
}

/** Asks the shop, or with a body tells it something. */
export async function callShop<Answer>(url: string, body: object | null, token = ''): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  return (await (await fetch(url, { ...sent, headers })).json()) as Answer
}
