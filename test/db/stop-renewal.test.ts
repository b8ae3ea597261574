import { describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { aSubscriber } from '../support/card-sale.ts'
import { nothingPending } from '../support/duties.ts'
import { accessTo, someone } from '../support/sale.ts'
import { daysAfter, hear, renew, subscribe } from '../support/stars-sale.ts'
import { changingRenewals } from './renewal-refusals.ts'
import { books, newsOf, openForRenewals, theirs } from './renewing-books.ts'

const { duties, refuses, missesOne, asksFor } = changingRenewals()
openForRenewals(duties)

const stop = (personId: number, askedBy: number | null = personId, subscriptionId: string | null = null) =>
  books.billing.renewals.stop({ personId, subscriptionId, askedBy, reason: 'enough' })

// case 29
test('a stop counts at once, reaches the provider under the first charge, and leaves what is paid for open', async () => {
  const ann = await someone(books)
  const { order, charge: first } = await subscribe(books, ann)
  books.clock.advance(days(30))
  await renew(books, order)
  const until = daysAfter(books.clock.now(), 30)
  missesOne()
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
  missesOne()
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
    missesOne()
    expect(await stop(ann)).toEqual({ kind: 'nothing_to_stop' })
    expect(await stop(ann, ann, subscription?.id)).toMatchObject({ kind: 'stopped' })
    expect(await stop(ann, ann, subscription?.id)).toMatchObject({ kind: 'already_stopped' })
    await nothingPending(books)
    const due = { rail: 'card', wish: 'stop', personId: ann, providerId: `sub_${order.id}` }
    expect(asksFor(ann)).toEqual([due, due])
    expect(await theirs(ann)).toMatchObject([{ renews: true, stoppedByUs: false }])
  })
})
