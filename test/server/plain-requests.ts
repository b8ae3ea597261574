import { Stripe } from 'stripe'
import type { Operation } from './described.ts'
import { signed } from './signed.ts'
import { BUYER, KEY, type Stage, signIn } from './stage.ts'

/** What is sent; `id` and the like stand for what the address has in braces. */
interface Sent {
  at?: Record<string, string>
  query?: string
  headers?: Record<string, string>
  body?: unknown
}

/** Asks an operation, named by its id. */
export type Ask = (operationId: string, sent?: Sent) => Promise<{ headers: object; body: string }>

export const WEBHOOK_SECRET = 'what-only-telegram-knows'
export const STRIPE_SECRET = 'whsec_1'

/** No answer of these is a success here: who gives it is Stripe, and their own tests have one. */
export const NEED_STRIPE = ['createCheckout 201', 'openPortal 201', 'cancelRenewal 200', 'allowRenewal 200']

/** Requests to each route as its users send them, so that each answer that it is there for is given once. */
export async function askPlainly(stage: Stage, ask: Ask): Promise<void> {
  await signInAndOut(stage, ask)
  const headers = await signIn(stage)
  await askAboutThem(ask, headers)
  await buySomething(ask, headers)
  await useDevices(ask, headers)
  await askAsService(ask)
  for (const id of ['getShop', 'listPlans', 'isLive', 'isReady']) await ask(id)
  for (const id of ['getOpenApi', 'getKeySet']) await askTwice(ask, id)
  for (const from of ['paid', 'elsewhere']) await ask('showReturnPage', { at: { from } })
  await bringNews(ask)
}

async function signInAndOut(stage: Stage, ask: Ask): Promise<void> {
  const auth_date = String(Math.floor(+stage.clock.now() / 1000))
  const user = JSON.stringify({ id: BUYER, first_name: 'Ada' })
  const fields: [string, string][] = [
    ['user', user],
    ['auth_date', auth_date],
  ]
  // From one address that nobody else signs in from: one may try only so often.
  const from = { 'x-forwarded-for': '192.0.2.7' }
  for (const init_data of [signed(fields), 'user=1'])
    await ask('exchangeInitData', { headers: from, body: { init_data } })
  const headers = await signIn(stage)
  await ask('renewSession', { headers })
  await ask('logOut', { headers })
  await ask('logOutEverywhere', { headers: await signIn(stage) })
}

type Headers = Record<string, string>

async function askAboutThem(ask: Ask, headers: Headers): Promise<void> {
  for (const id of ['getMe', 'listMyEntitlements', 'listSessions', 'getSubscription', 'listInvoices'])
    await ask(id, { headers })
  await ask('listInvoices', { headers, query: '?cursor=nowhere' })
  for (const language of ['ru', 'tlh']) await ask('changeMe', { headers, body: { language } })
}

async function buySomething(ask: Ask, headers: Headers): Promise<void> {
  const opened = await ask('createStarsInvoice', { headers, body: { plan: 'year' } })
  for (const plan of ['nothing', 'lifetime']) await ask('createStarsInvoice', { headers, body: { plan } })
  for (const id of [JSON.parse(opened.body).order_id, '7']) await ask('getOrder', { headers, at: { id } })
  await ask('createCheckout', { headers, body: { plan: 'month' } })
  for (const id of ['openPortal', 'cancelRenewal', 'allowRenewal'])
    await ask(id, { headers, ...(id !== 'openPortal' && { body: {} }) })
}

/** Of three that they may have. */
async function useDevices(ask: Ask, headers: Headers): Promise<void> {
  const register = (device_name: string) => ask('registerDevice', { headers, body: { device_name } })
  const told = await register('tablet')
  for (const name of ['Tablet', '\u202e', 'tv', 'watch', 'one too many']) await register(name)
  const { id, secret } = JSON.parse(told.body)
  await ask('listDevices', { headers })
  for (const device_name of ['reader', 'tv', ' ', 'x'.repeat(300)])
    await ask('renameDevice', { headers, at: { id }, body: { device_name } })
  await ask('renameDevice', { headers, at: { id: 'nobody' }, body: { device_name: 'reader' } })
  const asDevice = { authorization: `Bearer ${secret}` }
  await askTwice(ask, 'deviceEntitlements', { headers: asDevice })
  for (const each of [id, id, 'nobody']) await ask('revokeDevice', { headers, at: { id: each } })
  await ask('deviceEntitlements', { headers: asDevice })
}

async function askAsService(ask: Ask): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}` }
  const at = { telegram_id: String(BUYER), key: 'pro' }
  for (const accept of ['application/json', 'application/jwt'])
    await askTwice(ask, 'listEntitlements', { at, headers: { ...headers, accept } })
  await askTwice(ask, 'checkEntitlement', { at, headers })
  await ask('checkEntitlement', { at: { ...at, key: 'nothing' }, headers })
  for (const id of ['listEntitlements', 'checkEntitlement']) {
    await ask(id, { at: { ...at, telegram_id: '0' }, headers })
    await ask(id, { at })
  }
}

/** Once more, by the ETag of the first answer. */
async function askTwice(ask: Ask, id: string, sent: Sent = {}): Promise<void> {
  const { headers } = await ask(id, sent)
  const tag = 'etag' in headers ? String(headers.etag) : ''
  await ask(id, { ...sent, headers: { ...sent.headers, 'if-none-match': tag } })
}

async function bringNews(ask: Ask): Promise<void> {
  const telegram = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }
  await ask('takeTelegramUpdate', { headers: telegram, body: { update_id: 7 } })
  await ask('takeTelegramUpdate', { body: { update_id: 7 } })
  const event = { id: 'evt_1', object: 'event', type: 'customer.created', livemode: false }
  const body = { ...event, data: { object: { id: 'cus_1', object: 'customer' } } }
  const sealed = { payload: JSON.stringify(body), secret: STRIPE_SECRET }
  const signature = Stripe.webhooks.generateTestHeaderString(sealed)
  for (const each of [signature, 't=1,v1=00'])
    await ask('takeStripeEvent', { headers: { 'stripe-signature': each }, body })
}

/** The address of an operation with these in its braces. */
export function addressAt({ path }: Operation, { at = {}, query = '' }: Sent): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(at[name] ?? '')) + query
}
