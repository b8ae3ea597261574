import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { accessTo, anOrder, buy, chargeFor, movedBy, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const inAMonth = () => addPeriod(books.clock.now(), 'P1M')

test('a charge that fits its order is booked, grants the plan and thanks the buyer', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  const charge = chargeFor(order)
  const moved = await movedBy(books, async () => {
    const settlement = await books.billing.settle(charge)
    expect(settlement).toEqual({ kind: 'granted', paymentId: expect.any(String), until: inAMonth() })
  })
  expect(moved).toEqual({ cash: 250, sales: -250 })
  expect(await accessTo(books, ann)).toEqual({ active: true, from: books.clock.now(), to: inAMonth() })
  expect(await newsFor(books, ann)).toEqual([
    {
      kind: 'thanks',
      plan: 'The month',
      price: { amount: 250, currency: 'XTR' },
      until: inAMonth().toISOString(),
      stackedFrom: null,
      chargeId: charge.chargeId,
    },
  ])
})

// case 1
describe('a charge delivered again', () => {
  async function expectBookedOnce(personId: number, chargeId: string) {
    const story = await books.billing.story(personId)
    expect(story?.payments.map(payment => payment.chargeId)).toEqual([chargeId])
    expect(story?.grants).toHaveLength(1)
    expect((await newsFor(books, personId)).map(({ kind }) => kind)).toEqual(['thanks'])
    expect(await accessTo(books, personId)).toMatchObject({ active: true, to: inAMonth() })
  }

  test('later changes nothing', async () => {
    const ann = await someone(books)
    const { charge, settlement } = await buy(books, ann)
    const moved = await movedBy(books, async () => {
      const again = await books.billing.settle(charge)
      expect(again).toEqual({
        kind: 'repeated',
        paymentId: 'paymentId' in settlement && settlement.paymentId,
      })
    })
    expect(moved).toEqual({})
    await expectBookedOnce(ann, charge.chargeId)
  })

  test('in the same batch changes nothing', async () => {
    const ann = await someone(books)
    const charge = chargeFor(await anOrder(books, ann))
    const moved = await movedBy(books, async () => {
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => books.billing.settle(charge)))
      expect(first).toMatchObject({ kind: 'granted' })
      const repeated = { kind: 'repeated', paymentId: first?.paymentId }
      expect(others).toEqual([repeated, repeated])
    })
    expect(moved).toEqual({ cash: 250, sales: -250 })
    await expectBookedOnce(ann, charge.chargeId)
  })

  test('with other facts than the first time changes nothing', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const price = { amount: 1, currency: 'EUR' }
    const again = await books.billing.settle({ ...charge, price, reference: 'something else' })
    expect(again.kind).toBe('repeated')
    await expectBookedOnce(ann, charge.chargeId)
  })

  test('after its refund changes nothing', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    const moved = await movedBy(books, async () => {
      expect((await books.billing.settle(charge)).kind).toBe('repeated')
    })
    expect(moved).toEqual({})
    expect(await accessTo(books, ann)).toBeNull()
  })
})

// cases 11, 12
test('a payment is booked by a process that never saw its order or pre-checkout', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  const other = await books.reopen()
  const moved = await movedBy(books, async () => {
    expect(await other.settle(chargeFor(order))).toMatchObject({ kind: 'granted', until: inAMonth() })
  })
  expect(moved).toEqual({ cash: 250, sales: -250 })
  expect(await accessTo(books, ann)).toMatchObject({ active: true, to: inAMonth() })
})

// case 20
test('the payload of an invoice is opaque, and far below the 128 bytes Telegram allows', async () => {
  const { id } = await anOrder(books, await someone(books))
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(Buffer.byteLength(id)).toBe(36)
})

// case 91
test('an order that expired is honoured all the same when it is paid', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  books.clock.advance(days(2))
  expect(await books.billing.settle(chargeFor(order))).toMatchObject({ kind: 'granted', until: inAMonth() })
  expect(await accessTo(books, ann)).toEqual({ active: true, from: books.clock.now(), to: inAMonth() })
})

test('an order that was canceled is honoured all the same when it is paid', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  expect(await books.billing.cancelOrder({ personId: ann, orderId: order.id })).toEqual({ kind: 'canceled' })
  expect(await books.billing.settle(chargeFor(order))).toMatchObject({ kind: 'granted', until: inAMonth() })
})

test('somebody who pays without ever having written to the bot is credited', async () => {
  const order = await anOrder(books, await someone(books))
  const stranger = 7_000_000_001
  expect(await books.billing.settle(chargeFor(order, { payerId: stranger }))).toMatchObject({
    kind: 'granted',
  })
  expect(await accessTo(books, stranger)).toMatchObject({ active: true, to: inAMonth() })
})

// case 93
test('the whole payload of the provider is kept as it came', async () => {
  const order = await anOrder(books, await someone(books))
  const payload = { deep: { list: [1, null, 'Жанна 🌟', { x: true }] }, total_amount: 250, unknown_field: '' }
  const charge = chargeFor(order, { payload })
  await books.billing.settle(charge)
  const kept = await rows(books, 'select rail, kind, payload from provider_events where provider_id = $1', [
    charge.chargeId,
  ])
  expect(kept).toEqual([{ rail: 'stars', kind: 'payment', payload }])
})

test('charges that arrive together are one transaction, also with a repeat among them', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  const first = chargeFor(await anOrder(books, ann))
  const second = chargeFor(await anOrder(books, bob))
  const settlements = await Promise.all([first, first, second].map(charge => books.billing.settle(charge)))
  expect(settlements.map(({ kind }) => kind)).toEqual(['granted', 'repeated', 'granted'])
  const transactions = await rows(books, 'select distinct xmin from payments where charge_id = any($1)', [
    [first.chargeId, second.chargeId],
  ])
  expect(transactions).toHaveLength(1)
})

test('charges of many people that arrive together are each answered with their own', async () => {
  const people = await Promise.all(Array.from({ length: 100 }, () => someone(books)))
  const orders = await Promise.all(people.map(person => anOrder(books, person)))
  const moved = await movedBy(books, async () => {
    const settlements = await Promise.all(orders.map(order => books.billing.settle(chargeFor(order))))
    const paid = await rows<{ id: string; person_id: string }>(
      books,
      'select id, person_id from payments where order_id = any($1)',
      [orders.map(({ id }) => id)],
    )
    for (const [index, { kind, paymentId }] of settlements.entries()) {
      expect(kind).toBe('granted')
      expect(Number(paid.find(({ id }) => id === paymentId)?.person_id)).toBe(people[index])
    }
  })
  expect(moved).toEqual({ cash: 25_000, sales: -25_000 })
  expect(await newsFor(books, ADMIN)).not.toContainEqual(expect.objectContaining({ kind: 'quarantined' }))
})
