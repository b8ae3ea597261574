import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { RenewalDue } from '../../db/billing.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { aSubscriber } from '../support/card-sale.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { accessTo, newChargeId, newRequest, newsFor, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'

let books: TestBooks
/** What the provider refuses, by the id it was asked with; and how often it is out of reach first. */
const refuses = new Map<string, string>()
let outages = 0
const asked = recordDuties({
  changeRenewal({ providerId }) {
    if (outages-- > 0) throw new Error('timed out')
    const detail = refuses.get(providerId)
    return detail ? { kind: 'refused', detail } : { kind: 'done' }
  },
})

beforeAll(async () => {
  books = await openBooks({ plans: STARS_SHOP })
  books.clock.stand()
  await books.billing.work(asked.duties)
})
afterEach(async () => {
  await nothingPending(books)
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

const theirs = (personId: number) => books.billing.cards.subscriptionsOf(personId)
const stop = (personId: number, askedBy: number | null = personId, subscriptionId: string | null = null) =>
  books.billing.renewals.stop({ personId, subscriptionId, askedBy, reason: 'enough' })
const newsOf = async (personId: number, kind: string) =>
  (await newsFor(books, personId)).filter(news => news.kind === kind)
const asksFor = (personId: number): Omit<RenewalDue, 'requestId'>[] =>
  asked.changes.filter(due => due.personId === personId).map(({ requestId: _, ...due }) => due)

// case 29
test('a stop counts at once, reaches the provider under the first charge, and leaves what is paid for open', async () => {
  const ann = await someone(books)
  const { order, charge: first } = await subscribe(books, ann)
  books.clock.advance(days(30))
  await renew(books, order)
  const until = daysAfter(books.clock.now(), 30)
  outages = 1
  const [subscription] = await theirs(ann)
  const stopped = { ...subscription, renews: false, cancelAt: until, stoppedByUs: true }
  expect(await stop(ann)).toEqual({ kind: 'stopped', subscription: stopped })
  expect(await stop(ann)).toEqual({ kind: 'already_stopped', subscription: stopped })
  expect(await accessTo(books, ann, 'club')).toMatchObject({ active: true, to: until })
  await nothingPending(books)
  const due = { rail: 'stars', wish: 'stop', personId: ann, providerId: first.chargeId }
  expect(asksFor(ann)).toEqual([due, due])
  // Telegram may say so too; they know already.
  expect(await hear(books, order, 'canceled')).toBe('unchanged')
  expect(await theirs(ann)).toEqual([stopped])
  expect(await newsOf(ann, 'renewal_stopped')).toEqual([])
  books.clock.advance(days(30))
  expect(await accessTo(books, ann, 'club')).toMatchObject({ active: false })
})

test('a stop outdoes a payment that was taken before it reached the provider, and ones after it renew again', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  books.clock.advance(days(30))
  outages = 1
  await stop(ann)
  await renew(books, order, { paidAt: daysAfter(books.clock.now(), 0.001) })
  expect(await theirs(ann)).toMatchObject([{ renews: false, cancelAt: daysAfter(order.createdAt, 60.001) }])
  books.clock.advance(days(0.01))
  await nothingPending(books)
  expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: true }])
  books.clock.advance(days(30))
  await renew(books, order)
  expect(await theirs(ann)).toMatchObject([{ renews: true, stoppedByUs: false }])
})

test('what an admin stops, the person hears of', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  const [subscription] = await theirs(ann)
  await stop(ann, ADMIN, subscription?.id)
  expect(await newsOf(ann, 'renewal_stopped')).toEqual([
    {
      ...{ kind: 'renewal_stopped', plan: 'The club', until: daysAfter(order.createdAt, 30).toISOString() },
      ...{ ours: true, subscriptionId: subscription?.id },
    },
  ])
})

