import { vi } from 'vitest'
import { closeDevice, type Device, type Opening, openDevice } from './device.ts'
import { json, ScriptedServer } from './scripted-server.ts'

type Status = 'open' | 'paid' | 'held' | 'canceled' | 'expired' | 'refunded'

export const INVOICE = 'POST billing/stars-invoice'
export const ORDER = 'GET billing/orders/o-1'

export let server: ScriptedServer
export let device: Device
export let shop: typeof import('../../webapp/purchase.ts')
export let seen: string[]

/** The server says this of the order from now on. */
export const books = (status: Status, order = 'o-1') =>
  server.on(`GET billing/orders/${order}`, () =>
    json({ order_id: order, plan: 'pro', plan_title: order === 'o-1' ? 'Pro' : `Pro of ${order}`, status }),
  )
/** The pay sheet of the order closes, and the client believes this. */
export const closeSheet = (status: string, order = 'o-1') =>
  device.tell('invoice_closed', { slug: order, status })
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
export const haptics = () =>
  device.told.filter(({ type }) => type === 'web_app_trigger_haptic_feedback').map(({ data }) => data)
export const closing = () => device.last('web_app_setup_closing_behavior')

export const opened = async (opening: Opening = {}) => {
  device = openDevice(opening)
  const { signIn } = await import('../../webapp/session.ts')
  shop = await import('../../webapp/purchase.ts')
  await signIn()
  seen = []
  shop.purchase.subscribe(({ kind }) => seen.push(kind))
}

/** A page just opened, on a server that takes every order and heard of no payment yet. */
export async function enterShop(): Promise<void> {
  vi.useFakeTimers()
  server = new ScriptedServer()
    .on('POST miniapp/exchange-initdata', () =>
      json({ access_token: 't', token_type: 'bearer', expires_in: 900 }),
    )
    .on('POST miniapp/renew', () => json({ access_token: 't', token_type: 'bearer', expires_in: 900 }))
    .on(INVOICE, () => {
      const order = `o-${server.count(INVOICE)}`
      return json({ order_id: order, invoice_url: `https://t.me/$${order}` }, 201)
    })
  books('open')
  await opened()
}

export async function leaveShop(): Promise<void> {
  // What is under way ends here, with the scripted server.
  await pass(0)
  closeDevice()
}
