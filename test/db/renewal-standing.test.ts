import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paidFor, type StarsSubscription } from '../../db/renewal-match.ts'
import { type RenewalFact, standingsOf } from '../../db/renewal-standing.ts'

const DAY = 24 * 60 * 60 * 1000
const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * DAY)

/** Begun on day 0 and paid so far. */
function paidTo(day: number, changes: Partial<StarsSubscription> = {}): StarsSubscription {
  const from = Math.max(0, day - 30)
  return {
    ...{ id: 'one', providerId: 'first', createdAt: at(0) },
    ...{ periodStartsAt: at(from), periodEndsAt: at(day), endedAt: null },
    ...changes,
  }
}

const said = (state: RenewalFact['state'], day: number, subscriptionId: string | null = null) => ({
  ...{ state, at: at(day), subscriptionId },
})

const standing = (one: StarsSubscription, ...facts: RenewalFact[]) => standingsOf([one], facts).get(one.id)

/** Whether it was stopped by these, of which failures say nothing. */
function isOffAfter(words: RenewalFact[]): boolean {
  const state = words.findLast(word => word.state !== 'failed')?.state
  return state === 'canceled' || state === 'stopped'
}

const GOES_ON = { status: 'active', renews: true, cancelAt: null, endedAt: null }

test('of what was paid and said, the latest decides, in whichever order it is told', () => {
  const facts = fc.array(
    fc.record({
      state: fc.constantFrom<RenewalFact['state'][]>('canceled', 'active', 'failed', 'stopped'),
      day: fc.integer({ min: 0, max: 90 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(facts, fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()), (told, periods, dice) => {
      const one = paidTo(periods * 30)
      // No two at one instant: which is later is then nobody's to say.
      const fresh = [...new Map(told.map(fact => [fact.day, fact])).values()]
      const words = fresh.map(({ state, day }) => said(state, day + 0.5, state === 'stopped' ? 'one' : null))
      const shuffled = words.toSorted(() => ((dice.next().value ?? 0) % 2 ? 1 : -1))
      expect(standing(one, ...shuffled)).toEqual(standing(one, ...words))
      const last = words
        .filter(word => word.at >= one.periodStartsAt)
        .filter(word => word.state !== 'failed' || periods === 1 || +word.at >= +one.periodEndsAt - 3 * DAY)
        .toSorted((a, b) => +a.at - +b.at)
        // What renews no more cannot fail.
        .filter((word, index, all) => word.state !== 'failed' || !isOffAfter(all.slice(0, index)))
        .at(-1)
      const isOff = last?.state === 'canceled' || last?.state === 'stopped'
      expect(standing(one, ...words)).toEqual({
        ...GOES_ON,
        ...(last?.state === 'failed' && { status: 'past_due' }),
        ...(isOff && { renews: false, cancelAt: one.periodEndsAt }),
      })
    }),
  )
})

// case 22
test('what was found to be over stays over, until more is paid or the person turns it on', () => {
  const over = { status: 'canceled', renews: false, cancelAt: null, endedAt: at(30) }
  const one = paidTo(30, { endedAt: at(30) })
  expect(standing(one, said('failed', 30))).toEqual(over)
  expect(standing(one, said('failed', 30), said('canceled', 40))).toEqual(over)
  expect(standing(one, said('active', 40))).toEqual(GOES_ON)
  expect(standing(paidTo(60, { endedAt: at(30) }))).toEqual(GOES_ON)
})

// case 28
test('a word on two of one order is about one that it can be about', () => {
  const two = [paidTo(30), paidTo(30, { id: 'two' })]
  const renewing = (theirs: StarsSubscription[], ...facts: RenewalFact[]) =>
    [...standingsOf(theirs, facts)].filter(([, { renews }]) => renews).map(([id]) => id)
  expect(renewing(two, said('canceled', 5))).toHaveLength(1)
  expect(renewing(two, said('canceled', 5), said('canceled', 6))).toEqual([])
  expect(renewing(two, said('stopped', 5, 'one'), said('canceled', 6))).toEqual([])
  expect(renewing(two, said('stopped', 5, 'two'), said('active', 6))).toEqual(['one', 'two'])
  // What has been paid for since was not what they canceled.
  expect(renewing([paidTo(30), paidTo(60, { id: 'two' })], said('canceled', 5))).toEqual(['two'])
  expect(renewing([paidTo(60), paidTo(30, { id: 'two' })], said('canceled', 5))).toEqual(['one'])
  const failed = standingsOf([paidTo(60), paidTo(30, { id: 'two' })], [said('failed', 30)])
  expect([...failed.values()].map(({ status }) => status)).toEqual(['active', 'past_due'])
})

test.each([
  { told: 'a renewal', isFirst: false, day: 30, theirs: [paidTo(30)], of: 'one' },
  { told: 'a renewal before its first', isFirst: false, day: 30, theirs: [], of: null },
  {
    told: 'a renewal before the one that is known',
    isFirst: false,
    day: -30,
    theirs: [paidTo(30)],
    of: 'one',
  },
  { told: 'another first', isFirst: true, day: 0.01, theirs: [paidTo(30)], of: null },
  { told: 'another first, paid a moment before', isFirst: true, day: -0.01, theirs: [paidTo(30)], of: null },
  { told: 'its first, found late', isFirst: true, day: -30, theirs: [paidTo(30)], of: 'one' },
  { told: 'a listed first, found late', isFirst: null, day: -30, theirs: [paidTo(30)], of: 'one' },
  { told: 'another listed first', isFirst: null, day: 0.01, theirs: [paidTo(30)], of: null },
  { told: 'a listed renewal', isFirst: null, day: 28, theirs: [paidTo(30)], of: 'one' },
  {
    ...{ told: 'a renewal of the one whose end is nearest', isFirst: null, day: 60, of: 'two' },
    theirs: [paidTo(30), paidTo(60, { id: 'two' })],
  },
])('$told is recognized as such', ({ isFirst, day, theirs, of }) => {
  const charge = {
    ...{ rail: 'stars' as const, chargeId: 'charge', payerId: 1, price: { amount: 1, currency: 'XTR' } },
    ...{ reference: 'order', paidAt: at(day), payload: {} },
    recurring: { isFirst, endsAt: null, periodSeconds: (30 * DAY) / 1000 },
  }
  const spans = (one: StarsSubscription) => [{ startsAt: one.createdAt, endsAt: at(30) }]
  expect(paidFor(charge, theirs, spans)?.id ?? null).toBe(of)
})
