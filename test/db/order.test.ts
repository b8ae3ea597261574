import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { anOrder, buy, rows, someone } from '../support/sale.ts'

const RETIRED = plan({ code: 'old' })
const CARD_ONLY = plan({
  code: 'mug',
  stars: null,
  card: { price: 'price_1', amount: 1990, currency: 'EUR' },
})

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: [...SHOP, RETIRED] })
  await books.reopen([...SHOP, CARD_ONLY])
  books.clock.stand()
})
afterAll(() => books.close())

const open = (personId: number, planCode = 'month', rail: 'stars' | 'card' = 'stars') =>
  books.billing.openOrder({ personId, planCode, rail })

test('an order is for one plan at the price of this moment, and payable for an hour', async () => {
  const ann = await someone(books)
  const now = books.clock.now()
  expect(await open(ann)).toEqual({
    kind: 'opened',
    order: {
      id: expect.any(String),
      personId: ann,
      rail: 'stars',
      price: { amount: 250, currency: 'XTR' },
      plan: SHOP[0],
      createdAt: now,
      expiresAt: new Date(+now + 60 * 60 * 1000),
    },
    stacksAfter: null,
  })
})

test('each rail has its own price', async () => {
  const ann = await someone(books)
  expect(await open(ann, 'mug', 'card')).toMatchObject({
    order: { price: { amount: 1990, currency: 'EUR' } },
  })
  const onSale = await books.billing.catalog()
  expect(await open(ann, 'mug')).toEqual({ kind: 'not_sold_on_rail', onSale })
  expect(await open(ann, 'month', 'card')).toEqual({ kind: 'not_sold_on_rail', onSale })
})

// case 88
test.each(['nonsense', 'old', '', 'MONTH', "month'; --"])(
  '"%s" is refused, and the plans on sale named',
  async code => {
    const result = await open(await someone(books), code)
    expect(result).toEqual({ kind: 'unknown_plan', onSale: [...SHOP, CARD_ONLY] })
  },
)

test('an order for somebody nobody met is a mistake of the caller', async () => {
  await expect(open(123_456_789)).rejects.toThrow('whom nobody met')
})

// case 89
describe('the sixth order within a minute', () => {
  test('is refused with the seconds to wait, and goes through after them', async () => {
    const ann = await someone(books)
    for (let count = 1; count <= 5; count++) {
      await anOrder(books, ann)
      books.clock.advance(10_000)
    }
    expect(await open(ann)).toEqual({ kind: 'too_many', retryAfterSeconds: 10 })
    books.clock.advance(9_999)
    expect(await open(ann)).toEqual({ kind: 'too_many', retryAfterSeconds: 1 })
    books.clock.advance(1)
    expect(await open(ann)).toMatchObject({ kind: 'opened' })
    expect(await open(ann)).toEqual({ kind: 'too_many', retryAfterSeconds: 10 })
  })

  test('is counted for each person alone', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    for (let count = 1; count <= 5; count++) await anOrder(books, ann)
    expect(await open(ann)).toEqual({ kind: 'too_many', retryAfterSeconds: 60 })
    expect(await open(bob)).toMatchObject({ kind: 'opened' })
  })

  test('is refused also when all six are asked for at once', async () => {
    const ann = await someone(books)
    const results = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => open(ann)))
    expect(results.filter(({ kind }) => kind === 'opened')).toHaveLength(5)
    expect(results.filter(({ kind }) => kind === 'too_many')).toHaveLength(3)
  })

  test('is never in the way of a payment', async () => {
    const ann = await someone(books)
    for (let count = 1; count <= 4; count++) await anOrder(books, ann)
    expect((await buy(books, ann)).settlement.kind).toBe('granted')
  })
})

// case 92
describe('amounts are exact integers', () => {
  async function writeOrder(amount: string): Promise<unknown> {
    const { id } = await anOrder(books, await someone(books))
    return await rows(
      books,
      `insert into orders select gen_random_uuid(), person_id, plan_version_id, rail, (to_jsonb($2::text) #>> '{}')::bigint,
         currency, created_at, expires_at from orders where id = $1`,
      [id, amount],
    )
  }

  test.each(['0', '-1', '2.5', '1e3', 'NaN'])('the database refuses an order of %s', async amount => {
    await expect(writeOrder(amount)).rejects.toThrow(/orders_amount_positive|invalid input syntax/)
  })

  test('and takes one that is', async () => {
    await expect(writeOrder('250')).resolves.toEqual([])
  })

  test('a plan that costs nothing never makes an order', async () => {
    const free = await openBooks({ plans: [plan({ code: 'free', stars: { amount: 0, recurring: false } })] })
    const ann = await someone(free)
    const order = free.billing.openOrder({ personId: ann, planCode: 'free', rail: 'stars' })
    await expect(order).rejects.toThrow('orders_amount_positive')
    expect(await rows(free, 'select 1 from orders')).toEqual([])
    await free.close()
  })
})

describe('canceling an order', () => {
  test('may be said twice', async () => {
    const order = await anOrder(books, await someone(books))
    const cancel = { personId: order.personId, orderId: order.id }
    expect(await books.billing.cancelOrder(cancel)).toEqual({ kind: 'canceled' })
    const [first] = await rows(books, 'select canceled_at from order_cancellations where order_id = $1', [
      order.id,
    ])
    books.clock.advance(1000)
    expect(await books.billing.cancelOrder(cancel)).toEqual({ kind: 'canceled' })
    expect(
      await rows(books, 'select canceled_at from order_cancellations where order_id = $1', [order.id]),
    ).toEqual([first])
  })

  test("is not for another's, nor for what is no order", async () => {
    const order = await anOrder(books, await someone(books))
    const bob = await someone(books)
    for (const orderId of [order.id, '0192e7f0-0000-7000-8000-000000000000', "'; drop table orders", '']) {
      expect(await books.billing.cancelOrder({ personId: bob, orderId })).toEqual({ kind: 'not_theirs' })
    }
    const claim = { reference: order.id, payerId: order.personId, price: order.price }
    expect((await books.billing.admit(claim)).kind).toBe('admitted')
  })
})
