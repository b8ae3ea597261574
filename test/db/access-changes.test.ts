import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessAt } from '../../db/access.ts'
import { type Acquired, accessChanges, type Told } from '../../db/access-changes.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000)

const held = (from: number, to: number | null, changes: Partial<Acquired> = {}): Acquired => ({
  ...{ grantId: `${from}-${to}`, plan: 'month', source: 'stars', keys: ['pro'] },
  ...{ startsAt: day(from), endsAt: to === null ? null : day(to), graceUntil: null, acquiredAt: day(from) },
  ...changes,
})

/** Looks at these days, each time at what is held then; what is told is `type on day`. */
function toldOn(looks: [day: number, held: Acquired[], movedAt?: number][], from = -1): string[] {
  let [told, since]: [Told, number] = [{}, from]
  return looks.flatMap(([on, all, movedAt = on]) => {
    const look = { held: all, told, since: day(since), now: day(on), movedAt: day(movedAt) }
    const found = accessChanges(look)
    told = found.told
    since = on
    return found.changes.map(({ type, happenedAt }) => `${type} ${(+happenedAt - +day(0)) / 86_400_000}`)
  })
}

describe('what time does to access', () => {
  const renewing = held(0, 30, { graceUntil: day(33) })

  test('is told as of the instant it did it, however late somebody looks', () => {
    expect(toldOn([[50, [held(0, 30)]]])).toEqual([])
    expect(
      toldOn([
        [10, [held(5, 30)]],
        [50, [held(5, 30)]],
      ]),
    ).toEqual(['access.granted 5', 'access.ended 30'])
  })

  test('ends it with its days of grace, not before', () => {
    const looks = [29, 30, 32].map((on): [number, Acquired[]] => [on, [renewing]])
    expect(toldOn(looks)).toEqual(['access.granted 0'])
    expect(toldOn([...looks, [40, [renewing]]])).toEqual(['access.granted 0', 'access.ended 33'])
  })

  test('and a renewal undid before anybody looked was never an end', () => {
    const renewed = [held(0, 30), held(31, 61)]
    expect(
      toldOn([
        [10, [renewing]],
        [40, renewed, 31],
      ]),
    ).toEqual(['access.granted 0', 'access.extended 31'])
  })

  test('is looked for when it comes next, and never where nothing comes', () => {
    const next = (all: Acquired[], on: number) =>
      accessChanges({ held: all, told: {}, since: day(-1), now: day(on), movedAt: null }).next
    expect([-1, 0, 30, 33].map(on => next([renewing], on))).toEqual([day(0), day(30), day(33), null])
    expect(next([held(0, null)], 5)).toBeNull()
  })
})

test('what a hand or a refund does is told as of when it did', () => {
  const before = held(0, 60)
  expect(
    toldOn([
      [1, [before]],
      [21, [held(0, 30)], 20],
      [26, [held(0, 25)], 25],
    ]),
  ).toEqual(['access.granted 0', 'access.shortened 20', 'access.ended 25'])
  // Taken back as it began: nothing of it is left on the calendar.
  expect(
    toldOn([
      [1, [before]],
      [3, [], 2],
    ]),
  ).toEqual(['access.granted 0', 'access.ended 2'])
})

test('what is dated back is told as of when it was heard of, and not at all where it is over', () => {
  expect(toldOn([[10, [held(3, 33, { acquiredAt: day(8) })]]])).toEqual(['access.granted 8'])
  expect(toldOn([[40, [held(3, 33, { acquiredAt: day(39) })]]])).toEqual([])
})

test('for ever is longer than any date, and any date is shorter than for ever', () => {
  const forever = held(2, null, { plan: 'lifetime' })
  expect(
    toldOn([
      [1, [held(0, 30)]],
      [2, [held(0, 30), forever]],
      [3, [held(0, 30)]],
    ]),
  ).toEqual(['access.granted 0', 'access.extended 2', 'access.shortened 3'])
})

test('whoever keeps what they are told last knows what is so, at any look, whatever happened between', () => {
  const stretch = fc
    .record({
      from: fc.nat(15),
      lasts: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 8 }),
      grace: fc.constantFrom(0, 0, 3),
      keys: fc.subarray(['pro', 'chat'], { minLength: 1 }),
    })
    .map(({ from, lasts, grace, keys }) => {
      const graceUntil = lasts === null || grace === 0 ? null : day(from + lasts + grace)
      return held(from, lasts === null ? null : from + lasts, { keys, graceUntil })
    })
  const looks = fc.array(fc.tuple(fc.nat(6), fc.array(stretch, { maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(looks, lives => {
      let [told, since, on]: [Told, number, number] = [{}, -1, 0]
      for (const [passed, all] of lives) {
        on += passed
        const found = accessChanges({ held: all, told, since: day(since), now: day(on), movedAt: null })
        for (const { happenedAt, access, type } of found.changes) {
          expect(+happenedAt).toBeGreaterThanOrEqual(+day(since))
          expect(+happenedAt).toBeLessThanOrEqual(+day(on))
          expect(access.active).toBe(type !== 'access.ended')
          told = { ...told, [access.key]: access }
        }
        expect(told).toEqual(found.told)
        expect(openIn(told)).toEqual(openNow(all, on))
        since = on
      }
    }),
    { numRuns: 300 },
  )
})

function openIn(told: Told): string[] {
  return Object.values(told)
    .filter(({ active }) => active)
    .map(({ key, endsAt }) => `${key} ${endsAt}`)
    .sort()
}

function openNow(all: Acquired[], on: number): string[] {
  return accessAt(all, day(on))
    .filter(({ active }) => active)
    .map(({ key, endsAt }) => `${key} ${endsAt?.toISOString() ?? null}`)
}
