import { afterAll, expect, test } from 'vitest'
import { days, openBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP } from '../support/card-sale.ts'
import { anOrder, buy, chargeFor, someone } from '../support/sale.ts'

const monday = new Date('2026-11-02T00:00:00Z')
const books = await openBooks({ at: monday, plans: CARD_SHOP })
const { billing, clock } = books
clock.stand()
afterAll(() => books.close())

const goTo = (at: number) => clock.advance(+monday + days(at) - +clock.now())

test('weeks show what was earned and given back, and who has access, came and left', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  const bob = await someone(books)
  const { charge } = await buy(books, bob)
  goTo(7 - 1 / 24)
  await aSubscriber(books, await someone(books))
  goTo(8)
  // In the second week one has their Stars back, and another pays what no order says: that is nobody's earning.
  await billing.recordRefund({ charge, refundedAt: clock.now() })
  const order = await anOrder(books, await someone(books))
  await billing.settle(chargeFor(order, { price: { amount: 1, currency: 'XTR' } }))
  goTo(38)

  // It is Thursday of the sixth week: a month is over, and the days of grace of the one by card run.
  const week = (index: number, figures: object) => ({
    startsAt: new Date(+monday + days(7 * index)),
    ...{ revenue: [], refunded: [], active: 2, fresh: 0, lapsed: 0 },
    ...figures,
  })
  const earned = [
    { amount: 999, currency: 'EUR' },
    { amount: 500, currency: 'XTR' },
  ]
  expect(await billing.weeks(7)).toEqual([
    week(-1, { active: 0 }),
    week(0, { revenue: earned, active: 3, fresh: 3 }),
    week(1, { refunded: [{ amount: 250, currency: 'XTR' }], lapsed: 1 }),
    week(2, {}),
    week(3, {}),
    week(4, { active: 1, lapsed: 1 }),
    week(5, { active: 1 }),
  ])
})
