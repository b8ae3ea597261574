import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, DisputeState } from '../../db/billing.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { cardRefundOf, disputeOf, euro, expectWhole, movementOf, visitor } from '../support/card-life.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, monthsAfter, stripeId } from '../support/card-sale.ts'
import { accessTo, chargeFor, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  books.clock.stand()
})
afterAll(() => books.close())
afterEach(() => expectWhole(books))

const isOpen = async (person: number) => (await accessTo(books, person, 'visit'))?.active ?? false
const record = (state: DisputeState) => books.billing.cards.recordDispute(state)

/** Reads and records the dispute of this charge as it stands now, twice. */
async function stands(charge: Charge, ...all: DisputeState['stand'][]): Promise<void> {
  for (const stand of all) {
    const state = await disputeOf(books, charge, { stand })
    await record(state)
    await record(state)
  }
}

const toldOf = async (person: number) => (await newsFor(books, person)).slice(1)
const alarmsAbout = async ({ chargeId }: Charge) =>
  (await newsFor(books, ADMIN)).filter(news => 'chargeId' in news && news.chargeId === chargeId)

// case 71
describe('a disputed payment', () => {
  test('suspends what it bought; won, that is open again as if nothing had been', async () => {
    const { ann, charge } = await visitor(books)
    const { chargeId, price } = charge
    const before = await accessTo(books, ann, 'visit')
    await stands(charge, 'open')
    expect(await isOpen(ann)).toBe(false)
    books.clock.advance(days(3))
    await stands(charge, 'won')
    expect(await accessTo(books, ann, 'visit')).toEqual(before)
    const accessUntil = before?.to?.toISOString()
    expect(await toldOf(ann)).toEqual([
      { kind: 'suspended', plan: 'The visit', price, chargeId },
      { kind: 'reinstated', plan: 'The visit', accessUntil, chargeId },
    ])
    expect(await alarmsAbout(charge)).toEqual([
      { kind: 'disputed', price, chargeId, payerId: ann, reason: 'fraudulent' },
      { kind: 'dispute_closed', won: true, price, chargeId, payerId: ann },
    ])
  })

  test('that is lost stays closed, and its payer is told once', async () => {
    const { ann, charge } = await visitor(books)
    await stands(charge, 'open', 'lost')
    expect(await isOpen(ann)).toBe(false)
    expect((await toldOf(ann)).map(({ kind }) => kind)).toEqual(['suspended'])
    expect((await alarmsAbout(charge)).at(-1)).toMatchObject({ kind: 'dispute_closed', won: false })
  })

  test('may be lost, appealed and won', async () => {
    const { ann, charge } = await visitor(books)
    await stands(charge, 'open', 'lost', 'open')
    expect(await isOpen(ann)).toBe(false)
    await stands(charge, 'won')
    expect(await isOpen(ann)).toBe(true)
  })

  test('that is only inquired about takes nothing, until it is more than that', async () => {
    const { ann, charge } = await visitor(books)
    await stands(charge, 'harmless')
    expect(await isOpen(ann)).toBe(true)
    expect(await toldOf(ann)).toEqual([])
    await stands(charge, 'open')
    expect(await isOpen(ann)).toBe(false)
    await stands(charge, 'harmless')
    expect(await isOpen(ann)).toBe(true)
  })

  test('comes to what was read last, in whichever order the answers arrive', async () => {
    const { ann, charge } = await visitor(books)
    const [open, won] = [
      await disputeOf(books, charge),
      await disputeOf(books, charge, { stand: 'won', status: 'won' }),
    ]
    await record(won)
    await record(open)
    expect(await isOpen(ann)).toBe(true)
    expect(await toldOf(ann)).toEqual([])
  })

  test('waits for its charge', async () => {
    const charge = chargeFor(await aCardOrder(books, await someone(books), 'visit'), { chargeId: 'pi_later' })
    await expect(record(await disputeOf(books, charge))).rejects.toThrow('its charge pi_later is not booked')
    await books.billing.settle(charge)
    await stands(charge, 'open')
    expect(await isOpen(charge.payerId)).toBe(false)
  })
})

