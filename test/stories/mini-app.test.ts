import { sign } from '@tma.js/init-data-node'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createInvoiceLinks } from '../../bot/invoice-link.ts'
import { followLanguage } from '../../bot/language.ts'
import { createApp } from '../../server/app.ts'
import type { StarsInvoiceJson } from '../../server/billing-contract.ts'
import type { InvoiceJson, OrderJson, OwnEntitlementJson } from '../../server/contract.ts'
import { texts } from '../bot/speech.ts'
import { SHOP } from '../support/books.ts'
import type { Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const APP_URL = 'https://shop.example/app/'

let stage: Stage
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  stage = await openStage({ appUrl: APP_URL })
  const { billing, token, apiRoot, settings, now, logger } = stage.dependencies
  app = createApp({
    billing,
    logger,
    registry: new Registry(),
    apiKeys: [],
    upgradeUrl: async () => null,
    probes: {},
    telegramWebhook: null,
    card: null,
    stripeWebhook: null,
    miniApp: {
      publicUrl: 'https://shop.example',
      sessionSecret: 'what-only-this-shop-signs-sessions-with',
      sessionTtlSeconds: 900,
      initDataMaxAgeSeconds: 900,
      botToken: token,
      now,
      files: import.meta.dirname,
      frameAncestors: [],
      invoiceUrl: createInvoiceLinks({ token, apiRoot }),
      botUsername: async () => 'stage_bot',
      onLanguage: followLanguage({ ...stage.dependencies, texts, appUrl: APP_URL }),
      noPlan: () => 'unknown',
      returnTexts: () => ({ title: '', text: '', button: '' }),
      legal: settings,
      languages: ['en', 'ru', 'ar'],
    },
  })
})
afterAll(async () => {
  await app.close()
  await stage.close()
})

/** What Telegram gives the app when this person opens it. */
function initDataOf({ id }: Player, token = stage.dependencies.token): string {
  const user = { id, first_name: 'Ann', language_code: 'en' }
  return sign({ user, chat_instance: '1' }, token, stage.dependencies.now())
}

const exchange = (init_data: string) =>
  app.inject({ method: 'POST', url: '/api/v1/miniapp/exchange-initdata', payload: { init_data } })

/** The app in this person's hand, signed in: what it asks of the server. */
async function open(person: Player) {
  const response = await exchange(initDataOf(person))
  expect(response.statusCode).toBe(200)
  const headers = { authorization: `Bearer ${response.json().access_token}` }
  const get = async <T>(url: string): Promise<T> =>
    (await app.inject({ url: `/api/v1${url}`, headers })).json()
  return {
    order: (plan: string): Promise<StarsInvoiceJson> =>
      app
        .inject({ method: 'POST', url: '/api/v1/billing/stars-invoice', headers, payload: { plan } })
        .then(answer => answer.json()),
    status: async ({ order_id }: StarsInvoiceJson) =>
      (await get<OrderJson>(`/billing/orders/${order_id}`)).status,
    choose: (language: string | null) =>
      app.inject({ method: 'PATCH', url: '/api/v1/me', headers, payload: { language } }),
    owns: () => get<OwnEntitlementJson[]>('/me/entitlements'),
    receipts: async () => (await get<{ items: InvoiceJson[] }>('/billing/invoices')).items,
  }
}

test('a person signs in as Telegram knows them, buys, and owns it once the update is booked', async () => {
  const ann = await stage.meet('Ann')
  const screen = await open(ann)
  expect(await screen.owns()).toEqual([]) // case 104

  const order = await screen.order('month')
  expect(await screen.status(order)).toBe('open')
  await stage.telegram.sheet({ person: ann.id, holds_update: true })
  const moved = await stage.moved(async () => {
    const paid = await stage.telegram.pay({ person: ann.id, invoice_url: order.invoice_url })
    expect(paid.status).toBe('paid')
  })
  // case 19: the client says paid; the books have heard of nothing.
  expect(moved).toEqual({})
  expect(await screen.status(order)).toBe('open')
  expect(await screen.owns()).toEqual([])
  expect(await screen.receipts()).toEqual([])

  await stage.telegram.sheet({ person: ann.id })
  await expect.poll(() => screen.status(order)).toBe('paid')
  expect(await screen.owns()).toMatchObject([{ key: 'pro', active: true, plan_title: 'The month' }])
  // case 105
  expect(await screen.receipts()).toMatchObject([
    { rail: 'stars', description: 'The month', amount_paid: 250, currency: 'XTR', status: 'paid' },
  ])
  await ann.reads('Thank you')
})

