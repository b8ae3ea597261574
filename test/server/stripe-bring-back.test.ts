import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessTo, movedBy, newsFor } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { stateOf } from './stripe-end.ts'
import { aBuyer, type Buyer, objectsOf } from './stripe-life.ts'
import { aMove } from './stripe-objects.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Somebody whose first month is paid and in the books. */
async function aSubscriber(): Promise<
  Buyer & { of: ReturnType<typeof objectsOf>; isOpen(): Promise<boolean> }
> {
  const buyer = await aBuyer(desk.books)
  const of = objectsOf(buyer)
  desk.record.write(of.subscription(1), of.invoice(1), of.paid(1))
  await desk.bring('subscription', of.subscription(1).id)
  return {
    ...buyer,
    of,
    isOpen: async () => (await accessTo(desk.books, buyer.personId))?.active ?? false,
  }
}

const told = async ({ personId }: Buyer) => (await newsFor(desk.books, personId)).map(({ kind }) => kind)

describe('money that goes back at Stripe', () => {
  // case 69
  it('in parts leaves access until the last of it is back', async () => {
    const buyer = await aSubscriber()
    const { of } = buyer
    const part = (id: string, amount: number) => ({
      ...of.refund(1),
      id: `re_${buyer.tag}_${id}`,
      amount,
      balance_transaction: aMove({ id: `txn_${buyer.tag}_${id}`, amount: -amount, fee: 0 }),
    })
    const before = await desk.counted()
    desk.record.write(part('one', 400))
    const first = await movedBy(desk.books, () => desk.bring('payment', of.payment(1)))
    const isOpen = await buyer.isOpen()
    desk.record.write(part('two', 599))
    const second = await movedBy(desk.books, () => desk.bring('payment', of.payment(1)))
    await desk.bring('payment', of.payment(1))

    expect([first, second]).toEqual([
      { 'card USD cash': -400, 'card USD sales': 400 },
      { 'card USD cash': -599, 'card USD sales': 599 },
    ])
    expect([isOpen, await buyer.isOpen()]).toEqual([true, false])
    expect(await told(buyer)).toEqual(['thanks', 'refunded_in_part', 'refunded'])
    expect(await desk.counted()).toEqual({ ...before, refunded: (before['refunded'] ?? 0) + 2 })
  })

  // case 70
  it('and comes back leaves money and access as they were, seen on the way or only at the end', async () => {
    const [watched, late] = [await aSubscriber(), await aSubscriber()]
    const before = await stateOf(desk.books, watched)
    const failed = ({ of, tag }: typeof watched) => ({
      ...of.refund(1),
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: aMove({ id: `txn_re_${tag}_back`, amount: 999, fee: 0 }),
    })
    desk.record.write(watched.of.refund(1))
    await desk.bring('payment', watched.of.payment(1))
    expect(await watched.isOpen()).toBe(false)

    for (const buyer of [watched, late]) {
      desk.record.write(failed(buyer))
      await desk.bring('payment', buyer.of.payment(1))
      await desk.bring('payment', buyer.of.payment(1))
    }
    const after = await stateOf(desk.books, watched)
    expect(await stateOf(desk.books, late)).toEqual(after)
    expect(after).toMatchObject({ access: before.access, payments: before.payments })
    expect(await watched.isOpen()).toBe(true)
  })
})

// case 71
describe('a dispute', () => {
  it('closes access while it is open, and gives it back with the money when it is won', async () => {
    const buyer = await aSubscriber()
    const { of } = buyer
    const bring = () => movedBy(desk.books, () => desk.bring('payment', of.payment(1)))
    desk.record.write(of.dispute(1, 'needs_response'))
    const gone = await bring()
    const isOpen = await buyer.isOpen()
    desk.record.write(of.dispute(1, 'won'))
    const back = await bring()

    expect(gone).toEqual({ 'card USD cash': -2499, 'card USD disputes': 999, 'card USD fees': 1500 })
    expect(back).toEqual({ 'card USD cash': 2499, 'card USD disputes': -999, 'card USD fees': -1500 })
    expect([isOpen, await buyer.isOpen()]).toEqual([false, true])
  })

  it('that is lost, and appealed, keeps it closed', async () => {
    const buyer = await aSubscriber()
    const { of } = buyer
    for (const status of ['under_review', 'lost', 'appeal_under_review', 'lost']) {
      desk.record.write(of.dispute(1, status))
      await desk.bring('payment', of.payment(1))
      expect(await buyer.isOpen()).toBe(false)
    }
  })

  // case 75
  it('in a word nobody knows follows the money, and admins are told', async () => {
    const buyer = await aSubscriber()
    const { of } = buyer
    desk.record.write(of.dispute(1, 'in_mediation'))
    await desk.bring('payment', of.payment(1))

    expect(await buyer.isOpen()).toBe(false)
    expect(await desk.toldAdmin('alarm')).toMatchObject([{ about: 'unknown_status', detail: 'in_mediation' }])
  })
})
