import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Coverage, coveredUntil, type GrantFact, ownsForever, stack } from '../../db/coverage.ts'
import { addPeriod } from '../../db/period.ts'

const DAY_MS = 86_400_000
const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * DAY_MS)

const fact = (id: string, changes: Partial<GrantFact> = {}): GrantFact => ({
  id,
  term: 'P30D',
  graceDays: 0,
  acquiredAt: day(0),
  startsAt: null,
  endsAt: null,
  subscriptionId: null,
  revokedAt: null,
  ...changes,
})

const facts = fc.uniqueArray(
  fc
    .record({
      id: fc.uuid(),
      term: fc.constantFrom('P1D', 'P7D', 'P30D', 'P1M', 'P1Y', 'lifetime'),
      graceDays: fc.constantFrom(0, 3),
      acquired: fc.nat(400),
      revokedAfter: fc.option(fc.nat(400), { freq: 2 }),
    })
    .map(({ acquired, revokedAfter, ...rest }) => ({
      ...rest,
      acquiredAt: day(acquired),
      ...{ startsAt: null, endsAt: null, subscriptionId: null },
      revokedAt: revokedAfter === null ? null : day(acquired + revokedAfter),
    })),
  { selector: ({ id }) => id, maxLength: 8 },
)
const someFacts = facts.filter(list => list.length > 0)

function placeOf(id: string, coverages: Coverage[]): Coverage {
  return coverages.find(({ grantId }) => grantId === id) as Coverage
}

const spans = (coverages: Coverage[]) => coverages.map(({ startsAt, endsAt }) => [startsAt, endsAt])

describe('what is bought later', () => {
  test('begins where the earlier ends', () => {
    const row = stack([fact('a'), fact('b', { acquiredAt: day(10) })])
    expect(spans(row)).toEqual([
      [day(0), day(30)],
      [day(30), day(60)],
    ])
  })

  test('begins at once when the earlier is over', () => {
    const row = stack([fact('a'), fact('b', { acquiredAt: day(45) })])
    expect(spans(row)[1]).toEqual([day(45), day(75)])
  })

  test('moves up when the earlier is revoked, to the moment it was', () => {
    const row = stack([fact('a', { revokedAt: day(10) }), fact('b', { acquiredAt: day(1) })])
    expect(spans(row)).toEqual([
      [day(0), day(10)],
      [day(10), day(40)],
    ])
  })

  test('is not touched when the earlier is revoked after its end', () => {
    const row = stack([fact('a', { revokedAt: day(40) }), fact('b', { acquiredAt: day(1) })])
    expect(spans(row)).toEqual([
      [day(0), day(30)],
      [day(30), day(60)],
    ])
  })

  test('leaves nothing when it is revoked before it began', () => {
    const row = stack([fact('a'), fact('b', { acquiredAt: day(1), revokedAt: day(10) })])
    expect(spans(row)[1]).toEqual([day(30), day(30)])
  })
})

test('what lasts for ever ends when it is revoked, and is not owned for ever any more', () => {
  const ever = fact('ever', { term: 'lifetime' })
  expect(ownsForever(stack([ever]))).toBe(true)
  const revoked = stack([{ ...ever, revokedAt: day(9) }])
  expect(spans(revoked)).toEqual([[day(0), day(9)]])
  expect(ownsForever(revoked)).toBe(false)
})

test('days of grace follow what ran its course, never what was revoked or lasts for ever', () => {
  const [ran] = stack([fact('a', { graceDays: 3 })])
  expect(ran?.graceUntil).toEqual(day(33))
  const [revoked] = stack([fact('a', { graceDays: 3, revokedAt: day(5) })])
  expect(revoked?.graceUntil).toBeNull()
  const [ever] = stack([fact('a', { graceDays: 3, term: 'lifetime' })])
  expect(ever?.graceUntil).toBeNull()
})

describe('coveredUntil', () => {
  const row = stack([fact('a'), fact('b', { acquiredAt: day(1) }), fact('gone', { revokedAt: day(0) })])
  test('is the end of the last paid moment', () => expect(coveredUntil(row, day(5))).toEqual(day(60)))
  test('is nothing once it is over', () => expect(coveredUntil(row, day(60))).toBeNull())
  test('is nothing for what lasts for ever', () =>
    expect(coveredUntil(stack([fact('e', { term: 'lifetime' })]), day(5))).toBeNull())
})

describe('whatever was bought and revoked', () => {
  const timed = (list: GrantFact[]) => list.filter(({ term }) => term !== 'lifetime')

  test('each that stands lasts as long as was paid for; a revoked one never longer', () => {
    fc.assert(
      fc.property(facts, list => {
        for (const { grantId, startsAt, endsAt } of stack(list)) {
          const { term, revokedAt, acquiredAt } = list.find(({ id }) => id === grantId) as GrantFact
          const paidUntil = term === 'lifetime' ? null : addPeriod(startsAt, term)
          expect(+startsAt).toBeGreaterThanOrEqual(+acquiredAt)
          if (revokedAt === null) expect(endsAt).toEqual(paidUntil)
          else {
            const stopped = Math.max(+revokedAt, +startsAt)
            expect(endsAt).toEqual(new Date(Math.min(stopped, paidUntil ? +paidUntil : Infinity)))
          }
        }
      }),
    )
  })

  test('two never lie on the same day, and no day is left empty between them', () => {
    fc.assert(
      fc.property(facts, list => {
        const row = stack(timed(list))
        for (const [index, next] of row.entries()) {
          const before = row.slice(0, index).map(({ endsAt }) => +(endsAt as Date))
          const free = Math.max(0, ...before)
          const { acquiredAt } = list.find(({ id }) => id === next.grantId) as GrantFact
          expect(+next.startsAt).toBe(Math.max(free, +acquiredAt))
        }
      }),
    )
  })

  test('the order in which the facts are read plays no part', () => {
    const shuffled = facts.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(stack(other)).toEqual(stack(list))
      }),
    )
  })

  test('what lasts for ever pushes nobody', () => {
    fc.assert(
      fc.property(facts, list => {
        const alone = stack(timed(list))
        for (const coverage of alone) expect(placeOf(coverage.grantId, stack(list))).toEqual(coverage)
      }),
    )
  })

  test('a later purchase moves nothing that was there', () => {
    fc.assert(
      fc.property(facts, list => {
        const row = stack([...list, fact('zz', { acquiredAt: day(1000) })])
        for (const coverage of stack(list)) expect(placeOf(coverage.grantId, row)).toEqual(coverage)
      }),
    )
  })

  // case 35
  test('revoking one never shortens another, nor makes it wait longer', () => {
    const choice = someFacts.chain(list => fc.tuple(fc.constant(list), fc.nat(list.length - 1), fc.nat(500)))
    fc.assert(
      fc.property(choice, ([list, chosen, onDay]) => {
        const victim = list[chosen] as GrantFact
        fc.pre(victim.revokedAt === null && +day(onDay) >= +victim.acquiredAt)
        const less = list.map(one => (one === victim ? { ...one, revokedAt: day(onDay) } : one))
        const [before, after] = [stack(list), stack(less)]
        for (const { id, term, revokedAt } of list) {
          if (id === victim.id || revokedAt !== null) continue
          const place = placeOf(id, after)
          expect(+place.startsAt).toBeLessThanOrEqual(+placeOf(id, before).startsAt)
          expect(place.endsAt).toEqual(term === 'lifetime' ? null : addPeriod(place.startsAt, term))
        }
      }),
    )
  })
})
