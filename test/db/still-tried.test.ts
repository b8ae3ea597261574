import { describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { nothingPending } from '../support/duties.ts'
import { newRequest, someone } from '../support/sale.ts'
import { hear, renew, subscribe } from '../support/stars-sale.ts'
import { changingRenewals } from './renewal-refusals.ts'
import { books, openForRenewals, theirs } from './renewing-books.ts'

const { duties, refuses, asksFor } = changingRenewals()
openForRenewals(duties)

const OVER = { status: 'canceled', renews: false }

/** Nobody paid in time; Telegram need not have given up. */
async function lapsed() {
  const personId = await someone(books)
  const { order, charge } = await subscribe(books, personId)
  books.clock.advance(days(34))
  await books.billing.lapse()
  const [subscription] = await theirs(personId)
  expect(subscription).toMatchObject(OVER)
  return { personId, order, charge, subscriptionId: subscription?.id ?? '' }
}

const stop = (personId: number, subscriptionId: string | null = null) =>
  books.billing.renewals.stop({ personId, subscriptionId, askedBy: personId, reason: 'enough' })

describe('a subscription in Stars that is over, and that nobody stopped', () => {
  // cases 22, 29
  test('can be stopped, so that a payment Telegram still comes to take is none', async () => {
    const { personId, charge, subscriptionId } = await lapsed()
    expect(await stop(personId, subscriptionId)).toMatchObject({ kind: 'stopped' })
    expect(await stop(personId)).toEqual({ kind: 'nothing_to_stop' })
    await nothingPending(books)
    expect(asksFor(personId)).toMatchObject([{ wish: 'stop', providerId: charge.chargeId }])
    expect(await theirs(personId)).toMatchObject([OVER])
  })

  // case 86
  test('is stopped when they are to be forgotten', async () => {
    const { personId, charge } = await lapsed()
    await books.billing.forget({ personId, askedBy: personId, request: newRequest() })
    await nothingPending(books)
    await books.billing.lapse()
    expect(asksFor(personId)).toMatchObject([{ wish: 'stop', providerId: charge.chargeId }])
    expect((await books.billing.story(personId))?.person.forgottenAt).toEqual(expect.any(Date))
  })

  // case 32
  test('is stopped by a refund of what was paid last', async () => {
    const { personId, charge } = await lapsed()
    const { chargeId } = charge
    const asked = { requestedBy: ADMIN, reason: 'asked', request: newRequest() }
    await books.billing.requestRefund({ chargeId, ...asked })
    await nothingPending(books)
    expect(asksFor(personId)).toMatchObject([{ wish: 'stop', providerId: chargeId }])
  })

  test('is left alone where they had canceled it, and forty days later', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    await hear(books, order, 'canceled')
    const { personId: bob } = await lapsed()
    books.clock.advance(days(37))
    for (const personId of [ann, bob]) {
      expect(await stop(personId)).toEqual({ kind: 'nothing_to_stop' })
      await books.billing.forget({ personId, askedBy: personId, request: newRequest() })
      await nothingPending(books)
      expect(asksFor(personId)).toEqual([])
    }
  })
})

// cases 22, 26
describe('a subscription in Stars that its person turned on', () => {
  test('within its grace is over all the same when that is, whatever is heard of it later', async () => {
    const ann = await someone(books)
    const { order, charge } = await subscribe(books, ann)
    refuses.set(charge.chargeId, 'Bad Request: CHARGE_ID_INVALID')
    books.clock.advance(days(31))
    await hear(books, order, 'failed')
    await hear(books, order, 'active', { at: new Date(+books.clock.now() + 1) })
    books.clock.advance(days(2))
    await books.billing.lapse()
    expect(await theirs(ann)).toMatchObject([OVER])
    expect(await stop(ann)).toMatchObject({ kind: 'stopped' })
    await nothingPending(books)
    expect(await theirs(ann)).toMatchObject([OVER])
    books.clock.advance(1)
    await hear(books, order, 'failed')
    expect(await theirs(ann)).toMatchObject([OVER])
    await renew(books, order)
    expect(await theirs(ann)).toMatchObject([{ status: 'active', renews: true, endedAt: null }])
  })

  test('when it was over is awaited as long once more, then is over for good', async () => {
    const { personId, order } = await lapsed()
    books.clock.advance(days(1))
    await hear(books, order, 'active')
    books.clock.advance(days(3) - 1)
    await books.billing.lapse()
    expect(await theirs(personId)).toMatchObject([{ status: 'active', renews: true }])
    books.clock.advance(1)
    await books.billing.lapse()
    expect(await theirs(personId)).toMatchObject([OVER])
    // Another of the same order has all of them looked at anew.
    await hear(books, order, 'active', { providerId: 'again', at: new Date(+books.clock.now() - days(3)) })
    expect(await theirs(personId)).toMatchObject([OVER])
    expect(await books.billing.lapse()).toBe(0)
  })
})
