import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { accessTo, anOrder, buy, chargeFor, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

// case 3
describe("whoever pays another's invoice", () => {
  test('gets what it buys; the one who opened it gets nothing; admins are told', async () => {
    const [buyer, payer] = [await someone(books), await someone(books)]
    const order = await anOrder(books, buyer)
    const charge = chargeFor(order, { payerId: payer })
    const until = addPeriod(books.clock.now(), 'P1M')
    const moved = await movedBy(books, async () => {
      expect(await books.billing.settle(charge)).toMatchObject({ kind: 'granted', until })
    })
    expect(moved).toEqual({ cash: 250, sales: -250 })
    expect(await accessTo(books, payer)).toMatchObject({ active: true, to: until })
    expect(await accessTo(books, buyer)).toBeNull()
    expect((await newsFor(books, payer)).map(({ kind }) => kind)).toEqual(['thanks'])
    expect(await newsFor(books, buyer)).toEqual([])
    const { price, chargeId } = charge
    const news = { kind: 'paid_for_other', price, chargeId, payerId: payer, buyerId: buyer }
    expect(await newsFor(books, ADMIN)).toContainEqual(news)
    expect((await books.billing.story(payer))?.payments).toMatchObject([{ orderId: order.id }])
    expect((await books.billing.story(buyer))?.payments).toEqual([])
  })

  test('leaves the order payable: the one who opened it can still buy with it', async () => {
    const [buyer, payer] = [await someone(books), await someone(books)]
    const order = await anOrder(books, buyer)
    await books.billing.settle(chargeFor(order, { payerId: payer }))
    const until = addPeriod(books.clock.now(), 'P1M')
    expect(await books.billing.settle(chargeFor(order))).toMatchObject({ kind: 'granted', until })
    expect(await accessTo(books, buyer)).toMatchObject({ active: true, to: until })
    expect(await accessTo(books, payer)).toMatchObject({ active: true, to: until })
  })

  test('adds to what they hold themselves', async () => {
    const [buyer, payer] = [await someone(books), await someone(books)]
    await buy(books, payer)
    const until = addPeriod(addPeriod(books.clock.now(), 'P1M'), 'P1M')
    const charge = chargeFor(await anOrder(books, buyer), { payerId: payer })
    expect(await books.billing.settle(charge)).toMatchObject({ kind: 'granted', until })
  })

  test('has it returned when they themselves own the plan for ever, though the buyer does not', async () => {
    const [buyer, payer] = [await someone(books), await someone(books)]
    await buy(books, payer, 'lifetime')
    const order = await anOrder(books, buyer, 'lifetime')
    expect(await books.billing.settle(chargeFor(order, { payerId: payer }))).toMatchObject({
      kind: 'returned',
    })
    expect(await accessTo(books, buyer)).toBeNull()
  })

  test('is the one who gets it back, and the one whose access ends', async () => {
    const [buyer, payer] = [await someone(books), await someone(books)]
    const order = await anOrder(books, buyer)
    const charge = chargeFor(order, { payerId: payer })
    await books.billing.settle(charge)
    await books.billing.settle(chargeFor(order))
    const moved = await movedBy(books, async () => {
      const request = {
        chargeId: charge.chargeId,
        requestedBy: ADMIN,
        reason: 'not theirs',
        request: newRequest(),
      }
      const requested = await books.billing.requestRefund(request)
      expect(requested).toMatchObject({ kind: 'requested', personId: payer, planCode: 'month' })
      if (requested.kind !== 'requested') return
      await books.billing.settleRefund(requested.refundId, { kind: 'succeeded' })
    })
    expect(moved).toEqual({ cash: -250, sales: 250 })
    expect((await accessTo(books, payer))?.active ?? false).toBe(false)
    expect(await accessTo(books, buyer)).toMatchObject({ active: true })
    expect((await newsFor(books, payer)).at(-1)).toMatchObject({ kind: 'refunded', accessUntil: null })
  })
})