// case 29
test('a stop that the provider refuses was never said: it renews, and admins and the person are told', async () => {
  const ann = await someone(books)
  const { order, charge } = await subscribe(books, ann)
  refuses.set(charge.chargeId, 'Bad Request: CHARGE_ID_INVALID')
  await stop(ann)
  await nothingPending(books)
  expect(await theirs(ann)).toMatchObject([{ status: 'active', renews: true, cancelAt: null }])
  const until = daysAfter(order.createdAt, 30).toISOString()
  expect(await newsOf(ann, 'renewal_not_stopped')).toEqual([
    { kind: 'renewal_not_stopped', plan: 'The club', until, rail: 'stars' },
  ])
  expect((await newsOf(ADMIN, 'renewal_refused')).at(-1)).toEqual({
    ...{ kind: 'renewal_refused', wish: 'stop', plan: 'The club', rail: 'stars', payerId: ann },
    ...{ chargeId: charge.chargeId, detail: 'Bad Request: CHARGE_ID_INVALID' },
  })
  books.clock.advance(days(31))
  expect(await accessTo(books, ann, 'club')).toMatchObject({ active: true })
})

test('only our own stop is taken back, and then the person turns it on themselves', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  const subscriptionId = (await theirs(ann))[0]?.id ?? ''
  const allow = (personId = ann) => books.billing.renewals.allow({ personId, subscriptionId })
  expect(await allow()).toEqual({ kind: 'nothing_to_allow' })
  await hear(books, order, 'canceled')
  expect(await allow()).toEqual({ kind: 'nothing_to_allow' })
  await hear(books, order, 'active')
  await stop(ann)
  await nothingPending(books)
  expect(await allow(await someone(books))).toEqual({ kind: 'nothing_to_allow' })
  expect(await allow()).toMatchObject({
    kind: 'allowed',
    subscription: { renews: false, stoppedByUs: false },
  })
  await nothingPending(books)
  expect(asksFor(ann).map(({ wish }) => wish)).toEqual(['stop', 'allow'])
  expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: false }])
  books.clock.advance(1000)
  expect(await hear(books, order, 'active')).toBe('changed')
  expect(await theirs(ann)).toMatchObject([{ renews: true }])
  await stop(ann)
  books.clock.advance(days(31))
  expect(await allow()).toEqual({ kind: 'nothing_to_allow' })
})

describe('which is meant', () => {
  test('is the first that renews in Stars where none is named; nobody else’s, and none that is over', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    expect(await stop(ann)).toEqual({ kind: 'nothing_to_stop' })
    await subscribe(books, ann)
    books.clock.advance(1000)
    await subscribe(books, ann, 'gym')
    const [, first] = await theirs(ann)
    expect(await stop(bob, bob, first?.id)).toEqual({ kind: 'nothing_to_stop' })
    expect(await stop(ann)).toMatchObject({ kind: 'stopped', subscription: { plan: { code: 'club' } } })
    expect(await stop(ann)).toMatchObject({ kind: 'stopped', subscription: { plan: { code: 'gym' } } })
    expect(await stop(ann)).toMatchObject({
      kind: 'already_stopped',
      subscription: { plan: { code: 'club' } },
    })
  })

  test('may be one by card, of which its provider has the word', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann, 'club')
    const [subscription] = await theirs(ann)
    outages = 1
    expect(await stop(ann)).toEqual({ kind: 'nothing_to_stop' })
    expect(await stop(ann, ann, subscription?.id)).toMatchObject({ kind: 'stopped' })
    expect(await stop(ann, ann, subscription?.id)).toMatchObject({ kind: 'already_stopped' })
    await nothingPending(books)
    const due = { rail: 'card', wish: 'stop', personId: ann, providerId: `sub_${order.id}` }
    expect(asksFor(ann)).toEqual([due, due])
    expect(await theirs(ann)).toMatchObject([{ renews: true, stoppedByUs: false }])
  })
})

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
  test('that Telegram made itself stops it too; refused, only admins are told', async () => {
    const ann = await someone(books)
    const { charge } = await subscribe(books, ann)
    refuses.set(charge.chargeId, 'Bad Request: SUBSCRIPTION_NOT_ACTIVE')
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    await nothingPending(books)
    expect(asksFor(ann)).toMatchObject([{ wish: 'stop' }])
    expect(await newsOf(ann, 'renewal_not_stopped')).toEqual([])
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

  test('of money in quarantine stops nothing', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const odd = recurringCharge(order, { price: { ...order.price, amount: 3 } })
    await books.billing.settle(odd)
    await giveBack(odd.chargeId)
    await nothingPending(books)
    expect(asksFor(ann)).toEqual([])
    expect(await theirs(ann)).toMatchObject([{ renews: true }])
  })
})
