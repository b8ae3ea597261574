import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RefundAnswer } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending, nothingPendingSoon, recordDuties } from '../support/duties.ts'
import { accessTo, buy, chargeFor, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const nothingLeft = () => nothingPending(books)

const refund = (chargeId: string) =>
  books.billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked for it', request: newRequest() })

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
      expect((await books.billing.pending())[1]).toEqual({ kind: 'refunds', count: 1 })
      await books.billing.work(duties)
      await nothingPendingSoon(books)
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
      giveBack: () => ({ kind: 'failed', because: 'balance_too_low', detail: 'too poor' }),
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
      { news: { kind: 'refund_failed', because: 'balance_too_low', detail: 'too poor', payerId: ann } },
    ])
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
  })

  // case 83
  test('is booked and told of once when two workers ask for it at once', async () => {
    const answers = [Promise.withResolvers<RefundAnswer>(), Promise.withResolvers<RefundAnswer>()] as const
    const { duties, givenBack, told } = recordDuties({
      giveBack: () => answers[givenBack.length - 1]?.promise ?? { kind: 'succeeded' },
    })
    const other = await books.reopen()
    await Promise.all([books.billing.work(duties), other.work(duties)])
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      await refund(charge.chargeId)
      await vi.waitFor(() => expect(givenBack).toHaveLength(1), { timeout: 10_000 })
      // As if the first were frozen, and its job had been taken from it.
      await books.database.pool.query(`update pgboss.job set state = 'created' where name = 'refunds'`)
      await vi.waitFor(() => expect(givenBack).toHaveLength(2), { timeout: 10_000 })
      for (const answer of answers) answer.resolve({ kind: 'succeeded' })
      await nothingLeft()
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect(told.map(({ news }) => news.kind).sort()).toEqual(['refund_done', 'refunded', 'thanks'])
  })

  test('is not asked for when the provider reported it back meanwhile; what renews ends all the same', async () => {
    const { charge } = await buy(books, await someone(books))
    await refund(charge.chargeId)
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    const ended: string[] = []
    const { duties, givenBack } = recordDuties({ endRenewal: due => void ended.push(due.chargeId) })
    await books.billing.work(duties)
    await nothingLeft()
    expect(givenBack).toEqual([])
    expect(ended).toEqual([charge.chargeId])
  })

  test.each<RefundAnswer>([
    { kind: 'succeeded', providerId: 're_1' },
    { kind: 'underway', providerId: 're_1' },
  ])(
    'that is %j ends what renews, which is owed until it is done; the money is asked for once',
    async answer => {
      let tries = 0
      const { duties, givenBack } = recordDuties({
        giveBack: () => answer,
        endRenewal() {
          if (++tries < 3) throw new Error('429: later')
        },
      })
      const { charge } = await buy(books, await someone(books))
      await refund(charge.chargeId)
      await books.billing.work(duties)
      await nothingPendingSoon(books)
      expect([givenBack.length, tries]).toEqual([1, 3])
    },
  )

  test('ends nothing where it was refused, or where it had opened nothing', async () => {
    const ended: string[] = []
    const { duties } = recordDuties({
      giveBack: ({ chargeId }) =>
        chargeId === held.chargeId
          ? { kind: 'succeeded' }
          : { kind: 'failed', because: 'refused', detail: 'no' },
      endRenewal: due => void ended.push(due.chargeId),
    })
    const { charge: refused, order } = await buy(books, await someone(books))
    const held = chargeFor(order, { reference: 'nonsense', chargeId: 'held' })
    await books.billing.settle(held)
    for (const { chargeId } of [refused, held]) await refund(chargeId)
    await books.billing.work(duties)
    await nothingLeft()
    expect(ended).toEqual([])
  })
})
