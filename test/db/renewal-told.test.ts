import { describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { nothingPending } from '../support/duties.ts'
import { newRequest, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, subscribe } from '../support/stars-sale.ts'
import { changingRenewals } from './renewal-refusals.ts'
import { books, newsOf, openForRenewals, theirs } from './renewing-books.ts'

const { duties, refuses } = changingRenewals()
openForRenewals(duties)

const stop = (personId: number, changes: { askedBy?: number; tell?: true } = {}) =>
  books.billing.renewals.stop({
    ...{ personId, subscriptionId: null, askedBy: personId, reason: 'enough' },
    ...changes,
  })

const giveBack = (chargeId: string) =>
  books.billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked', request: newRequest() })

// case 25
describe('who stopped a renewal themselves', () => {
  test('is told in the chat where they did it elsewhere, once', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    await stop(ann, { tell: true })
    expect(await stop(ann, { tell: true })).toMatchObject({ kind: 'already_stopped' })
    const [subscription] = await theirs(ann)
    expect(await newsOf(ann, 'renewal_stopped')).toEqual([
      {
        ...{ kind: 'renewal_stopped', plan: 'The club', ours: true, subscriptionId: subscription?.id },
        until: daysAfter(order.createdAt, 30).toISOString(),
      },
    ])
  })

  test('or had it stopped, when what was paid is over, is told that it has ended and no more', async () => {
    const people = [await someone(books), await someone(books)]
    for (const person of people) await subscribe(books, person)
    books.clock.advance(days(31))
    const [ann, bob] = people as [number, number]
    await stop(ann, { tell: true })
    await stop(bob, { askedBy: ADMIN })
    await nothingPending(books)
    await books.billing.lapse()
    for (const person of people) {
      expect(await newsOf(person, 'renewal_stopped')).toEqual([])
      expect(await newsOf(person, 'ended')).toHaveLength(1)
    }
  })
})

// case 25
test('a payment that fails does not undo a stop, nor what the person canceled', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  const [{ order }, { order: his }] = [await subscribe(books, ann), await subscribe(books, bob)]
  books.clock.advance(days(30))
  await stop(ann)
  await hear(books, his, 'canceled')
  await nothingPending(books)
  books.clock.advance(1000)
  for (const [person, begun] of [[ann, order] as const, [bob, his] as const]) {
    expect(await hear(books, begun, 'failed')).toBe('unchanged')
    expect(await theirs(person)).toMatchObject([{ status: 'active', renews: false }])
    expect(await newsOf(person, 'payment_failed')).toEqual([])
  }
})

// case 29
test('that it could not be allowed again, the person and the admins are told; it stays stopped', async () => {
  const ann = await someone(books)
  const { charge } = await subscribe(books, ann)
  await stop(ann)
  await nothingPending(books)
  refuses.set(charge.chargeId, 'Bad Request: CHARGE_ID_INVALID')
  const [subscription] = await theirs(ann)
  await books.billing.renewals.allow({ personId: ann, subscriptionId: subscription?.id ?? '' })
  await nothingPending(books)
  expect(await newsOf(ann, 'renewal_not_allowed')).toEqual([
    { kind: 'renewal_not_allowed', plan: 'The club' },
  ])
  expect(await newsOf(ann, 'renewal_not_stopped')).toEqual([])
  expect((await newsOf(ADMIN, 'renewal_refused')).at(-1)).toMatchObject({ payerId: ann, wish: 'allow' })
  expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: true }])
})

// case 32
describe('that a refund ended the renewal', () => {
  test('is told with it, and not where it renewed no more, or another payment came since', async () => {
    const [ann, bob, eve] = [await someone(books), await someone(books), await someone(books)]
    const [hers, his, first] = [
      await subscribe(books, ann),
      await subscribe(books, bob),
      await subscribe(books, eve),
    ]
    await hear(books, his.order, 'canceled')
    books.clock.advance(days(30))
    await renew(books, first.order)
    for (const { charge } of [hers, his, first]) await giveBack(charge.chargeId)
    await nothingPending(books)
    expect(await newsOf(ann, 'refunded')).toMatchObject([{ stopped: true }])
    for (const person of [bob, eve]) {
      const [refunded] = await newsOf(person, 'refunded')
      expect(refunded).toMatchObject({ kind: 'refunded' })
      expect(refunded).not.toHaveProperty('stopped')
    }
  })

  test('and the provider refused, they are told that as well', async () => {
    const ann = await someone(books)
    const { charge } = await subscribe(books, ann)
    refuses.set(charge.chargeId, 'Bad Request: CHARGE_ID_INVALID')
    await giveBack(charge.chargeId)
    await nothingPending(books)
    expect(await newsOf(ann, 'refunded')).toMatchObject([{ stopped: true }])
    expect(await newsOf(ann, 'renewal_not_stopped')).toHaveLength(1)
  })
})

// case 36
test('what goes back and still renews keeps nobody from buying, and they are warned that both may be charged', async () => {
  const ann = await someone(books)
  const { charge } = await subscribe(books, ann)
  refuses.set(charge.chargeId, 'Bad Request: CHARGE_ID_INVALID')
  await giveBack(charge.chargeId)
  await nothingPending(books)
  const opened = await books.billing.openOrder({ personId: ann, planCode: 'club', rail: 'stars' })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  await books.billing.settle(recurringCharge(opened.order))
  expect(await newsOf(ann, 'parallel')).toHaveLength(1)
})
