import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RefundAnswer } from '../../db/billing.ts'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { accessTo, buy, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const SUCCEEDED: RefundAnswer = { kind: 'succeeded' }
const FAILED: RefundAnswer = {
  kind: 'failed',
  because: 'balance_too_low',
  detail: 'Bad Request: BALANCE_TOO_LOW',
}

const request = (chargeId: string, requestedBy = ADMIN) =>
  books.billing.requestRefund({ chargeId, requestedBy, reason: 'asked for it', request: newRequest() })

async function requested(chargeId: string): Promise<string> {
  const result = await request(chargeId)
  if (result.kind !== 'requested') throw new Error(`not requested: ${result.kind}`)
  return result.refundId
}

const refundsOf = async (personId: number) =>
  (await books.billing.story(personId))?.payments.flatMap(({ refunds }) => refunds)

describe('asking for a refund', () => {
  test('writes it down and takes nothing yet', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      expect(await request(charge.chargeId)).toEqual({
        kind: 'requested',
        refundId: expect.any(String),
        price: { amount: 250, currency: 'XTR' },
        personId: ann,
        planCode: 'month',
      })
    })
    expect(moved).toEqual({})
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
    expect(await refundsOf(ann)).toMatchObject([
      {
        requestedBy: ADMIN,
        reason: 'asked for it',
        requestedAt: books.clock.now(),
        result: null,
        settledAt: null,
      },
    ])
  })

  test('twice is one refund, before and after the answer', async () => {
    const { charge } = await buy(books, await someone(books))
    const refundId = await requested(charge.chargeId)
    expect(await request(charge.chargeId)).toEqual({ kind: 'already_requested', refundId })
    await books.billing.settleRefund(refundId, SUCCEEDED)
    expect(await request(charge.chargeId)).toEqual({ kind: 'already_refunded', refundId })
  })

  test.each(['nothing like it', '', "'; drop table refunds", 'x'.repeat(5000)])(
    'for a charge nobody knows is refused: "%.20s"',
    async chargeId => {
      expect(await request(chargeId)).toEqual({ kind: 'unknown_charge' })
    },
  )

  test('may be done by an admin whom the books never met', async () => {
    const { charge } = await buy(books, await someone(books))
    expect(await request(charge.chargeId, 955)).toMatchObject({ kind: 'requested' })
    expect(await books.billing.story(955)).not.toBeNull()
  })
})

// case 32
test('a refund that went through turns the money round once, ends the grant and tells both', async () => {
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  const refundId = await requested(charge.chargeId)
  const moved = await movedBy(books, async () => {
    expect(await books.billing.settleRefund(refundId, SUCCEEDED)).toEqual({ kind: 'settled' })
  })
  expect(moved).toEqual({ cash: -250, sales: 250 })
  expect((await accessTo(books, ann))?.active ?? false).toBe(false)

  const facts = { price: charge.price, chargeId: charge.chargeId }
  expect((await newsFor(books, ann)).slice(1)).toEqual([
    { kind: 'refunded', plan: 'The month', accessUntil: null, ...facts },
  ])
  expect(await newsFor(books, ADMIN)).toContainEqual({ kind: 'refund_done', payerId: ann, ...facts })
  const story = await books.billing.story(ann)
  expect(story?.grants).toMatchObject([{ revokedAt: books.clock.now(), revokedReason: 'refunded' }])
  expect(await refundsOf(ann)).toMatchObject([{ result: 'succeeded', settledAt: books.clock.now() }])
})

// cases 30, 31
describe('the answer to a refund', () => {
  test('counts once, however often it comes', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const refundId = await requested(charge.chargeId)
    const moved = await movedBy(books, async () => {
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => books.billing.settleRefund(refundId, SUCCEEDED)),
      )
      expect(answers.filter(({ kind }) => kind === 'settled')).toHaveLength(1)
      expect(await books.billing.settleRefund(refundId, SUCCEEDED)).toEqual({ kind: 'repeated' })
      expect(await books.billing.settleRefund(refundId, FAILED)).toEqual({ kind: 'repeated' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks', 'refunded'])
    expect(await refundsOf(ann)).toMatchObject([{ result: 'succeeded', detail: null }])
  })

  test('that was a no takes nothing, tells the admins why, and it can be asked for again', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const first = await requested(charge.chargeId)
    const untouched = await movedBy(books, async () => {
      expect(await books.billing.settleRefund(first, FAILED)).toEqual({ kind: 'settled' })
      expect(await books.billing.settleRefund(first, SUCCEEDED)).toEqual({ kind: 'repeated' })
    })
    expect(untouched).toEqual({})
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks'])
    expect(await newsFor(books, ADMIN)).toContainEqual({
      kind: 'refund_failed',
      price: charge.price,
      chargeId: charge.chargeId,
      payerId: ann,
      detail: 'Bad Request: BALANCE_TOO_LOW',
      because: 'balance_too_low',
    })

    const moved = await movedBy(books, async () => {
      const second = await requested(charge.chargeId)
      expect(second).not.toBe(first)
      expect(await books.billing.settleRefund(second, SUCCEEDED)).toEqual({ kind: 'settled' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect(await refundsOf(ann)).toMatchObject([
      { result: 'failed', detail: FAILED.detail },
      { result: 'succeeded' },
    ])
    expect((await accessTo(books, ann))?.active ?? false).toBe(false)
  })

  test('is told to the one who asked, also when they are no admin of ours any more', async () => {
    const { charge } = await buy(books, await someone(books))
    const result = await request(charge.chargeId, 966)
    if (result.kind !== 'requested') throw new Error(result.kind)
    await books.billing.settleRefund(result.refundId, FAILED)
    expect((await newsFor(books, 966)).map(({ kind }) => kind)).toEqual(['refund_failed'])
  })

  test('to a refund nobody asked for is a mistake of the caller', async () => {
    const nothing = '0192e7f0-0000-7000-8000-000000000000'
    await expect(books.billing.settleRefund(nothing, SUCCEEDED)).rejects.toThrow('not found')
  })
})

test('buying again after a refund begins at once', async () => {
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  await books.billing.settleRefund(await requested(charge.chargeId), SUCCEEDED)
  books.clock.advance(1000)
  const now = books.clock.now()
  const { settlement } = await buy(books, ann)
  expect(settlement).toMatchObject({ kind: 'granted', until: addPeriod(now, 'P1M') })
  expect(await accessTo(books, ann)).toEqual({ active: true, from: now, to: addPeriod(now, 'P1M') })
})
