import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../db/billing.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { aSubscriber } from '../support/card-sale.ts'
import { anOrder, chargeFor, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: STARS_SHOP })
  books.clock.stand()
})
afterAll(() => books.close())

const open = (personId: number, planCode = 'club', anyway = false) =>
  books.billing.openOrder({ personId, planCode, rail: 'stars', anyway })

/** What the gate says to a payment of this order as it should be. */
async function gate(order: Order): Promise<string> {
  const { id: reference, personId: payerId, price } = order
  const result = await books.billing.admit({ reference, payerId, price })
  return result.kind === 'refused' ? result.reason : result.kind
}

// cases 36, 37, 90
describe('an order of what renews', () => {
  test('is refused while this very plan renews, on whichever rail, whatever they say', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const { order } = await subscribe(books, ann)
    const until = daysAfter(order.createdAt, 30)
    const refusal = { kind: 'subscribed', plan: { code: 'club' }, rail: 'stars', until }
    expect(await open(ann)).toMatchObject(refusal)
    expect(await open(ann, 'club', true)).toMatchObject(refusal)
    await aSubscriber(books, bob, 'club')
    expect(await open(bob, 'club', true)).toMatchObject({ kind: 'subscribed', rail: 'card' })
  })

  test('beside another that renews is asked about first; what is paid once is not', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const until = daysAfter(order.createdAt, 30)
    const beside = { kind: 'parallel', plan: order.plan, rail: 'stars', until }
    expect(await open(ann, 'gym')).toEqual(beside)
    expect(await books.billing.renewals.beside({ personId: ann, planCode: 'gym' })).toEqual(beside)
    expect(await open(ann, 'gym', true)).toMatchObject({ kind: 'opened', stacksAfter: null })
    expect(await open(ann, 'month')).toMatchObject({ kind: 'opened' })
  })

  test('is open to whoever canceled, and says until when they hold it', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    await hear(books, order, 'canceled')
    const stacksAfter = daysAfter(order.createdAt, 30)
    expect(await open(ann)).toMatchObject({ kind: 'opened', stacksAfter })
    expect(await books.billing.renewals.beside({ personId: ann, planCode: 'gym' })).toBeNull()
  })
})

describe('the gate', () => {
  test('lets the first payment through, and no second one of the same link', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    expect(await gate(order)).toBe('admitted')
    await books.billing.settle(recurringCharge(order))
    expect(await gate(order)).toBe('subscribed')
    await hear(books, order, 'canceled')
    // It is used up; what they want is theirs to buy anew.
    expect(await gate(order)).toBe('expired')
  })

  // case 21
  test('lets a renewal through when it is due, though the order is long expired and the plan is retired', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    books.clock.advance(days(28))
    expect(await gate(order)).toBe('subscribed')
    books.clock.advance(days(1))
    expect(await gate(order)).toBe('admitted')
    expect(await gate({ ...order, price: { ...order.price, amount: 1 } })).toBe('price_differs')
    books.clock.advance(days(10))
    await books.reopen(STARS_SHOP.filter(({ code }) => code !== 'club'))
    expect(await gate(order)).toBe('admitted')
    await renew(books, order)
    expect(await gate(order)).toBe('retired')
    await books.reopen(STARS_SHOP)
    expect(await gate(order)).toBe('subscribed')
  })

  test('lets nobody pay for a plan twice by two orders, by card or in Stars; other plans it lets through', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const [first, second, gym] = [
      await anOrder(books, ann, 'club'),
      await anOrder(books, ann, 'club'),
      await anOrder(books, ann, 'gym'),
    ]
    await books.billing.settle(recurringCharge(first))
    expect(await gate(second)).toBe('subscribed')
    expect(await gate(gym)).toBe('admitted')
    await hear(books, first, 'canceled')
    expect(await gate(second)).toBe('admitted')

    const byStars = await anOrder(books, bob, 'club')
    await aSubscriber(books, bob, 'club')
    expect(await gate(byStars)).toBe('subscribed')
  })

  test('knows nothing of the subscriptions of others, and an order that was paid once is no subscription', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const order = await anOrder(books, ann, 'club')
    await books.billing.settle(recurringCharge(order, { payerId: bob }))
    expect(await gate(order)).toBe('admitted')
    const once = await anOrder(books, ann, 'month')
    await books.billing.settle(chargeFor(once))
    expect(await gate(once)).toBe('admitted')
  })
})
