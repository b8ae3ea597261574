import type { WebhookInfo } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UPDATE_TYPES } from '../bot/counting.ts'
import { readConfig } from '../config.ts'
import type { PlanTerms } from '../db/plan.ts'
import { examine } from '../doctor.ts'
import { scripted } from './bot/scripted.ts'
import { priceAtStripe } from './server/price-at-stripe.ts'
import { type Answer, scriptedStripe } from './server/scripted-stripe.ts'
import { openBooks, plan, type TestBooks } from './support/books.ts'
import { anOrder, chargeFor, someone } from './support/sale.ts'

const ADDRESS = 'https://shop.example/telegram/webhook'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

/** What the doctor says of a shop of which Telegram tells this. */
async function ask(
  webhook: Partial<WebhookInfo>,
  env: Record<string, string> = {},
  { aheadMs = 0, plans = [] }: { aheadMs?: number; plans?: PlanTerms[] } = {},
) {
  const telegram = await scripted({
    getMe: [{ result: { id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' } }],
    getWebhookInfo: [
      { result: { url: '', has_custom_certificate: false, pending_update_count: 0, ...webhook } },
    ],
  })
  const read = readConfig({
    BOT_TOKEN: `123456789:${'A'.repeat(35)}`,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_URL: books.url,
    ...env,
  })
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  const lines: string[] = []
  const now = () => new Date(Date.now() + aheadMs)
  const exitCode = await examine({ config: read.config, plans, print: line => lines.push(line), now })
  return { exitCode, said: lines.join('\n') }
}

const askByWebhook = (webhook: Partial<WebhookInfo>) =>
  ask(webhook, {
    BOT_MODE: 'webhook',
    PUBLIC_URL: 'https://shop.example',
    SESSION_SECRET: 's'.repeat(32),
    TELEGRAM_WEBHOOK_SECRET: 'hook',
  })

const SOUND = { url: ADDRESS, allowed_updates: [...UPDATE_TYPES] }
const ago = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60

describe('the doctor, in webhook mode', () => {
  it('finds a webhook sound that is ours and gets every kind of update', async () => {
    const { exitCode, said } = await askByWebhook(SOUND)
    expect(said).toContain(`ok    Telegram: sends updates to ${ADDRESS}.`)
    expect(exitCode).toBe(0)
    expect((await askByWebhook({ url: ADDRESS })).exitCode).toBe(0)
  })

  it.each([
    ['there is none', '', 'no webhook is set'],
    ['it is somebody else’s', 'https://old.example/hook', 'updates go to https://old.example/hook'],
  ])('says what to do when %s, and exits with 1', async (_, url, found) => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, url })
    expect(said).toContain(`BAD   Telegram: ${found}, not to ${ADDRESS}. Starting sets it`)
    expect(exitCode).toBe(1)
  })

  // case 49
  it('names the updates that an older deployment told Telegram not to send', async () => {
    const allowed_updates = ['message', 'callback_query'] as const
    const { exitCode, said } = await askByWebhook({ ...SOUND, allowed_updates: [...allowed_updates] })
    expect(said).toContain('BAD   Telegram: does not send pre_checkout_query, my_chat_member, subscription.')
    expect(exitCode).toBe(1)
  })

  it.each([
    ['Connection refused', 'Check that PUBLIC_URL leads to this machine'],
    ['Wrong response from the webhook: 401 Unauthorized', 'the present TELEGRAM_WEBHOOK_SECRET'],
  ])('warns of a delivery that failed lately: %s', async (last_error_message, remedy) => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, last_error_message, last_error_date: ago(5) })
    expect(said).toContain(`note  Telegram: 5 minutes ago a delivery failed: ${last_error_message}.`)
    expect(said).toContain(remedy)
    expect(exitCode).toBe(0)

    const old = await askByWebhook({ ...SOUND, last_error_message, last_error_date: ago(600) })
    expect(old.said).not.toContain('a delivery failed')
  })

  it('warns when many updates wait', async () => {
    const { exitCode, said } = await askByWebhook({ ...SOUND, pending_update_count: 2500 })
    expect(said).toContain('note  Telegram: 2500 updates wait to be delivered.')
    expect(exitCode).toBe(0)
  })
})

