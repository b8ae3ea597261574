import { expect, test } from 'vitest'
import type { Order } from '../../db/billing.ts'
import { days } from '../support/books.ts'
import { aSubscriber } from '../support/card-sale.ts'
import { newChargeId, someone } from '../support/sale.ts'
import { hear, recurringCharge, subscribe } from '../support/stars-sale.ts'
import { books, openForRenewals, theirs } from './renewing-books.ts'

openForRenewals()

/** What the gate says to whoever pays by the link of this order. */
async function gate({ id: reference, personId: payerId, price }: Order): Promise<string> {
  const result = await books.billing.admit({ reference, payerId, price })
  return result.kind === 'refused' ? result.reason : result.kind
}

const HOUR = 60 * 60 * 1000

// cases 4, 23
test('a link whose subscription has ended is as old as it is, also after another was begun with it', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  books.clock.advance(days(60))
  await books.billing.lapse()
  expect(await gate(order)).toBe('expired')
  await subscribe(books, ann)
  expect(await gate(order)).toBe('subscribed')

  const bob = await someone(books)
  const { order: his } = await subscribe(books, bob)
  books.clock.advance(days(60))
  await books.billing.lapse()
  await books.billing.settle(
    recurringCharge(his, { paidAt: books.clock.now(), isFirst: true, chargeId: newChargeId() }),
  )
  expect(await theirs(bob)).toMatchObject([{ renews: true }, { renews: false }])
  expect(await gate(his)).toBe('subscribed')
})

// cases 25, 32
test('a link whose subscription was stopped or given back is refused as used up, and not as renewing', async () => {
  const [ann, bob, eve] = [await someone(books), await someone(books), await someone(books)]
  const [hers, his, refunded] = [
    await subscribe(books, ann),
    await subscribe(books, bob),
    await subscribe(books, eve),
  ]
  await hear(books, hers.order, 'canceled')
  await books.billing.renewals.stop({ personId: bob, subscriptionId: null, askedBy: bob, reason: 'x' })
  await books.billing.recordRefund({ charge: refunded.charge, refundedAt: books.clock.now() })
  const all = [hers, his, refunded]
  for (const after of [HOUR / 2, days(29), days(2), days(3)]) {
    books.clock.advance(after)
    await books.billing.lapse()
    expect(await Promise.all(all.map(({ order }) => gate(order)))).toEqual(all.map(() => 'expired'))
  }
})

// case 36
test('a renewal that is due is let through, also where the plan renews by another order', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  books.clock.advance(days(28))
  await aSubscriber(books, ann, 'club')
  expect(await gate(order)).toBe('subscribed')
  books.clock.advance(days(1))
  expect(await gate(order)).toBe('admitted')
})

// case 22
test('so is one that comes some days after the books saw it over, and not weeks after', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  books.clock.advance(days(40))
  await books.billing.lapse()
  expect(await theirs(ann)).toMatchObject([{ renews: false }])
  expect(await gate(order)).toBe('admitted')
  books.clock.advance(days(5))
  expect(await gate(order)).toBe('expired')
})