// cases 32, 35
test('a dispute takes what its own payment bought, and what was bought behind it moves up', async () => {
  const { ann, charge } = await visitor(books)
  const second = chargeFor(await aCardOrder(books, ann, 'visit'), { chargeId: stripeId('pi') })
  await books.billing.settle(second)
  books.clock.advance(days(10))
  const now = books.clock.now()
  await stands(charge, 'open')
  expect(await accessTo(books, ann, 'visit')).toMatchObject({ active: true, to: monthsAfter(now, 1) })
  await stands(charge, 'won')
  expect(await accessTo(books, ann, 'visit')).toMatchObject({ to: monthsAfter(charge.paidAt, 2) })
})

// case 35
test('of two plans that overlap a refund takes its own; the period of a subscription never moves', async () => {
  const { order, charge } = await aSubscriber(books, await someone(books), 'visit')
  const ann = order.personId
  const once = chargeFor(await aCardOrder(books, ann, 'visit'), { chargeId: stripeId('pi') })
  await books.billing.settle(once)
  await books.billing.cards.recordRefund(cardRefundOf(once))
  expect(await accessTo(books, ann, 'visit')).toMatchObject({ to: monthsAfter(order.createdAt, 1) })
  await books.billing.cards.recordRefund(cardRefundOf(charge))
  expect(await isOpen(ann)).toBe(false)
})

test('a payment that is disputed and went back opens again only when neither stands', async () => {
  const { ann, charge } = await visitor(books)
  const refund = cardRefundOf(charge)
  await stands(charge, 'open')
  await books.billing.cards.recordRefund(refund)
  expect((await books.billing.foreseeRefund(charge.chargeId)).kind).toBe('already_refunded')
  await stands(charge, 'won')
  expect(await isOpen(ann)).toBe(false)
  await books.billing.cards.recordRefund({ ...refund, state: 'failed' })
  expect(await isOpen(ann)).toBe(true)
})

// case 71
test('money that a bank holds or has kept cannot be given back, and its order is held; won, all is as before', async () => {
  const { ann, charge } = await visitor(books)
  const { chargeId, reference: orderId } = charge
  const looks = async () => {
    const asked = { chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() }
    return [
      (await books.billing.foreseeRefund(chargeId)).kind,
      (await books.billing.orderState({ personId: ann, orderId }))?.state,
      (await books.billing.story(ann))?.payments.map(({ refundable }) => refundable),
      (await books.billing.requestRefund(asked)).kind,
    ]
  }
  for (const stand of ['open', 'lost'] as const) {
    await stands(charge, stand)
    expect(await looks()).toEqual(['disputed', 'held', [false], 'disputed'])
  }
  await stands(charge, 'won')
  expect(await looks()).toEqual(['open', 'paid', [true], 'requested'])
  await stands(charge, 'open')
  await books.billing.cards.recordRefund(cardRefundOf(charge))
  expect((await books.billing.orderState({ personId: ann, orderId }))?.state).toBe('refunded')
})

// case 71
test('the money of a dispute leaves with its fee, and what comes back comes back', async () => {
  const { charge } = await visitor(books)
  await stands(charge, 'open')
  const dispute = `dp_${charge.chargeId}`
  const move = (amount: number, fee: number) =>
    movementOf(charge, { kind: 'dispute', dispute, presented: euro(amount), settled: euro(amount), fee })
  const [gone, back] = [move(-2500, 2000), move(2500, 0)]
  const { cards } = books.billing
  expect(
    await movedBy(books, async () => {
      expect(await cards.recordMovement(gone)).toBe('booked')
      expect(await cards.recordMovement(gone)).toBe('repeated')
    }),
  ).toEqual({ 'card EUR cash': -4500, 'card EUR disputes': 2500, 'card EUR fees': 2000 })
  await stands(charge, 'won')
  expect(await movedBy(books, () => cards.recordMovement(back))).toEqual({
    'card EUR cash': 2500,
    'card EUR disputes': -2500,
  })
})
