import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import {
  accessTo,
  anOrder,
  buy,
  chargeFor,
  movedBy,
  newRequest,
  newsFor,
  rows,
  someone,
} from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const record = (charge: Charge) => books.billing.recordRefund({ charge, refundedAt: books.clock.now() })

const events = (chargeId: string) =>
  rows(books, 'select kind from provider_events where provider_id = $1 order by kind', [chargeId])

// case 33
describe('a refund nobody here asked for', () => {
  test('of a charge in the books ends what it bought and turns the money round', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      expect(await record(charge)).toEqual({ kind: 'settled' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect((await accessTo(books, ann))?.active ?? false).toBe(false)
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks', 'refunded'])
    expect((await books.billing.story(ann))?.payments).toMatchObject([
      { refunds: [{ requestedBy: null, reason: 'refunded by the provider', result: 'succeeded' }] },
    ])
    expect(await events(charge.chargeId)).toEqual([{ kind: 'payment' }, { kind: 'refund' }])
  })

  test('counts once, however often it is told', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => record(charge)))
      expect(answers.filter(({ kind }) => kind === 'settled')).toHaveLength(1)
      expect(await record(charge)).toEqual({ kind: 'repeated' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks', 'refunded'])
  })

  test('of a charge never seen books the charge first, so that the books tell all', async () => {
    const ann = await someone(books)
    const charge = chargeFor(await anOrder(books, ann))
    const moved = await movedBy(books, async () => {
      expect(await record(charge)).toEqual({ kind: 'settled' })
    })
    expect(moved).toEqual({})
    expect((await accessTo(books, ann))?.active ?? false).toBe(false)
    const story = await books.billing.story(ann)
    expect(story?.payments).toMatchObject([
      { chargeId: charge.chargeId, quarantine: null, refunds: [{ result: 'succeeded' }] },
    ])
    expect(story?.grants).toMatchObject([{ revokedReason: 'refunded' }])
    expect(
      await rows(books, 'select debit, credit from entries where payment_id = $1 order by id', [
        story?.payments[0]?.paymentId,
      ]),
    ).toEqual([
      { debit: 'cash', credit: 'sales' },
      { debit: 'sales', credit: 'cash' },
    ])
    expect(await books.billing.settle(charge)).toMatchObject({ kind: 'repeated' })
  })

  test('of a charge never seen that fits nothing empties the suspense account again', async () => {
    const ann = await someone(books)
    const charge = chargeFor(await anOrder(books, ann), {
      reference: 'nonsense',
      price: { amount: 0, currency: '' },
    })
    for (const amount of [33, 0]) {
      const odd = { ...charge, chargeId: `${charge.chargeId}-${amount}`, price: { amount, currency: 'XTR' } }
      const moved = await movedBy(books, async () => {
        expect(await record(odd)).toEqual({ kind: 'settled' })
      })
      expect(moved).toEqual({})
    }
    expect(await accessTo(books, ann)).toBeNull()
  })

  test('of a second payment for what is owned for ever answers the refund already under way', async () => {
    const ann = await someone(books)
    const { order } = await buy(books, ann, 'lifetime')
    const second = chargeFor(order)
    const moved = await movedBy(books, async () => {
      expect(await record(second)).toEqual({ kind: 'settled' })
    })
    expect(moved).toEqual({})
    expect(await accessTo(books, ann)).toMatchObject({ active: true, to: null })
    const story = await books.billing.story(ann)
    expect(story?.payments[1]?.refunds).toMatchObject([
      { reason: 'owned for ever already', result: 'succeeded' },
    ])
  })
})

// case 33
describe("the provider's word on a refund an admin asked for", () => {
  async function asked(): Promise<{ ann: number; charge: Charge; refundId: string }> {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const request = {
      chargeId: charge.chargeId,
      requestedBy: ADMIN,
      reason: 'asked for it',
      request: newRequest(),
    }
    const result = await books.billing.requestRefund(request)
    if (result.kind !== 'requested') throw new Error(result.kind)
    return { ann, charge, refundId: result.refundId }
  }

  test('settles that refund, and the answer to our own call then changes nothing', async () => {
    const { ann, charge, refundId } = await asked()
    const moved = await movedBy(books, async () => {
      expect(await record(charge)).toEqual({ kind: 'settled' })
      expect(await books.billing.settleRefund(refundId, { kind: 'succeeded' })).toEqual({ kind: 'repeated' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    const story = await books.billing.story(ann)
    expect(story?.payments).toMatchObject([
      { refunds: [{ refundId, requestedBy: ADMIN, result: 'succeeded' }] },
    ])
    const { price, chargeId } = charge
    expect(await newsFor(books, ADMIN)).toContainEqual({ kind: 'refund_done', price, chargeId, payerId: ann })
  })

  test('after our own call was answered changes nothing', async () => {
    const { charge, refundId } = await asked()
    await books.billing.settleRefund(refundId, { kind: 'succeeded' })
    const moved = await movedBy(books, async () => {
      expect(await record(charge)).toEqual({ kind: 'repeated' })
    })
    expect(moved).toEqual({})
  })

  test('after our own call was refused is a refund of its own', async () => {
    const { ann, charge, refundId } = await asked()
    await books.billing.settleRefund(refundId, { kind: 'failed', because: 'refused', detail: 'no' })
    const moved = await movedBy(books, async () => {
      expect(await record(charge)).toEqual({ kind: 'settled' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    const [payment] = (await books.billing.story(ann))?.payments ?? []
    expect(payment?.refunds.map(({ result }) => result).sort()).toEqual(['failed', 'succeeded'])
    expect(
      await books.billing.requestRefund({
        chargeId: charge.chargeId,
        requestedBy: ADMIN,
        reason: 'asked for it',
        request: newRequest(),
      }),
    ).toMatchObject({ kind: 'already_refunded' })
  })
})
