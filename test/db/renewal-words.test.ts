import { describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { anOrder, newsFor, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, subscribe } from '../support/stars-sale.ts'
import { books, club, openForRenewals, theirs } from './renewing-books.ts'

openForRenewals()

describe('what Telegram says of a subscription', () => {
  // case 25
  test('canceled: access stays to its end without grace, once', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const until = daysAfter(order.createdAt, 30)
    const word = { providerId: 'one update' }
    expect(await hear(books, order, 'canceled', word)).toBe('changed')
    expect(await hear(books, order, 'canceled', word)).toBe('repeated')
    expect(await hear(books, order, 'canceled')).toBe('unchanged')
    const [subscription] = await theirs(ann)
    expect(subscription).toMatchObject({
      ...{ status: 'active', renews: false, cancelAt: until, endedAt: null, stoppedByUs: false },
    })
    expect((await newsFor(books, ann)).slice(1)).toEqual([
      {
        ...{ kind: 'renewal_stopped', plan: 'The club', until: until.toISOString(), ours: false },
        subscriptionId: subscription?.id,
      },
    ])
    books.clock.advance(days(30) - 1)
    expect(await club(ann)).toMatchObject({ active: true })
    books.clock.advance(1)
    expect(await club(ann)).toMatchObject({ active: false })
  })

  // case 26
  test('active again: it renews, and its grace is back', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    await hear(books, order, 'canceled')
    expect(await hear(books, order, 'active')).toBe('changed')
    expect(await hear(books, order, 'active')).toBe('unchanged')
    expect(await theirs(ann)).toMatchObject([{ status: 'active', renews: true, cancelAt: null }])
    expect((await newsFor(books, ann)).at(-1)).toEqual({
      ...{ kind: 'renewal_resumed', plan: 'The club', until: daysAfter(order.createdAt, 30).toISOString() },
    })
    books.clock.advance(days(31))
    expect(await club(ann)).toMatchObject({ active: true })
  })

  // case 27
  test('failed: they are told once what is lacking and until when it stays open; grace runs out', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const end = daysAfter(order.createdAt, 30)
    books.clock.advance(days(30))
    expect(await hear(books, order, 'failed')).toBe('changed')
    books.clock.advance(days(1))
    expect(await hear(books, order, 'failed')).toBe('unchanged')
    expect(await theirs(ann)).toMatchObject([{ status: 'past_due', renews: true, periodEndsAt: end }])
    expect((await newsFor(books, ann)).slice(1)).toEqual([
      {
        ...{ kind: 'payment_failed', plan: 'The club', price: order.price, payUrl: null, todo: 'top_up' },
        graceUntil: daysAfter(end, 3).toISOString(),
      },
    ])
    expect(await club(ann)).toMatchObject({ active: true })
    books.clock.advance(days(2))
    expect(await club(ann)).toMatchObject({ active: false })

    const { chargeId } = await renew(books, order)
    expect(await theirs(ann)).toMatchObject([{ status: 'active', renews: true }])
    expect((await newsFor(books, ann)).at(-1)).toMatchObject({ kind: 'renewed', back: true, chargeId })
  })

  test('comes before the payment that it is about, and counts when that is here', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    expect(await hear(books, order, 'canceled')).toBe('kept')
    await books.billing.settle(recurringCharge(order))
    expect(await theirs(ann)).toMatchObject([{ renews: false, cancelAt: daysAfter(order.createdAt, 30) }])
    expect(await newsFor(books, ann)).toMatchObject([{ kind: 'thanks' }])
    expect((await newsFor(books, ann))[0]).not.toHaveProperty('renews')
  })

  test('of a failure is old news once the period has been paid', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    books.clock.advance(days(30))
    await renew(books, order)
    books.clock.advance(days(1))
    expect(await hear(books, order, 'failed')).toBe('unchanged')
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks', 'renewed'])
  })

  test('of a cancellation is not undone by an older payment that is found late', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    books.clock.advance(days(40))
    await hear(books, order, 'canceled')
    await renew(books, order, { paidAt: daysAfter(order.createdAt, 30), isFirst: null, endsAt: null })
    const end = daysAfter(order.createdAt, 60)
    expect(await theirs(ann)).toMatchObject([{ renews: false, periodEndsAt: end, cancelAt: end }])
    expect(await club(ann)).toMatchObject({ active: true, to: end })
  })

  // case 28
  test('that names no order of ours is shown to admins, once', async () => {
    const ann = await someone(books)
    for (const reference of ['\u0000 of somebody else', '0199a0a0-0000-7000-8000-000000000000']) {
      const before = (await newsFor(books, ADMIN)).length
      for (const state of ['failed', 'canceled'] as const)
        expect(await hear(books, { id: reference, personId: ann }, state)).toBe('unknown')
      const said = (await newsFor(books, ADMIN)).slice(before)
      expect(said).toMatchObject([{ kind: 'unknown_subscription', payerId: ann, state: 'failed' }])
    }
    expect(await hear(books, { id: 'x', personId: 77_000_000_001 }, 'active')).toBe('unknown')
  })
})
