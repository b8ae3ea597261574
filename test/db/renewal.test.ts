import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import {
  accessTo,
  anOrder,
  buy,
  chargeFor,
  movedBy,
  newRequest,
  newsFor,
  rows,
  someone,
} from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: STARS_SHOP })
  books.clock.stand()
})
afterEach(async () => {
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

const theirs = (personId: number) => books.billing.cards.subscriptionsOf(personId)
const club = (personId: number) => accessTo(books, personId, 'club')
const kindsFor = async (personId: number) => (await newsFor(books, personId)).map(({ kind }) => kind)

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
    expect((await newsFor(books, ann)).filter(({ kind }) => kind === 'parallel')).toEqual([
      {
        kind: 'parallel',
        plans: [
          { title: 'The club', rail: 'stars', subscriptionId: first },
          { title: 'The club', rail: 'stars', subscriptionId: second },
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

describe('a renewal', () => {
  // case 21
  test('extends the subscription to the end Telegram names, however often it is told', async () => {
    const ann = await someone(books)
    const { order, charge: first } = await subscribe(books, ann)
    const end = daysAfter(order.createdAt, 30)
    const renewal = recurringCharge(order, { paidAt: end, isFirst: false, endsAt: daysAfter(end, 30.2) })
    const moved = await movedBy(books, async () => {
      await Promise.all([renewal, renewal, renewal].map(books.billing.settle))
    })
    expect(moved).toEqual({ cash: 500, sales: -500 })
    expect(await club(ann)).toEqual({ active: true, from: order.createdAt, to: daysAfter(end, 30.2) })
    expect(await theirs(ann)).toMatchObject([
      { providerId: first.chargeId, periodStartsAt: end, periodEndsAt: daysAfter(end, 30.2), renews: true },
    ])
    const until = daysAfter(end, 30.2).toISOString()
    expect((await newsFor(books, ann)).slice(1)).toEqual([
      {
        ...{ kind: 'renewed', plan: 'The club', price: order.price, until },
        chargeId: renewal.chargeId,
      },
    ])
  })

  // cases 22, 23
  test('that comes late in the days of grace, or after them, opens what the provider dated', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const [early, late] = [(await subscribe(books, ann)).order, (await subscribe(books, bob)).order]
    books.clock.advance(days(31))
    expect(await club(ann)).toMatchObject({ active: true })
    await renew(books, early)
    expect((await newsFor(books, ann)).at(-1)).not.toHaveProperty('back')
    books.clock.advance(days(9))
    expect(await club(bob)).toMatchObject({ active: false })
    await renew(books, late)
    const now = books.clock.now()
    expect(await club(bob)).toEqual({ active: true, from: now, to: daysAfter(now, 30) })
    expect((await newsFor(books, bob)).at(-1)).toMatchObject({ kind: 'renewed', back: true })
    expect(await theirs(bob)).toMatchObject([
      { status: 'active', renews: true, periodEndsAt: daysAfter(now, 30) },
    ])
  })

  // case 24
  test.each([
    ['in their order', [0, 1, 2]],
    ['backwards', [2, 1, 0]],
    ['the first one last', [1, 2, 0]],
  ])('told %s ends in the same subscription', async (_, order) => {
    const ann = await someone(books)
    const bought = await anOrder(books, ann, 'club')
    const charges = [0, 30, 60].map(at =>
      recurringCharge(bought, { paidAt: daysAfter(bought.createdAt, at), isFirst: at === 0 }),
    )
    for (const at of order) {
      const until = (await club(ann))?.to ?? new Date(0)
      await books.billing.settle(charges[at] as (typeof charges)[0])
      const ends = [until, daysAfter(bought.createdAt, at * 30 + 30)]
      const [subscription] = await theirs(ann)
      expect(subscription?.periodEndsAt).toEqual(new Date(Math.max(...ends.map(Number))))
    }
    // case 29
    expect(await theirs(ann)).toMatchObject([
      { providerId: charges[0]?.chargeId, createdAt: bought.createdAt, renews: true },
    ])
    const end = daysAfter(bought.createdAt, 90)
    const grace = await rows<{ grace_until: Date | null }>(
      books,
      'select grace_until from entitlements where person_id = $1 order by ends_at',
      [ann],
    )
    expect(grace.map(row => row.grace_until && new Date(row.grace_until))).toEqual([
      null,
      null,
      daysAfter(end, 3),
    ])
    expect((await newsFor(books, ann)).at(-1)).toMatchObject({ until: end.toISOString() })
  })

  // cases 14, 15
  test('found in the list of transactions is what the update would have been, whoever tells first', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    for (const personId of [ann, bob]) {
      const order = await anOrder(books, personId, 'club')
      const told = [0, 30, 60].map(at =>
        recurringCharge(order, { paidAt: daysAfter(order.createdAt, at), isFirst: at === 0 }),
      )
      const listed = told.map(charge => ({
        ...charge,
        recurring: { isFirst: null, endsAt: null, periodSeconds: 30 * 86_400 },
      }))
      const pairs = told.map((charge, at) => [charge, listed[at] ?? charge])
      for (const pair of pairs)
        await Promise.all((personId === ann ? pair : pair.toReversed()).map(books.billing.settle))
      expect(await theirs(personId)).toMatchObject([
        { providerId: told[0]?.chargeId, periodEndsAt: daysAfter(order.createdAt, 90), renews: true },
      ])
      expect(await club(personId)).toMatchObject({ to: daysAfter(order.createdAt, 90) })
    }
  })

  test('without an end goes on from the end of what was paid before', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const paidAt = daysAfter(order.createdAt, 29)
    await renew(books, order, { paidAt, endsAt: null, isFirst: null })
    expect(await theirs(ann)).toMatchObject([{ periodEndsAt: daysAfter(order.createdAt, 60) }])
    expect(await club(ann)).toMatchObject({ to: daysAfter(order.createdAt, 60) })
  })

  // case 2
  test('of what is theirs for ever goes back, and the renewal is stopped with it', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const forEver = STARS_SHOP.map(plan => ({
      ...plan,
      ...(plan.code === 'club' && { term: 'lifetime' as const, stars: null }),
    }))
    const other = await books.reopen(forEver)
    const given = { personId: ann, planCode: 'club', grantedBy: ADMIN, reason: 'a friend' }
    await other.grant({ ...given, request: newRequest() })
    await books.reopen()
    await hear(books, order, 'canceled')
    books.clock.advance(days(30))
    const charge = await renew(books, order)
    // It renews again, so what was paid before awaits its renewal again.
    expect(await auditBooks(books.database)).toMatchObject({ strayed: [] })
    expect((await newsFor(books, ann)).at(-1)).toMatchObject({ kind: 'returning', chargeId: charge.chargeId })
    expect(await theirs(ann)).toMatchObject([{ periodStartsAt: charge.paidAt, renews: true }])
    const [refund] = await rows<{ id: string }>(books, 'select id from refunds')
    await books.billing.settleRefund(refund?.id ?? '', { kind: 'succeeded' })
    expect(await theirs(ann)).toMatchObject([{ renews: false, stoppedByUs: true }])
  })
})

describe('what Telegram says of it', () => {
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
    expect(await kindsFor(ann)).toEqual(['thanks', 'renewed'])
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

test('one who comes back to a plan paid once is told so, and one who never left is not', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  await buy(books, ann)
  books.clock.advance(days(62))
  await buy(books, ann)
  const backs = (await newsFor(books, ann)).map(news => 'back' in news)
  expect(backs).toEqual([false, false, true])
})
