import { sign } from '@tma.js/init-data-node'
import { expect } from 'vitest'
import type { OrderJson, StarsInvoiceJson, TokenJson } from '../../server/contract.ts'
import { sandboxClient } from '../sandbox/client.ts'

/** Where a shop of real processes is, the Telegram it knows, and its token. */
interface Place {
  shop: string
  telegram: string
  token: string
}

/** Signs a person in to the Mini App as Telegram does and buys a month there; what becomes of the order. */
export async function buyInApp({ shop, telegram, token }: Place, personId: number): Promise<string> {
  const init_data = sign({ user: { id: personId, first_name: 'Ann' } }, token, new Date())
  const { access_token } = await call<TokenJson>(`${shop}/api/v1/miniapp/exchange-initdata`, { init_data })
  const wish = { plan: 'month' }
  const bill = await call<StarsInvoiceJson>(`${shop}/api/v1/billing/stars-invoice`, wish, access_token)
  await sandboxClient(telegram).pay({ person: personId, invoice_url: bill.invoice_url })
  const order = `${shop}/api/v1/billing/orders/${bill.order_id}`
  const status = async () => (await call<OrderJson>(order, null, access_token)).status
  await expect.poll(status).not.toBe('open')
  return await status()
}

async function call<Answer>(url: string, body: object | null, token = ''): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
  const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  return (await (await fetch(url, { ...sent, headers })).json()) as Answer
}
