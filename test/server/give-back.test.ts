import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

/** A Stripe that knows what `lines` say. */
async function open(lines: Record<string, (asked: Asked) => Answer>) {
  const stripe = await scriptedStripe(asked => {
    const line = lines[asked.what]
    if (line) return line(asked)
    throw new Error(`unexpected: ${asked.what}`)
  })
  const said: string[] = []
  const say = (_: object, message: string) => void said.push(message)
  const logger = { info: say, warn: say, error: say }
  const { stripe: sdk } = createStripe({ secretKey: SECRET_KEY, apiRoot: stripe.url })
  return {
    ...stripe,
    said,
    giveBack: createGiveBack({
      billing: books.billing,
      stripe: sdk,
      logger,
      now: books.clock.now,
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
  const { giveBack } = await open({ 'POST /v1/refunds': () => answer, 'GET /v1/refunds': () => list() })
  await expect(giveBack(DUE)).rejects.toThrow()
})

// Trouble of Stripe's own is what it answers under that key for a day, and nobody knows what became of the money.
describe('where Stripe was in trouble', () => {
  const trouble = refusal('whatever', 500)
  const keysOf = (asked: Asked[]) =>
    asked.filter(({ what }) => what === 'POST /v1/refunds').map(({ key }) => key)

  it('takes the refund that was made all the same, whenever it is to be seen', async () => {
    let seen = false
    const ours = { id: 're_ours', status: 'succeeded', metadata: { refund: DUE.refundId } }
    const { asked, giveBack } = await open({
      'POST /v1/refunds': () => trouble,
      'GET /v1/refunds': () => (seen ? list(ours) : list({ id: 're_else', metadata: {} })),
    })
    await expect(giveBack(DUE)).rejects.toThrow()
    seen = true
    expect(await giveBack(DUE)).toEqual({ kind: 'succeeded', providerId: 're_ours' })
    expect(new Set(keysOf(asked))).toEqual(new Set([`refund:${DUE.refundId}`]))
  })

  it('asks under a further key once none was to be seen for ten minutes, and not if one is by then', async () => {
    const refunds: object[] = []
    const { asked, giveBack } = await open({
      'POST /v1/refunds': ({ key }) => (key === `refund:${DUE.refundId}` ? trouble : refund()),
      'GET /v1/refunds': () => list(...refunds),
    })
    await expect(giveBack(DUE)).rejects.toThrow()
    books.clock.advance(9 * 60_000)
    await expect(giveBack(DUE)).rejects.toThrow()
    books.clock.advance(61_000)
    await expect(giveBack(DUE)).rejects.toThrow()
    expect(new Set(keysOf(asked))).toEqual(new Set([`refund:${DUE.refundId}`]))
    expect(await giveBack(DUE)).toEqual({ kind: 'succeeded', providerId: 're_1' })
    expect(keysOf(asked).at(-1)).toBe(`refund:${DUE.refundId}:1`)

    refunds.push({ id: 're_late', status: 'pending', metadata: { refund: DUE.refundId } })
    const before = keysOf(asked).length
    expect(await giveBack(DUE)).toEqual({ kind: 'underway', providerId: 're_late' })
    expect(keysOf(asked).length).toBe(before)
  })
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
  const { asked, giveBack } = await open({})
  const nothing = { ...DUE, chargeId: 'in_1', price: { amount: 0, currency: 'EUR' } }
  expect(await giveBack(nothing)).toEqual({ kind: 'succeeded' })
  expect(asked).toEqual([])
})
