import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { days, openBooks } from '../support/books.ts'
import { monthsAfter } from '../support/card-sale.ts'
import { lapsingIn, noon } from '../support/noon.ts'
import { accessTo, buy, newsFor, someone } from '../support/sale.ts'
import { hear, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { subscribersIn } from './subscribers.ts'

const HOUR = 60 * 60 * 1000

const books = await openBooks({ at: new Date('2026-11-21T12:00:00Z'), plans: STARS_SHOP })
const { billing, clock } = books
const lapseAt = lapsingIn(books)
const { record, subscriber } = subscribersIn(books)

beforeAll(() => clock.stand())
beforeEach(() => clock.advance(+noon(+clock.now() + days(1)) - +clock.now()))
afterAll(() => books.close())

const told = async (personId: number, kind: 'ending_soon' | 'ended') =>
  (await newsFor(books, personId)).filter(news => news.kind === kind)

// case 72
describe('that access has ended is told with what is owed', () => {
  const payUrl = 'https://invoice.example/in_1'

  test.each(['past_due', 'unpaid'])('while a subscription by card is %s', async status => {
    const { personId, order, endsAt } = await subscriber('club')
    const due = { status, renews: status === 'past_due', payUrl }
    await record(order, { ...due, periodStartsAt: endsAt, periodEndsAt: monthsAfter(endsAt, 1) })
    await lapseAt(+endsAt + days(4))
    expect(await told(personId, 'ended')).toEqual([
      {
        ...{ kind: 'ended', plan: 'The club', planCode: 'club', endedAt: endsAt.toISOString() },
        owed: { price: { amount: 999, currency: 'EUR' }, payUrl, rail: 'card' },
      },
    ])
  })

  test('and with nothing where its provider has ended or paused it, or in Stars', async () => {
    const { personId, order, endsAt } = await subscriber('club')
    const ann = await someone(books)
    const stars = await subscribe(books, ann)
    await record(order, { status: 'canceled', renews: false, endedAt: endsAt, payUrl })
    const paused = await subscriber('club')
    await record(paused.order, { status: 'paused', renews: false, payUrl })
    clock.advance(days(30))
    await hear(books, stars.order, 'failed')
    await lapseAt(+clock.now() + days(5))
    for (const person of [personId, paused.personId, ann]) {
      const [ended] = await told(person, 'ended')
      expect(ended).toMatchObject({ plan: 'The club' })
      expect(ended).not.toHaveProperty('owed')
    }
  })
})

// case 25
describe('that access ends soon is told with what can be turned on again', () => {
  test('in Stars by whoever stopped it', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const { order } = await subscribe(books, ann)
    await subscribe(books, bob)
    await hear(books, order, 'canceled')
    await billing.renewals.stop({ personId: bob, subscriptionId: null, askedBy: bob, reason: 'x' })
    await lapseAt(+clock.now() + days(28))
    for (const [person, ours] of [[ann, false] as const, [bob, true] as const]) {
      const [{ id } = {}] = await billing.cards.subscriptionsOf(person)
      expect(await told(person, 'ending_soon')).toMatchObject([{ subscription: { id, rail: 'stars', ours } }])
    }
  })

  test('by card', async () => {
    const { personId, order, endsAt } = await subscriber('club')
    await record(order, { renews: false, cancelAt: endsAt })
    await lapseAt(+endsAt - days(2))
    const [{ id } = {}] = await billing.cards.subscriptionsOf(personId)
    const subscription = { id, rail: 'card', ours: false }
    expect(await told(personId, 'ending_soon')).toMatchObject([{ subscription }])
  })

  test('and without it for what was paid once, or has ended at its provider', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    const { personId, order, endsAt } = await subscriber('club')
    await record(order, { status: 'canceled', renews: false, endedAt: clock.now() })
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await lapseAt(Math.max(+to, +endsAt) - days(2) - HOUR)
    for (const person of [ann, personId]) {
      const [soon] = await told(person, 'ending_soon')
      expect(soon).toMatchObject({ kind: 'ending_soon' })
      expect(soon).not.toHaveProperty('subscription')
    }
  })
})
