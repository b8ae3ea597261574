import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { days, openBooks, plan } from '../support/books.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { lapsingIn, noon } from '../support/noon.ts'
import { accessTo, newsFor, someone } from '../support/sale.ts'
import { hear, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { subscribersIn } from './subscribers.ts'

const HOUR = 60 * 60 * 1000

const books = await openBooks({
  at: new Date('2026-11-21T12:00:00Z'),
  plans: [
    ...STARS_SHOP,
    ...CARD_SHOP.filter(({ code }) => code === 'care'),
    plan({ code: 'bare', term: 'P30D', entitlements: ['bare'], stars: { amount: 90, recurring: true } }),
  ],
})
const { billing, clock } = books
const lapseAt = lapsingIn(books)
const { record, subscriber } = subscribersIn(books)

beforeAll(() => clock.stand())
beforeEach(() => clock.advance(+noon(+clock.now() + days(1)) - +clock.now()))
afterEach(async () => {
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

async function member(code = 'club') {
  const personId = await someone(books)
  const { order } = await subscribe(books, personId, code)
  return { personId, order, endsAt: new Date(+order.createdAt + days(30)) }
}

const standing = async (personId: number) => {
  const [{ status, renews, endedAt } = {}] = await billing.cards.subscriptionsOf(personId)
  return { status, renews, endedAt }
}

const toldOfTime = async (personId: number) =>
  (await newsFor(books, personId)).filter(({ kind }) => kind === 'ending_soon' || kind === 'ended')

describe('a subscription in Stars that nobody pays for any more', () => {
  // cases 23, 27
  test('is open for its days of grace, then ends and is told to be over, once', async () => {
    const { personId, endsAt } = await member()
    await lapseAt(+endsAt - days(1))
    await lapseAt(+endsAt + days(3) - 1)
    expect(await accessTo(books, personId, 'club')).toMatchObject({ active: true })
    expect(await standing(personId)).toEqual({ status: 'active', renews: true, endedAt: null })
    expect(await toldOfTime(personId)).toEqual([])

    clock.advance(1)
    // A reader sees it before anything was done about it.
    expect(await accessTo(books, personId, 'club')).toMatchObject({ active: false, to: endsAt })
    await Promise.all([billing.lapse(), (await books.reopen()).lapse(), billing.lapse()])
    expect(await standing(personId)).toEqual({ status: 'canceled', renews: false, endedAt: endsAt })
    const ended = { kind: 'ended', plan: 'The club', planCode: 'club', endedAt: endsAt.toISOString() }
    expect(await toldOfTime(personId)).toEqual([ended])
    expect(await billing.lapse()).toBe(0)
  })

  // case 22
  test('and is paid for late goes on, and ends anew', async () => {
    const { personId, order, endsAt } = await member()
    await lapseAt(+endsAt + days(5))
    await renew(books, order)
    const next = new Date(+clock.now() + days(30))
    expect(await standing(personId)).toEqual({ status: 'active', renews: true, endedAt: null })
    expect(await accessTo(books, personId, 'club')).toMatchObject({ active: true, to: next })
    expect(await newsFor(books, personId)).toContainEqual(
      expect.objectContaining({ kind: 'renewed', back: true }),
    )
    await lapseAt(+next + days(4))
    expect(await toldOfTime(personId)).toMatchObject([
      { kind: 'ended', endedAt: endsAt.toISOString() },
      { kind: 'ended', endedAt: next.toISOString() },
    ])
  })

  test('and paid for at the very moment it is swept is paid for', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => member()))
    clock.advance(days(33) + HOUR)
    await Promise.all([billing.lapse(), ...members.map(({ order }) => renew(books, order)), billing.lapse()])
    for (const { personId } of members) {
      expect(await standing(personId)).toEqual({ status: 'active', renews: true, endedAt: null })
      expect(await accessTo(books, personId, 'club')).toMatchObject({ active: true })
    }
    expect(await billing.lapse()).toBe(0)
  })

  // case 25
  test('since it was canceled ends without grace, and is told to end where that was long ago', async () => {
    const [early, late] = [await member(), await member()]
    await hear(books, early.order, 'canceled')
    await lapseAt(+late.endsAt - days(2))
    await hear(books, late.order, 'canceled')
    await lapseAt(+early.endsAt - days(1))
    const until = early.endsAt.toISOString()
    expect(await toldOfTime(early.personId)).toMatchObject([{ kind: 'ending_soon', until }])
    // They have just been told when it ends.
    expect(await toldOfTime(late.personId)).toEqual([])

    await lapseAt(early.endsAt)
    for (const { personId } of [early, late]) {
      expect(await standing(personId)).toMatchObject({ status: 'canceled', renews: false })
      expect((await toldOfTime(personId)).at(-1)).toMatchObject({ kind: 'ended', endedAt: until })
    }
  })

  test('is awaited for a while also where its plan has no grace', async () => {
    const [paid, unpaid] = [await member('bare'), await member('bare')]
    await lapseAt(+paid.endsAt + HOUR)
    await renew(books, paid.order)
    await lapseAt(+paid.endsAt + 2 * HOUR)
    expect(await toldOfTime(paid.personId)).toEqual([])
    expect(await toldOfTime(unpaid.personId)).toMatchObject([{ kind: 'ended' }])
  })
})

describe('a subscription by card', () => {
  // case 72
  test('is told to be over when its grace is, while its provider still tries', async () => {
    const { personId, order, endsAt } = await subscriber()
    const due = { status: 'past_due', periodStartsAt: endsAt, periodEndsAt: new Date(+endsAt + days(30)) }
    await lapseAt(+endsAt + HOUR)
    await record(order, due)
    await lapseAt(+endsAt + days(2))
    expect(await toldOfTime(personId)).toEqual([])
    await lapseAt(+endsAt + days(3))
    await record(order, { ...due, status: 'canceled', renews: false, endedAt: clock.now() })
    await lapseAt(+endsAt + days(3) + HOUR)
    expect(await toldOfTime(personId)).toMatchObject([{ kind: 'ended', endedAt: endsAt.toISOString() }])
  })
})
