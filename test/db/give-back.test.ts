import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RefundAnswer } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { accessTo, buy, movedBy, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const nothingLeft = () => nothingPending(books)

const refund = (chargeId: string) =>
  books.billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked for it' })

describe('money the books owe', () => {
  // case 31
  test('is asked for again after an unknown answer, under the same id, and booked once', async () => {
    let tries = 0
    const { duties, givenBack } = recordDuties({
      giveBack(): RefundAnswer {
        if (++tries === 1) throw new Error('timed out')
        return { kind: 'succeeded' }
      },
    })
    const ann = await someone(books)
    const { charge, order } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      const requested = await refund(charge.chargeId)
      expect((await books.billing.pending())[1]).toEqual({ kind: 'give_back', count: 1 })
      await books.billing.work(duties)
      await nothingLeft()
      const due = { rail: 'stars', chargeId: charge.chargeId, payerId: ann, price: order.price }
      const refundId = 'refundId' in requested && requested.refundId
      expect(givenBack).toEqual([
        { refundId, ...due },
        { refundId, ...due },
      ])
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    const news = { kind: 'refunded', plan: 'The month', accessUntil: null }
    expect((await newsFor(books, ann)).at(-1)).toMatchObject(news)
    expect((await accessTo(books, ann))?.active ?? false).toBe(false)
    expect(books.logged).toMatchObject([{ message: 'the refund did not go through; it will be tried again' }])
  })

  // case 34
  test('that the provider will not give is not asked for again; admins are told why', async () => {
    const { duties, givenBack, told } = recordDuties({
      giveBack: () => ({ kind: 'failed', detail: 'too poor' }),
    })
    await books.billing.work(duties)
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      await refund(charge.chargeId)
      await nothingLeft()
    })
    expect(moved).toEqual({})
    expect(givenBack).toHaveLength(1)
    expect(told.filter(({ personId }) => personId === ADMIN)).toMatchObject([
      { news: { kind: 'refund_failed', detail: 'too poor', payerId: ann } },
    ])
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
  })

  test('is not asked for when the provider reported it back meanwhile', async () => {
    const { charge } = await buy(books, await someone(books))
    await refund(charge.chargeId)
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    const { duties, givenBack } = recordDuties()
    await books.billing.work(duties)
    await nothingLeft()
    expect(givenBack).toEqual([])
  })
})