describe('the doctor', () => {
  it('only notes a webhook that polling would take down', async () => {
    const { exitCode, said } = await ask({ url: 'https://old.example/hook' })
    expect(said).toContain('note  Telegram: a webhook is set; starting in polling mode removes it.')
    expect(exitCode).toBe(0)
  })

  it('notes money in quarantine, and exits with 0 for it', async () => {
    const order = await anOrder(books, await someone(books))
    await books.billing.settle(chargeFor(order, { price: { amount: 1, currency: 'XTR' } }))
    const { exitCode, said } = await ask({})
    expect(said).toContain('note  Books: charges in quarantine: 1. See /why')
    expect(exitCode).toBe(0)
  })

  it('exits with 1 when the database does not answer, and says where to look', async () => {
    const { exitCode, said } = await ask({}, { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
    expect(said).toMatch(/BAD {3}Database: .* Check DATABASE_URL\./)
    expect(exitCode).toBe(1)
  })
})

// case 57
describe('the doctor, looking at the clock', () => {
  it.each([
    [120, 'ahead of'],
    [-45, 'behind'],
  ])('says when it is %i seconds off, and exits with 1', async (seconds, where) => {
    const { exitCode, said } = await ask({}, {}, { aheadMs: seconds * 1000 })
    const off = /BAD {3}Clock: this machine is (\d+) seconds (.*) Telegram\. Have it set by NTP\./.exec(said)
    expect(off?.[2]).toBe(where)
    expect(Math.abs(Number(off?.[1]) - Math.abs(seconds))).toBeLessThanOrEqual(1)
    expect(exitCode).toBe(1)
  })

  it.each([0, 28, -28])('has nothing to say of %i seconds', async seconds => {
    const { exitCode, said } = await ask({}, {}, { aheadMs: seconds * 1000 })
    expect(said).not.toContain('Clock')
    expect(exitCode).toBe(0)
  })
})

describe('the doctor, looking at Stripe', () => {
  const HOOK = 'https://shop.example/api/v1/stripe/webhook'
  const card = { price: 'price_monthly', amount: 900, currency: 'EUR' }
  const plans = [plan({ code: 'monthly', goods: 'service', stars: null, card })]
  const list = (...data: object[]): Answer => ({ object: { object: 'list', data, has_more: false } })
  const endpoint = { id: 'we_1', url: HOOK, status: 'enabled', enabled_events: ['*'] }
  const portal = { id: 'bpc_1', metadata: { starpass: '1' } }
  const forbidden: Answer = {
    status: 403,
    error: { type: 'invalid_request_error', message: 'not permitted' },
  }

  async function askStripe(lines: { price?: Answer; hooks?: Answer; portals?: Answer }, key = 'sk_test_1') {
    const { price = { object: priceAtStripe({}) }, hooks = list(endpoint), portals = list(portal) } = lines
    const stripe = await scriptedStripe(({ what }) =>
      what.includes('/prices/') ? price : what.endsWith('/webhook_endpoints') ? hooks : portals,
    )
    const env = {
      PUBLIC_URL: 'https://shop.example',
      SESSION_SECRET: 's'.repeat(32),
      STRIPE_SECRET_KEY: key,
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      STRIPE_API_ROOT: stripe.url,
    }
    return await ask({}, env, { plans })
  }

  it('finds a shop sound whose prices, webhook and portal are as they must be', async () => {
    const { exitCode, said } = await askStripe({})
    expect(said).toContain(
      'ok    Stripe: answers, and every plan fits its price (test: no real money moves).',
    )
    expect(said).toContain(`ok    Stripe: sends events to ${HOOK}.`)
    expect(said).toContain('ok    Stripe: the customer portal is set up (bpc_1).')
    expect(exitCode).toBe(0)
    expect((await askStripe({}, 'rk_live_1')).said).toContain('(live: real money moves)')
  })

  // case 81
  it('says how a plan differs from its price, and exits with 1', async () => {
    const { exitCode, said } = await askStripe({ price: { object: priceAtStripe({ currency: 'usd' }) } })
    expect(said).toContain(
      'BAD   Stripe: The plan monthly: card.currency is EUR, and price_monthly is in USD.',
    )
    expect(exitCode).toBe(1)
  })

  it('exits with 1 when Stripe does not take the key, or does not answer', async () => {
    const error = { type: 'invalid_request_error', message: 'Invalid API Key provided' }
    const refused = await askStripe({ price: { status: 401, error } })
    expect(refused.said).toContain('BAD   Stripe: STRIPE_SECRET_KEY: Stripe says "Invalid API Key provided"')
    const away = await askStripe({ price: 'hang up' })
    expect(away.said).toMatch(/BAD {3}Stripe: .* Check STRIPE_SECRET_KEY, STRIPE_API_ROOT and the network\./)
    expect([refused.exitCode, away.exitCode]).toEqual([1, 1])
  })

  it.each<[string, Answer, string, number]>([
    ['is nowhere', list(), `note  Stripe: no webhook endpoint at ${HOOK}. Add it at Stripe`, 0],
    [
      'is off',
      list({ ...endpoint, status: 'disabled' }),
      `BAD   Stripe: the webhook endpoint at ${HOOK} is disabled`,
      1,
    ],
    [
      'tells too little',
      list({ ...endpoint, enabled_events: ['invoice.paid', 'refund.failed'] }),
      'BAD   Stripe: does not send checkout.session.completed, checkout.session.async_payment_succeeded,',
      1,
    ],
    [
      'cannot be seen',
      forbidden,
      'note  Stripe: its webhook endpoints were not looked at: the key may not',
      0,
    ],
  ])('says what to do when the webhook %s', async (_, hooks, line, exitCode) => {
    const found = await askStripe({ hooks })
    expect(found.said).toContain(line)
    expect(found.exitCode).toBe(exitCode)
  })

  it('takes a missing webhook seriously where the money is real', async () => {
    const { exitCode, said } = await askStripe({ hooks: list() }, 'sk_live_1')
    expect(said).toContain('BAD   Stripe: no webhook endpoint')
    expect(exitCode).toBe(1)
  })

  // case 76
  it('only notes a portal that is still to be made', async () => {
    const { exitCode, said } = await askStripe({ portals: list({ id: 'bpc_else', metadata: {} }) })
    expect(said).toContain('note  Stripe: the customer portal is not set up yet; starting does it.')
    expect(exitCode).toBe(0)
  })

  it('notes plans with a card price where there is no key', async () => {
    const { exitCode, said } = await ask({}, {}, { plans })
    expect(said).toContain(
      'note  Stripe: STRIPE_SECRET_KEY is not set, so these are not sold by card: monthly.',
    )
    expect(exitCode).toBe(0)
  })
})