// case 17, case 18
test.each(['failed', 'pending'] as const)('though the client says %s, what is paid is paid', async says => {
  const ben = await stage.meet('Ben')
  const screen = await open(ben)
  const order = await screen.order('month')
  await stage.telegram.sheet({ person: ben.id, says })
  const paid = await stage.telegram.pay({ person: ben.id, invoice_url: order.invoice_url })
  expect(paid).toMatchObject({ status: 'paid', shows: says })
  await expect.poll(() => screen.status(order)).toBe('paid')
  expect(await screen.owns()).toMatchObject([{ active: true }])
})

test('a refund from the chat turns order, access and receipt', async () => {
  const cas = await stage.meet('Cas')
  const screen = await open(cas)
  const order = await screen.order('month')
  const paid = await stage.telegram.pay({ person: cas.id, invoice_url: order.invoice_url })
  await expect.poll(() => screen.status(order)).toBe('paid')
  const chargeId = paid.status === 'paid' ? paid.charge_id : ''

  await stage.admin.say(`/refund ${chargeId} she asked kindly`)
  await expect.poll(() => screen.status(order)).toBe('refunded')
  // case 104: it lapsed, and when.
  expect(await screen.owns()).toMatchObject([{ key: 'pro', active: false, ends_at: expect.any(String) }])
  // case 105
  expect(await screen.receipts()).toMatchObject([
    { charge_id: chargeId, status: 'refunded', refunded_at: expect.any(String) },
  ])
})

// case 95
test('it is the same person in the chat and in the app, whatever they are called', async () => {
  const dot = await stage.meet('Dot', { username: 'dot' })
  await dot.buys('month')
  const screen = await open(dot)
  expect(await screen.receipts()).toHaveLength(1)
  expect((await screen.order('month')).stacks_after).not.toBeNull() // case 90
  expect((await dot.say('/status')).text).toContain('The month')
})

test('a language chosen in the app is the one of the chat: its answers, its menu', async () => {
  const hal = await stage.meet('Hal')
  const screen = await open(hal)
  expect((await screen.choose('ru')).json()).toMatchObject({ telegram_id: hal.id, language: 'ru' })
  expect((await hal.say('/language')).text).toContain('язык')
  await stage.telegram.waitFor(hal.id, ({ commands }) =>
    commands.some(({ description }) => /[а-я]/.test(description)),
  )

  await screen.choose(null)
  await stage.telegram.waitFor(
    hal.id,
    ({ commands }) => !commands.some(({ description }) => /[а-я]/.test(description)),
  )
  expect((await hal.say('/language')).text).toContain('language')
})

// case 3
test('an invoice from the app sells to whoever asked for it, and to nobody else', async () => {
  const [eve, fay] = [await stage.meet('Eve'), await stage.meet('Fay')]
  const screen = await open(eve)
  const order = await screen.order('month')
  const refused = await stage.telegram.pay({ person: fay.id, invoice_url: order.invoice_url })
  expect(refused).toMatchObject({ status: 'failed', reason: 'refused' })
  expect(await screen.status(order)).toBe('open')
})

// case 54
test('what was signed for another bot opens nothing', async () => {
  const gus = await stage.meet('Gus')
  const response = await exchange(initDataOf(gus, '4201:another-token'))
  expect(response.statusCode).toBe(401)
  expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:init-data-forged' })
})

// case 88
test('a plan that was taken off sale is not sold by an invoice of yesterday either', async () => {
  const ida = await stage.meet('Ida')
  const screen = await open(ida)
  const order = await screen.order('year')
  await stage.books.reopen(SHOP.filter(({ code }) => code !== 'year'))
  const refused = await stage.telegram.pay({ person: ida.id, invoice_url: order.invoice_url })
  expect(refused).toMatchObject({ status: 'failed', reason: 'refused' })
  expect(await screen.order('year')).toMatchObject({ plans: ['month', 'lifetime'] })
})
