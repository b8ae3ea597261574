import { describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, days } from '../support/books.ts'
import { anOrder, buy, movedBy, newRequest, newsFor, rows, someone } from '../support/sale.ts'
import { daysAfter, hear, recurringCharge, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { books, club, openForRenewals, theirs } from './renewing-books.ts'

openForRenewals()

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

test('one who comes back to a plan paid once is told so, and one who never left is not', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  await buy(books, ann)
  books.clock.advance(days(62))
  await buy(books, ann)
  const backs = (await newsFor(books, ann)).map(news => 'back' in news)
  expect(backs).toEqual([false, false, true])
})
