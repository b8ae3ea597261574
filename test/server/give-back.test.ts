import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RefundDue } from '../../db/billing.ts'
import { createStripe } from '../../server/stripe/client.ts'
import { createGiveBack } from '../../server/stripe/give-back.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { SECRET_KEY } from './card-stage.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'

const DUE: RefundDue = {
  refundId: '01900000-0000-7000-8000-000000000001',
  rail: 'card',
  chargeId: 'pi_1',
  payerId: 42,
  price: { amount: 900, currency: 'EUR' },
}

const refund = (changes: object = {}): Answer => ({
  object: { id: 're_1', object: 'refund', status: 'succeeded', ...changes },
})
const refusal = (code: string, status = 400): Answer => ({
  status,
  error: { type: 'invalid_request_error', code, message: `no: ${code}` },
})
const list = (...data: object[]): Answer => ({ object: { object: 'list', data, has_more: false } })

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

/** A Stripe where `pi_1` paid for nothing that renews, unless told otherwise. */
async function open(lines: Record<string, (asked: Asked) => Answer>) {
  const stripe = await scriptedStripe(asked => {
    const line = lines[asked.what]
    if (line) return line(asked)
    if (asked.what === 'GET /v1/payment_intents/pi_1')
      return { object: { id: 'pi_1', latest_charge: { id: 'ch_1', amount: 900, amount_refunded: 900 } } }
    if (asked.what === 'GET /v1/invoice_payments') return list()
    throw new Error(`unexpected: ${asked.what}`)
  })
  const said: string[] = []
  const say = (_: object, message: string) => void said.push(message)
  const { stripe: sdk } = createStripe({ secretKey: SECRET_KEY, apiRoot: stripe.url })
  return {
    ...stripe,
    said,
    giveBack: createGiveBack({
      billing: books.billing,
      stripe: sdk,
      logger: { info: say, warn: say, error: say },
    }),
  }
}

it('asks under the id of the refund, however often, and says whose it is', async () => {
  const { asked, giveBack } = await open({ 'POST /v1/refunds': () => refund() })
  for (let times = 0; times < 2; times++)
    expect(await giveBack(DUE)).toEqual({ kind: 'succeeded', providerId: 're_1' })
  const asks = asked.filter(({ what }) => what === 'POST /v1/refunds')
  const one = {
    what: 'POST /v1/refunds',
    key: `refund:${DUE.refundId}`,
    fields: {
      payment_intent: 'pi_1',
      amount: '900',
      'metadata[refund]': DUE.refundId,
      'metadata[person]': '42',
    },
  }
  expect(asks).toEqual([one, one])
})

it.each([
  ['pending', { kind: 'underway', providerId: 're_1' }],
  ['requires_action', { kind: 'underway', providerId: 're_1' }],
  // case 75
  ['a_new_word', { kind: 'underway', providerId: 're_1' }],
  ['failed', { kind: 'failed', because: 'refused', detail: 'failed: expired_or_canceled_card (re_1)' }],
  ['canceled', { kind: 'failed', because: 'refused', detail: 'canceled: expired_or_canceled_card (re_1)' }],
])('takes a refund that is %s for what it is', async (status, answer) => {
  const failure_reason = 'expired_or_canceled_card'
  const { giveBack } = await open({ 'POST /v1/refunds': () => refund({ status, failure_reason }) })
  expect(await giveBack(DUE)).toEqual(answer)
})

it.each([
  ['charge_disputed', 'refused'],
  ['balance_insufficient', 'balance_too_low'],
  ['amount_too_large', 'refused'],
])('keeps a final no (%s) in Stripe’s words', async (code, because) => {
  const { giveBack } = await open({ 'POST /v1/refunds': () => refusal(code) })
  expect(await giveBack(DUE)).toEqual({ kind: 'failed', because, detail: `${code}: no: ${code}` })
})

// case 31
it.each<[string, Answer]>([
  ['does not answer', 'hang up'],
  ['has trouble', refusal('whatever', 500)],
  ['has too much to do', refusal('rate_limit', 429)],
  ['does not take the key', refusal('api_key_expired', 401)],
])('is to be asked again where Stripe %s', async (_, answer) => {
  const { giveBack } = await open({ 'POST /v1/refunds': () => answer })
  await expect(giveBack(DUE)).rejects.toThrow()
})

