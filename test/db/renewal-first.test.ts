import { describe, expect, test } from 'vitest'
import { days } from '../support/books.ts'
import { anOrder, chargeFor, movedBy, newsFor, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, subscribe } from '../support/stars-sale.ts'
import { books, club, openForRenewals, theirs } from './renewing-books.ts'

openForRenewals()

describe('the first payment', () => {
  test('begins a subscription, opens what it paid for to the end Telegram names, and says that it renews', async () => {
    const ann = await someone(books)
    const { order, charge, settlement } = await subscribe(books, ann)
    const until = daysAfter(order.createdAt, 30)
    expect(settlement).toEqual({ kind: 'granted', paymentId: expect.any(String), until })
    expect(await club(ann)).toEqual({ active: true, from: order.createdAt, to: until })
    expect(await theirs(ann)).toEqual([
      {
        id: expect.any(String),
        ...{ rail: 'stars', providerId: charge.chargeId, personId: ann, plan: order.plan },
        ...{ status: 'active', renews: true, price: order.price, createdAt: order.createdAt },
        ...{ periodStartsAt: order.createdAt, periodEndsAt: until, cancelAt: null, endedAt: null },
        ...{ payUrl: null, stoppedByUs: false },
      },
    ])
    expect(await newsFor(books, ann)).toEqual([
      {
        ...{ kind: 'thanks', plan: 'The club', price: order.price, until: until.toISOString() },
        ...{ stackedFrom: null, renews: true, chargeId: charge.chargeId },
      },
    ])
  })

  test('begins at once, beside what was bought of the same plan before', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann)
    await books.billing.settle(chargeFor(order))
    const { order: second } = await subscribe(books, ann)
    const [, subscribed] = (await books.billing.story(ann))?.grants ?? []
    expect(subscribed).toMatchObject({ startsAt: second.createdAt, endsAt: daysAfter(second.createdAt, 30) })
  })

  test('whose end is before it counts from when it was paid', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    await books.billing.settle(recurringCharge(order, { endsAt: order.createdAt }))
    expect(await club(ann)).toMatchObject({ to: daysAfter(order.createdAt, 30) })
  })

  test('whose end is beyond belief opens what it paid for, and the operator can read of it', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    const endsAt = daysAfter(order.createdAt, 365 * 60)
    await books.billing.settle(recurringCharge(order, { endsAt }))
    expect(await club(ann)).toMatchObject({ to: daysAfter(order.createdAt, 30) })
    expect(books.logged.at(-1)).toMatchObject({ level: 'warn', fields: { endsAt } })
    books.clock.advance(days(29))
    await renew(books, order, { endsAt: daysAfter(order.createdAt, 60) })
    expect(await club(ann)).toMatchObject({ to: daysAfter(order.createdAt, 60) })
  })

  // case 7
  test('of another amount is kept aside, and begins nothing', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    const price = { ...order.price, amount: 1 }
    const moved = await movedBy(books, () => books.billing.settle(recurringCharge(order, { price })))
    expect(moved).toEqual({ cash: 1, suspense: -1 })
    expect(await theirs(ann)).toEqual([])
  })

  // case 3
  test('by another than the buyer begins a subscription of whoever paid', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const order = await anOrder(books, ann, 'club')
    await books.billing.settle(recurringCharge(order, { payerId: bob }))
    expect(await theirs(ann)).toEqual([])
    expect(await theirs(bob)).toMatchObject([{ renews: true, personId: bob }])
    expect(await hear(books, { ...order, personId: bob }, 'canceled')).toBe('changed')
  })

  // cases 28, 36
  test('made twice over one link begins two, each is kept, and they are told of both', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'club')
    const paidAt = daysAfter(order.createdAt, 0.01)
    const charges = [recurringCharge(order), recurringCharge(order, { paidAt })]
    const moved = await movedBy(books, () => Promise.all(charges.map(books.billing.settle)))
    expect(moved).toEqual({ cash: 1000, sales: -1000 })
    const begun = (await theirs(ann)).toReversed()
    expect(begun.map(({ providerId }) => providerId)).toEqual(charges.map(({ chargeId }) => chargeId))
    const [first, second] = begun.map(({ id }) => id)
    const iso = (date: Date) => date.toISOString()
    expect((await newsFor(books, ann)).filter(({ kind }) => kind === 'parallel')).toEqual([
      {
        kind: 'parallel',
        plans: [
          {
            title: 'The club',
            rail: 'stars',
            subscriptionId: first,
            until: iso(daysAfter(order.createdAt, 30)),
          },
          { title: 'The club', rail: 'stars', subscriptionId: second, until: iso(daysAfter(paidAt, 30)) },
        ],
      },
    ])

    // Each renewal goes to the one whose end is nearest.
    await renew(books, order, { paidAt: daysAfter(paidAt, 30) })
    await renew(books, order, { paidAt: daysAfter(order.createdAt, 30) })
    expect((await theirs(ann)).map(({ periodEndsAt }) => periodEndsAt)).toEqual([
      daysAfter(paidAt, 60),
      daysAfter(order.createdAt, 60),
    ])
    // One word is about one of them.
    books.clock.advance(days(31))
    expect(await hear(books, order, 'canceled')).toBe('changed')
    expect((await theirs(ann)).map(({ renews }) => renews).toSorted()).toEqual([false, true])
    expect(await hear(books, order, 'canceled')).toBe('changed')
    expect(await hear(books, order, 'canceled')).toBe('unchanged')
    expect(await hear(books, order, 'active')).toBe('changed')
    expect((await theirs(ann)).map(({ renews }) => renews).toSorted()).toEqual([false, true])
  })
})
