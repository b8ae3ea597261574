import { describe, expect, test } from 'vitest'
import { type Coverage, type GrantFact, stack } from '../../db/coverage.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number))

const fact = (id: string, changes: Partial<GrantFact> = {}): GrantFact => ({
  ...{ id, term: 'P30D', graceDays: 0, acquiredAt: day(0), revokedAt: null },
  ...{ startsAt: null, endsAt: null, subscriptionId: null },
  ...changes,
})

const spans = (coverages: Coverage[]) => coverages.map(({ startsAt, endsAt }) => [startsAt, endsAt])

describe('a paid period of a subscription', () => {
  const period = (id: string, from: number, to: number, changes: Partial<GrantFact> = {}) =>
    fact(id, { startsAt: day(from), endsAt: day(to), subscriptionId: 'sub', graceDays: 3, ...changes })

  test('lies where its provider says, whatever else is there, and moves nobody before it', () => {
    const row = stack([fact('a'), period('p', 10, 40, { acquiredAt: day(11) })])
    expect(spans(row)).toEqual([
      [day(0), day(30)],
      [day(10), day(40)],
    ])
  })

  test('is followed by what is acquired later, also when others of it lie further ahead', () => {
    const late = fact('late', { acquiredAt: day(3) })
    expect(spans(stack([period('p', 0, 30), late]))[1]).toEqual([day(30), day(60)])
    const ahead = period('q', 30, 60, { acquiredAt: day(2) })
    expect(spans(stack([period('p', 0, 30), ahead, late]))[2]).toEqual([day(60), day(90)])
  })

  test('ends when it is revoked, and what is behind moves up; revoked before it began, it is as if it never was', () => {
    const late = fact('late', { acquiredAt: day(3) })
    const cut = stack([period('p', 0, 30, { revokedAt: day(10) }), late])
    expect(spans(cut)).toEqual([
      [day(0), day(10)],
      [day(10), day(40)],
    ])
    const never = stack([period('p', 20, 50, { revokedAt: day(10) }), late])
    expect(spans(never)).toEqual([
      [day(20), day(20)],
      [day(3), day(33)],
    ])
  })

  test('awaits the next only while it is the last that was paid, also when the next one went back', () => {
    const graces = (...facts: GrantFact[]) => stack(facts).map(({ graceUntil }) => graceUntil)
    expect(graces(period('p', 0, 30))).toEqual([day(33)])
    expect(graces(period('p', 0, 30), period('q', 30, 60))).toEqual([null, day(63)])
    expect(graces(period('p', 0, 30), period('q', 30, 60, { revokedAt: day(31) }))).toEqual([null, null])
    expect(graces(period('p', 0, 30), period('q', 30, 60, { subscriptionId: 'other' }))).toEqual([
      day(33),
      day(63),
    ])
  })

  // cases 69, 71
  test('that went back awaits nothing, also where it had ended by then', () => {
    const [late] = stack([period('p', 0, 30, { revokedAt: day(31) })])
    expect(late).toMatchObject({ endsAt: day(30), graceUntil: null })
  })
})
