import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, QuarantineReason } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import {
  accessTo,
  anOrder,
  buy,
  chargeFor,
  movedBy,
  newChargeId,
  newRequest,
  newsFor,
  rows,
  someone,
} from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

/** Settles `charge` and expects it held: recorded, in suspense, nothing granted, payer and admins told. */
async function expectHeld(charge: Charge, reason: QuarantineReason): Promise<void> {
  const { chargeId, payerId, price, reference } = charge
  const account =
    charge.rail === 'stars' && price.currency === 'XTR' ? '' : `${charge.rail} ${price.currency} `
  const access = await accessTo(books, payerId)
  const moved = await movedBy(books, async () => {
    const settlement = await books.billing.settle(charge)
    expect(settlement).toEqual({ kind: 'quarantined', paymentId: expect.any(String), reason })
  })
  expect(moved).toEqual({ [`${account}cash`]: price.amount, [`${account}suspense`]: -price.amount })
  expect(await accessTo(books, payerId)).toEqual(access)

  expect((await newsFor(books, payerId)).at(-1)).toEqual({ kind: 'held', price, chargeId })
  expect((await newsFor(books, ADMIN)).at(-1)).toEqual({
    kind: 'quarantined',
    reason,
    price,
    chargeId,
    payerId,
    reference,
  })
  const story = await books.billing.story(payerId)
  expect(story?.payments.at(-1)).toMatchObject({ chargeId, price, quarantine: reason })
  expect(await rows(books, 'select payload from provider_events where provider_id = $1', [chargeId])).toEqual(
    [{ payload: charge.payload }],
  )
}

/** An admin gives it back, and nothing of it is left in the accounts. */
async function expectRefundable({ chargeId, price, payerId }: Charge): Promise<void> {
  const request = { chargeId, requestedBy: ADMIN, reason: 'fits nothing', request: newRequest() }
  const requested = await books.billing.requestRefund(request)
  expect(requested).toMatchObject({ kind: 'requested', price, personId: payerId })
  if (requested.kind !== 'requested') return
  await books.billing.settleRefund(requested.refundId, { kind: 'succeeded' })
  const refunded = { kind: 'refunded', plan: null, price, accessUntil: null, chargeId }
  expect((await newsFor(books, payerId)).at(-1)).toEqual(refunded)
}

// case 7
describe('money that does not fit its order is held, and can be given back', () => {
  test.each<[string, (charge: Charge) => Partial<Charge>, QuarantineReason]>([
    [
      'one Star too little',
      ({ price }) => ({ price: { ...price, amount: price.amount - 1 } }),
      'wrong_amount',
    ],
    ['one Star too much', ({ price }) => ({ price: { ...price, amount: price.amount + 1 } }), 'wrong_amount'],
    ['another currency', ({ price }) => ({ price: { ...price, currency: 'EUR' } }), 'wrong_currency'],
    ['another rail', () => ({ rail: 'card' }), 'wrong_rail'],
  ])('%s', async (_, change, reason) => {
    const ann = await someone(books)
    await buy(books, ann)
    const fitting = chargeFor(await anOrder(books, ann))
    const charge = { ...fitting, ...change(fitting) }
    const left = await movedBy(books, async () => {
      await expectHeld(charge, reason)
      await expectRefundable(charge)
    })
    expect(left).toEqual({})
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
  })

  test('an order is still payable after money that did not fit it', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann)
    await expectHeld(chargeFor(order, { price: { amount: 1, currency: 'XTR' } }), 'wrong_amount')
    expect(await books.billing.settle(chargeFor(order))).toMatchObject({ kind: 'granted' })
  })
})

// case 7
describe('money with a payload that names no order is held, and can be given back', () => {
  test.each([
    ['empty', ''],
    ['a uuid of nothing', '0192e7f0-0000-7000-8000-000000000000'],
    ['a uuid in capitals', '0192E7F0-0000-7000-8000-000000000000'],
    ['almost a uuid', '0192e7f0-0000-7000-8000-00000000000g'],
    ['10 kB', 'x'.repeat(10_000)],
    ['SQL', `'; drop table payments; --`],
    ['an array of SQL', '{0192e7f0-0000-7000-8000-000000000000,null}'],
    ['JSON', '{"order":{"$ne":null}}'],
    ['emoji and controls', '💥\u0001\u007f\n\t\\'],
  ])('%s', async (_, reference) => {
    const price = { amount: 77, currency: 'XTR' }
    const payerId = await someone(books)
    const charge: Charge = {
      rail: 'stars',
      chargeId: newChargeId(),
      payerId,
      price,
      reference,
      paidAt: books.clock.now(),
      payload: { invoice_payload: reference },
    }
    const left = await movedBy(books, async () => {
      await expectHeld(charge, 'unknown_order')
      await expectRefundable(charge)
    })
    expect(left).toEqual({})
    expect(await accessTo(books, payerId)).toBeNull()
  })
})

test('a held charge delivered again is told to nobody again', async () => {
  const ann = await someone(books)
  const charge = chargeFor(await anOrder(books, ann), { price: { amount: 1, currency: 'XTR' } })
  await expectHeld(charge, 'wrong_amount')
  const before = (await newsFor(books, ADMIN)).length
  expect(await books.billing.settle(charge)).toMatchObject({ kind: 'repeated' })
  expect(await newsFor(books, ann)).toHaveLength(1)
  expect(await newsFor(books, ADMIN)).toHaveLength(before)
})

// cases 7, 92
describe('amounts that are no amounts', () => {
  test('of nothing: recorded and shown, no entry, and it can be given back without moving anything', async () => {
    const ann = await someone(books)
    const charge = chargeFor(await anOrder(books, ann), { price: { amount: 0, currency: 'XTR' } })
    const moved = await movedBy(books, async () => {
      expect(await books.billing.settle(charge)).toMatchObject({
        kind: 'quarantined',
        reason: 'wrong_amount',
      })
      await expectRefundable(charge)
    })
    expect(moved).toEqual({})
    expect((await books.billing.story(ann))?.payments).toMatchObject([{ refunds: [{ result: 'succeeded' }] }])
  })

  test.each([-250, 250.5, Number.NaN, Number.POSITIVE_INFINITY, 1e30])(
    '%d is refused, and nothing is written',
    async amount => {
      const ann = await someone(books)
      const charge = chargeFor(await anOrder(books, ann), { price: { amount, currency: 'XTR' } })
      await expect(books.billing.settle(charge)).rejects.toThrow()
      expect((await books.billing.story(ann))?.payments).toEqual([])
      expect(await newsFor(books, ann)).toEqual([])
    },
  )
})

test('every admin is told, and only of what needs them', async () => {
  const team = await openBooks({ adminIds: [901, 902] })
  const ann = await someone(team)
  await buy(team, ann)
  expect(await newsFor(team, 901)).toEqual([])
  await team.billing.settle(chargeFor(await anOrder(team, ann), { reference: 'nonsense' }))
  for (const admin of [901, 902]) expect(await newsFor(team, admin)).toMatchObject([{ kind: 'quarantined' }])
  await team.close()
})
