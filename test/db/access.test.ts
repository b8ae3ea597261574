import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessAt, type Held } from '../../db/access.ts'

const DAY_MS = 86_400_000
const day = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * DAY_MS)

const held = (from: number, to: number | null, changes: Partial<Held> = {}): Held => ({
  grantId: `${from}-${to}`,
  plan: 'month',
  source: 'stars',
  keys: ['pro'],
  startsAt: day(from),
  endsAt: to === null ? null : day(to),
  graceUntil: null,
  ...changes,
})

function proAt(stretches: Held[], on: number) {
  return accessAt(stretches, day(on))[0]
}

test('somebody who never had anything has no keys', () => {
  expect(accessAt([], day(0))).toEqual([])
})

test('what touches or overlaps is one unbroken stretch, made of its grants', () => {
  const pro = proAt([held(0, 30), held(30, 60), held(45, 75, { plan: 'year', source: 'manual' })], 10)
  expect(pro).toEqual({
    key: 'pro',
    plan: 'month',
    active: true,
    startsAt: day(0),
    endsAt: day(75),
    inGrace: false,
    source: 'stars',
    grants: [
      { grantId: '0-30', plan: 'month', source: 'stars', startsAt: day(0), endsAt: day(30) },
      { grantId: '30-60', plan: 'month', source: 'stars', startsAt: day(30), endsAt: day(60) },
      { grantId: '45-75', plan: 'year', source: 'manual', startsAt: day(45), endsAt: day(75) },
    ],
  })
})

test('a gap ends the stretch: what comes after it is not promised yet', () => {
  const stretches = [held(0, 30), held(40, 70)]
  expect(proAt(stretches, 10)).toMatchObject({ active: true, startsAt: day(0), endsAt: day(30) })
  expect(proAt(stretches, 35)).toMatchObject({ active: false, startsAt: day(0), endsAt: day(30) })
  expect(proAt(stretches, 40)).toMatchObject({ active: true, startsAt: day(40), endsAt: day(70) })
})

test('the first instant is inside, the last is not', () => {
  expect(proAt([held(0, 30)], 0)?.active).toBe(true)
  expect(proAt([held(0, 30)], 30)?.active).toBe(false)
})

// case 104
test('what lapsed says when it ended', () => {
  expect(proAt([held(0, 30)], 90)).toMatchObject({ active: false, plan: 'month', endsAt: day(30) })
})

test('what has not begun says when it will', () => {
  expect(proAt([held(10, 40)], 5)).toMatchObject({ active: false, startsAt: day(10), endsAt: day(40) })
})

test('what lasts for ever has no end, and is named before what ends', () => {
  const pro = proAt([held(0, 30), held(5, null, { plan: 'lifetime' }), held(10, 400, { plan: 'year' })], 12)
  expect(pro).toMatchObject({ active: true, startsAt: day(0), endsAt: null, plan: 'lifetime' })
})

test('the plan named is one that has begun, though a later one lasts longer', () => {
  expect(proAt([held(0, 30), held(30, 400, { plan: 'year' })], 12)?.plan).toBe('month')
  expect(proAt([held(0, 30), held(30, 400, { plan: 'year' })], 31)?.plan).toBe('year')
})

test('each key has its own answer', () => {
  const both = held(0, 30, { keys: ['pro', 'chat'] })
  const access = accessAt([both, held(30, 60, { keys: ['chat'], plan: 'chat' })], day(40))
  expect(access.map(({ key, active, endsAt }) => [key, active, endsAt])).toEqual([
    ['chat', true, day(60)],
    ['pro', false, day(30)],
  ])
})

describe('days of grace', () => {
  const renewing = held(0, 30, { graceUntil: day(33) })

  test('keep access open after the paid time, and say so', () => {
    expect(proAt([renewing], 29)).toMatchObject({ active: true, inGrace: false, endsAt: day(30) })
    expect(proAt([renewing], 32)).toMatchObject({ active: true, inGrace: true, endsAt: day(30) })
    expect(proAt([renewing], 33)).toMatchObject({ active: false, inGrace: false, endsAt: day(30) })
  })

  test('are not needed where something else is paid for', () => {
    expect(proAt([renewing, held(31, 61)], 32)).toMatchObject({ active: true, inGrace: false })
  })

  test('are not cut short by something else that began and ended meanwhile', () => {
    expect(proAt([renewing, held(31, 32)], 32)).toMatchObject({ active: true, inGrace: true })
  })
})

describe('whatever somebody holds', () => {
  const stretch = fc
    .record({
      from: fc.nat(15),
      lasts: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 }),
      grace: fc.constantFrom(0, 0, 5),
      keys: fc.subarray(['pro', 'chat'], { minLength: 1 }),
    })
    .map(({ from, lasts, grace, keys }) => {
      const graceUntil = lasts === null || grace === 0 ? null : day(from + lasts + grace)
      return held(from, lasts === null ? null : from + lasts, { keys, graceUntil })
    })
  const stretches = fc.array(stretch, { maxLength: 6 })

  test('a key is open when any grant of it is paid for or in its days of grace', () => {
    fc.assert(
      fc.property(stretches, all => {
        for (let on = 0; on < 30; on++) {
          for (const { key, active, inGrace } of accessAt(all, day(on))) {
            const begun = all.filter(({ keys, startsAt }) => keys.includes(key) && startsAt <= day(on))
            const paid = begun.some(({ endsAt }) => endsAt === null || day(on) < endsAt)
            const grace = begun.some(({ graceUntil }) => graceUntil !== null && day(on) < graceUntil)
            const expected = { key, active: paid || grace, inGrace: grace && !paid }
            expect({ key, active, inGrace }).toEqual(expected)
          }
        }
      }),
    )
  })

  test('the paid time shown is unbroken, as long as can be, and around now while it is paid for', () => {
    fc.assert(
      fc.property(stretches, fc.nat(30), (all, on) => {
        for (const { key, active, inGrace, startsAt, endsAt } of accessAt(all, day(on))) {
          const paidOn = (when: Date) =>
            all.some(
              one =>
                one.keys.includes(key) && one.startsAt <= when && (one.endsAt === null || when < one.endsAt),
            )
          const end = endsAt ?? day(60)
          for (let at = +startsAt; at < +end; at += DAY_MS) expect(paidOn(new Date(at))).toBe(true)
          expect(paidOn(new Date(+startsAt - 1))).toBe(false)
          expect(paidOn(end)).toBe(endsAt === null)
          if (active && !inGrace) expect(startsAt <= day(on) && day(on) < end).toBe(true)
        }
      }),
    )
  })

  test('the order in which it is read plays no part', () => {
    const shuffled = stretches.chain(all =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    const shown = (all: Held[], on: number) =>
      accessAt(all, day(on)).map(({ key, active, inGrace, startsAt, endsAt }) => ({
        key,
        active,
        inGrace,
        startsAt,
        endsAt,
      }))
    fc.assert(
      fc.property(shuffled, fc.nat(30), ([all, other], on) => {
        expect(shown(other, on)).toEqual(shown(all, on))
      }),
    )
  })
})