const ALREADY = { 'POST /v1/refunds': () => refusal('charge_already_refunded') }

it('is done where this very refund was made, and its answer lost for longer than keys are kept', async () => {
  const ours = { id: 're_ours', status: 'pending', metadata: { refund: DUE.refundId } }
  const theirs = { id: 're_dashboard', status: 'succeeded', metadata: {} }
  const { giveBack } = await open({ ...ALREADY, 'GET /v1/refunds': () => list(theirs, ours) })
  expect(await giveBack(DUE)).toEqual({ kind: 'underway', providerId: 're_ours' })
})

// case 30
it('moved nothing where the operator gave it all back at Stripe, and has the books look at that', async () => {
  const theirs = { id: 're_dashboard', status: 'succeeded', metadata: {} }
  const { giveBack } = await open({ ...ALREADY, 'GET /v1/refunds': () => list(theirs) })
  const read: unknown[] = []
  await books.billing.cards.work(async subject => void read.push(subject))
  expect(await giveBack(DUE)).toEqual({
    kind: 'failed',
    because: 'refused',
    detail: 'charge_already_refunded: no: charge_already_refunded (re_dashboard)',
  })
  await expect.poll(() => read, { timeout: 10_000 }).toEqual([{ kind: 'payment', id: 'pi_1' }])
})

it('gives back what an invoice of nothing opened without asking for money', async () => {
  const { asked, giveBack } = await open({
    'GET /v1/invoices/in_1': () => ({ object: { id: 'in_1', parent: null } }),
  })
  const nothing = { ...DUE, chargeId: 'in_1', price: { amount: 0, currency: 'EUR' } }
  expect(await giveBack(nothing)).toEqual({ kind: 'succeeded' })
  expect(asked.map(({ what }) => what)).toEqual(['GET /v1/invoices/in_1'])
})

/** `pi_1` paid for a period of `sub_1`. */
function ofSubscription(subscription: object, refunded = 900): Record<string, (asked: Asked) => Answer> {
  const parent = { subscription_details: { subscription: 'sub_1' } }
  const charge = { id: 'ch_1', amount: 900, amount_refunded: refunded }
  return {
    'POST /v1/refunds': () => refund(),
    'GET /v1/payment_intents/pi_1': () => ({ object: { id: 'pi_1', latest_charge: charge } }),
    'GET /v1/invoice_payments': () => list({ id: 'inpay_1', invoice: { id: 'in_1', parent } }),
    'GET /v1/subscriptions/sub_1': () => ({
      object: { id: 'sub_1', cancel_at: null, cancel_at_period_end: false, ...subscription },
    }),
    'POST /v1/subscriptions/sub_1': () => ({ object: { id: 'sub_1' } }),
  }
}

it('ends the renewal of what was paid for and is wholly back', async () => {
  const { asked, said, giveBack } = await open(ofSubscription({ status: 'active' }))
  await giveBack(DUE)
  expect(asked.at(-1)).toMatchObject({
    what: 'POST /v1/subscriptions/sub_1',
    fields: { cancel_at_period_end: 'true' },
  })
  expect(said).toEqual(['refunded in full, so it renews no more'])
})

it.each([
  ['only a part is back', { status: 'active' }, 400],
  ['it is over', { status: 'canceled' }, 900],
  ['it is about to end', { status: 'active', cancel_at: 1_800_000_000 }, 900],
])('leaves a subscription as it is where %s', async (_, subscription, refunded) => {
  const { asked, giveBack } = await open(ofSubscription(subscription, refunded))
  await giveBack(DUE)
  expect(asked.map(({ what }) => what)).not.toContain('POST /v1/subscriptions/sub_1')
})

it('is asked again where the renewal could not be ended, which changes nothing twice', async () => {
  let down = true
  const { asked, giveBack } = await open({
    ...ofSubscription({ status: 'active' }),
    'POST /v1/subscriptions/sub_1': () => (down ? refusal('whatever', 500) : { object: { id: 'sub_1' } }),
  })
  await expect(giveBack(DUE)).rejects.toThrow()
  down = false
  expect(await giveBack(DUE)).toEqual({ kind: 'succeeded', providerId: 're_1' })
  const keys = asked.filter(({ what }) => what === 'POST /v1/refunds').map(({ key }) => key)
  expect(new Set(keys)).toEqual(new Set([`refund:${DUE.refundId}`]))
})
