import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Charge } from '../../db/billing.ts'
import { ADMIN, openBooks, plan, type TestBooks } from '../support/books.ts'
import { expectWhole, month, subscribe } from '../support/card-life.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, monthsAfter } from '../support/card-sale.ts'
import { accessTo, chargeFor, movedBy, newRequest, newsFor, rows, someone } from '../support/sale.ts'

const ALWAYS = plan({
  code: 'always',
  term: 'lifetime',
  goods: 'service',
  stars: null,
  card: { price: 'price_always', amount: 9900, currency: 'EUR' },
})

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: [...CARD_SHOP, ALWAYS] })
  books.clock.stand()
})
afterAll(() => books.close())
afterEach(() => expectWhole(books))

async function settling(charge: Charge) {
  let settlement: unknown
  const moved = await movedBy(books, async () => {
    settlement = await books.billing.settle(charge)
  })
  return { settlement, moved }
}

/** The same, though the price on its invoice is another. */
function ofPrice(charge: Charge, price: string | null): Charge {
  return { ...charge, ...(charge.period && { period: { ...charge.period, price } }) }
}

describe('a period that nobody may take at its word', () => {
  test('of another price is held, though its amount fits', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann)
    for (const price of ['price_other', null]) {
      const charge = month(order, 1)
      const { settlement, moved } = await settling(ofPrice(charge, price))
      expect(settlement).toMatchObject({ kind: 'quarantined', reason: 'wrong_price' })
      expect(moved).toEqual({ 'card EUR cash': 999, 'card EUR suspense': -999 })
    }
    expect(await accessTo(books, ann, 'care')).toMatchObject({ to: monthsAfter(order.createdAt, 1) })
  })

  // case 81
  test('in another currency is held', async () => {
    const { order } = await aSubscriber(books, await someone(books))
    const { settlement, moved } = await settling(month(order, 1, { price: { amount: 999, currency: 'USD' } }))
    expect(settlement).toMatchObject({ kind: 'quarantined', reason: 'wrong_currency' })
    expect(moved).toEqual({ 'card USD cash': 999, 'card USD suspense': -999 })
  })

  // case 81
  test('a single payment must be of the amount and the currency of its order to the cent', async () => {
    const order = await aCardOrder(books, await someone(books))
    for (const [price, reason] of [
      [{ amount: 998, currency: 'EUR' }, 'wrong_amount'],
      [{ amount: 999, currency: 'USD' }, 'wrong_currency'],
    ] as const)
      expect(await books.billing.settle(chargeFor(order, { price }))).toMatchObject({ reason })
  })
})

// case 82
describe('a period for which', () => {
  test('less was paid than the plan costs is opened whole', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann)
    const { settlement, moved } = await settling(month(order, 1, { price: { amount: 100, currency: 'EUR' } }))
    expect(settlement).toMatchObject({ kind: 'granted', until: monthsAfter(order.createdAt, 2) })
    expect(moved).toEqual({ 'card EUR cash': 100, 'card EUR sales': -100 })
  })

  const FREE = { price: { amount: 0, currency: 'EUR' } }

  test('nothing was paid is opened without a cent in the ledger, and there is nothing to give back', async () => {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    await subscribe(books, order, { status: 'trialing' })
    const { settlement, moved } = await settling(month(order, 0, FREE))
    expect(settlement).toMatchObject({ kind: 'granted' })
    expect(moved).toEqual({})
    expect(await accessTo(books, ann, 'care')).toMatchObject({ active: true })

    const [{ charge_id: chargeId } = { charge_id: '' }] = await rows<{ charge_id: string }>(
      books,
      'select charge_id from payments where person_id = $1',
      [ann],
    )
    const asked = { chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() }
    expect(await books.billing.foreseeRefund(chargeId)).toEqual({ kind: 'nothing_to_refund' })
    expect(await books.billing.requestRefund(asked)).toEqual({ kind: 'nothing_to_refund' })
  })

  // case 75
  test.each(['incomplete', 'something_new'])(
    'nothing was paid opens nothing while it is %s',
    async status => {
      const ann = await someone(books)
      const order = await aCardOrder(books, ann)
      await subscribe(books, order, { status, renews: false })
      const charge = month(order, 0, FREE)
      expect(await books.billing.settle(charge)).toEqual({ kind: 'nothing', paymentId: null })
      expect(await accessTo(books, ann, 'care')).toBeNull()
      await subscribe(books, order, { status: 'active' })
      expect(await books.billing.settle(charge)).toMatchObject({ kind: 'granted' })
    },
  )

  test('nothing was paid and whose price is another asks a person to look, and its payer nothing', async () => {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    await subscribe(books, order)
    const charge = month(order, 0, FREE)
    const { quarantined } = await auditBooks(books.database)
    expect(await books.billing.settle(ofPrice(charge, 'price_other'))).toMatchObject({
      reason: 'wrong_price',
    })
    expect(await newsFor(books, ann)).toEqual([])
    expect((await newsFor(books, ADMIN)).at(-1)).toMatchObject({ kind: 'quarantined', reason: 'wrong_price' })
    // Nothing of theirs is held, so nothing waits to be given back.
    expect((await auditBooks(books.database)).quarantined).toBe(quarantined)
  })

  test('what is owned for ever already goes back, and what cost nothing leaves no trace', async () => {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann, 'always')
    await subscribe(books, order)
    const gift = {
      personId: ann,
      planCode: 'always',
      grantedBy: ADMIN,
      reason: 'a friend',
      request: newRequest(),
    }
    await books.billing.grant(gift)
    const { settlement, moved } = await settling(month(order, 0))
    expect(settlement).toMatchObject({ kind: 'returned' })
    expect(moved).toEqual({ 'card EUR cash': 9900, 'card EUR suspense': -9900 })
    expect(await settling(month(order, 1, FREE))).toEqual({
      settlement: { kind: 'nothing', paymentId: null },
      moved: {},
    })
  })
})
