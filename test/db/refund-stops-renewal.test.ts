import { describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { nothingPending } from '../support/duties.ts'
import { accessTo, anOrder, newChargeId, newRequest, someone } from '../support/sale.ts'
import { recurringCharge, renew, subscribe } from '../support/stars-sale.ts'
import { changingRenewals } from './renewal-refusals.ts'
import { books, newsOf, openForRenewals, theirs } from './renewing-books.ts'

const { duties, refuses, asksFor } = changingRenewals()
openForRenewals(duties)

describe('a refund', () => {
  const giveBack = (chargeId: string) =>
    books.billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked', request: newRequest() })

  // case 32
  test('of what was paid last stops the renewal with it, by the first charge', async () => {
    const ann = await someone(books)
    const { order, charge: first } = await subscribe(books, ann)
    books.clock.advance(days(30))
    const renewal = await renew(books, order)
    await giveBack(first.chargeId)
    await nothingPending(books)
    expect(await theirs(ann)).toMatchObject([{ renews: true }])
    await giveBack(renewal.chargeId)
    await nothingPending(books)
    expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: true }])
    expect(asksFor(ann)).toMatchObject([{ wish: 'stop', providerId: first.chargeId }])
    expect(await accessTo(books, ann, 'club')).toMatchObject({ active: false })
    expect(await newsOf(ann, 'renewal_stopped')).toEqual([])
  })

  // case 33
  test('that Telegram made itself stops it too; refused, they and the admins are told', async () => {
    const ann = await someone(books)
    const { charge } = await subscribe(books, ann)
    refuses.set(charge.chargeId, 'Bad Request: SUBSCRIPTION_NOT_ACTIVE')
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    await nothingPending(books)
    expect(asksFor(ann)).toMatchObject([{ wish: 'stop' }])
    expect(await newsOf(ann, 'renewal_not_stopped')).toHaveLength(1)
    expect((await newsOf(ADMIN, 'renewal_refused')).at(-1)).toMatchObject({ payerId: ann })
    // Whoever has their money back may buy again, whatever became of the other.
    expect(await theirs(ann)).toMatchObject([{ renews: true }])
    const again = await books.billing.openOrder({ personId: ann, planCode: 'club', rail: 'stars' })
    if (again.kind !== 'opened') throw new Error(again.kind)
    const { id: reference, price } = again.order
    expect(await books.billing.admit({ reference, payerId: ann, price })).toMatchObject({ kind: 'admitted' })
  })

  // case 35
  test('of one of two that were paid in the same second stops that one', async () => {
    const ann = await someone(books)
    const { order, charge: first } = await subscribe(books, ann)
    const second = recurringCharge(order, { chargeId: newChargeId() })
    await books.billing.settle(second)
    await giveBack(second.chargeId)
    await nothingPending(books)
    expect(asksFor(ann)).toMatchObject([{ providerId: second.chargeId }])
    const stand = (await theirs(ann)).map(({ providerId, renews }) => [providerId, renews])
    expect(Object.fromEntries(stand)).toEqual({ [first.chargeId]: true, [second.chargeId]: false })
    expect(await accessTo(books, ann, 'club')).toMatchObject({ active: true })
  })

  // cases 7, 32
  test('of a renewal in quarantine stops what would be charged again in vain, unless it was paid since', async () => {
    const ann = await someone(books)
    const { order, charge: first } = await subscribe(books, ann)
    const price = { ...order.price, amount: 3 }
    books.clock.advance(days(30))
    const early = await renew(books, order, { price })
    books.clock.advance(1000)
    await renew(books, order)
    await giveBack(early.chargeId)
    await nothingPending(books)
    expect(asksFor(ann)).toEqual([])
    books.clock.advance(days(30))
    const odd = await renew(books, order, { price })
    expect((await newsOf(ADMIN, 'quarantined')).at(-1)).toMatchObject({ renews: 'until_refunded' })
    expect((await newsOf(ann, 'held')).at(-1)).not.toHaveProperty('renews')
    await giveBack(odd.chargeId)
    await nothingPending(books)
    expect(asksFor(ann)).toMatchObject([{ wish: 'stop', providerId: first.chargeId }])
    expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: true }])
    expect((await newsOf(ann, 'refunded')).at(-1)).toMatchObject({ stopped: true })
  })

  // case 7
  test('of what no subscription in the books paid stops none: the payer, who can, is told, and admins', async () => {
    const ann = await someone(books)
    const reference = 'of another bot'
    const order = await anOrder(books, ann, 'club')
    await books.billing.settle(recurringCharge(order, { reference }))
    expect(await newsOf(ann, 'held')).toMatchObject([{ renews: true }])
    const [, told] = (await newsOf(ADMIN, 'quarantined')).slice(-2)
    expect(told).toMatchObject({ renews: 'until_canceled', reference })
  })
})
