import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlanFile, readPlanFile } from '../../db/plan-file.ts'
import { anyFile, laidOut, meant, problemsIn, type Written } from '../support/plan-file.ts'
import { CARD, GOOD, SLIPS, without } from '../support/plan-slips.ts'

const RULES = { allowCardForDigital: false }
const RECURRING: Written = { ...GOOD, period: 'P30D', stars: { amount: 250, recurring: true } }

/** The problems of a file whose first plan is this. */
function problemsOf(plan: Written): string[] {
  return problemsIn(JSON.stringify({ plans: [plan] })).map(({ path, message }) => `${path} ${message}`)
}

describe('a file that is right', () => {
  test('is read as it was written, whatever it says', () => {
    fc.assert(
      fc.property(anyFile, file => {
        expect(readPlanFile(laidOut(file).text, RULES)).toEqual({
          kind: 'ok',
          plans: file.plans.map(meant),
          freeMaxDevices: file.free?.max_devices ?? 1,
          warnings: [],
        })
      }),
    )
  })

  test('is the example that comes with Starpass: four plans in three languages, for Stars alone', () => {
    const file = readPlanFile(readFileSync(new URL('../../plans.json', import.meta.url), 'utf8'), RULES)
    if (file.kind !== 'ok') throw new Error(JSON.stringify(file.problems))
    expect(file.plans.map(({ code, term, stars, card }) => [code, term, stars, card])).toEqual([
      ['week', 'P7D', { amount: 75, recurring: false }, null],
      ['month', 'P1M', { amount: 250, recurring: false }, null],
      ['year', 'P1Y', { amount: 2400, recurring: false }, null],
      ['lifetime', 'lifetime', { amount: 9000, recurring: false }, null],
    ])
    for (const { title, description, features } of file.plans) {
      for (const text of [title, description, ...features])
        expect(Object.keys(text)).toEqual(['en', 'ru', 'ar'])
    }
    expect(file.warnings).toEqual([])
  })

  test('may begin with a byte order mark, and have no plans, which is said', () => {
    expect(readPlanFile('\uFEFF{ "plans": [] }', RULES)).toEqual({
      kind: 'ok',
      plans: [],
      freeMaxDevices: 1,
      warnings: ['There are no plans: nothing is on sale.'],
    })
  })

  test('has three days of grace where it may renew, unless it says otherwise, and none where it does not', () => {
    const graceOf = (plan: Written) => {
      const file: PlanFile = readPlanFile(JSON.stringify({ plans: [plan] }), RULES)
      return file.kind === 'ok' && file.plans[0]?.graceDays
    }
    expect(graceOf(RECURRING)).toBe(3)
    expect(graceOf({ ...RECURRING, grace_days: 0 })).toBe(0)
    const byCard = { ...GOOD, goods: 'service', card: CARD }
    expect(graceOf(byCard)).toBe(3)
    expect(graceOf({ ...byCard, grace_days: 10 })).toBe(10)
    expect(graceOf(GOOD)).toBe(0)
    expect(graceOf({ ...GOOD, grace_days: 0 })).toBe(0)
  })
})

describe('a slip', () => {
  test('of any kind, in any plan of any file, is told with its path on its line', () => {
    const anySlip = fc.constantFrom(...Object.values(SLIPS))
    fc.assert(
      fc.property(anyFile, fc.nat(), anySlip, (file, choice, slip) => {
        const at = choice % file.plans.length
        const [changed, inner] = slip(file.plans[at] ?? {})
        const { text, lines } = laidOut({ ...file, plans: file.plans.with(at, changed) })
        const path = `plans[${at}]${inner}`
        // What is missing is told where the object begins that misses it.
        const line = lines.get(path) ?? lines.get(path.slice(0, path.lastIndexOf('.')))
        expect(problemsIn(text)).toContainEqual(expect.objectContaining({ path, line }))
      }),
      { numRuns: 400 },
    )
  })

  test.each(Object.entries(SLIPS))('%s is the only problem of a plan that is right otherwise', (_, slip) => {
    const [changed, path] = slip(GOOD)
    const told = problemsOf(changed).map(problem => problem.split(' ')[0])
    // A card price of digital goods is wrong in itself.
    const own = told.filter(each => each !== 'plans[0].card' || path === '.card')
    expect(new Set(own)).toEqual(new Set([`plans[0]${path}`]))
  })

  test('says what to do: the range, and what stands there', () => {
    expect(problemsOf({ ...GOOD, stars: { amount: '250' } })).toEqual([
      'plans[0].stars.amount must be a whole number of Stars from 1 to 100000, it is "250"',
    ])
    expect(problemsOf({ ...GOOD, title: 'm'.repeat(100) })).toEqual([
      `plans[0].title must be a text of 1 to 32 characters (an invoice shows no more), or one per language, it is "${'m'.repeat(59)}…`,
    ])
    expect(problemsOf({ ...RECURRING, period: 'P1M' })).toEqual([
      'plans[0].period must be "P30D" for a recurring plan (Telegram knows no other), it is "P1M"',
    ])
    expect(problemsOf({ ...GOOD, code: { en: 'month' } })[0]).toMatch(/it is an object$/)
    expect(problemsOf({ ...GOOD, goods: [] })[0]).toMatch(/it is a list$/)
  })

  test('in a name is told once, with the name that was meant', () => {
    const slip = { ...without(GOOD, 'entitlements'), enttilements: ['pro'] }
    expect(problemsOf(slip)).toEqual(['plans[0].enttilements is not a field: did you mean entitlements?'])
    expect(problemsOf({ ...without(GOOD, 'max_devices'), maxDevices: 3 })).toEqual([
      'plans[0].maxDevices is not a field: did you mean max_devices?',
    ])
    expect(problemsIn('{ "plan": [] }')).toEqual([
      { line: 1, column: 3, path: 'plan', message: 'is not a field: did you mean plans?' },
    ])
    expect(problemsOf({ ...GOOD, colour: 'red' })[0]).toContain('the fields here are code, title')
  })

  test('days of grace for a plan that does not renew are refused', () => {
    expect(problemsOf({ ...GOOD, grace_days: 3 })).toEqual([
      'plans[0].grace_days must be left out: a plan that does not renew has no days of grace, it is 3',
    ])
  })

  test('two plans of one code are told with both lines', () => {
    const { text, lines } = laidOut({ plans: [GOOD, { ...GOOD, code: 'year' }, GOOD] })
    const [first, second] = [lines.get('plans[0].code'), lines.get('plans[2].code')]
    expect(problemsIn(text)).toEqual([
      {
        line: second,
        column: 15,
        path: 'plans[2].code',
        message: `is the code of two plans (lines ${first} and ${second}): change one`,
      },
    ])
  })

  test('digital goods by card stop the start, and warn where the operator takes the risk', () => {
    // case 87
    const text = JSON.stringify({ plans: [{ ...GOOD, card: CARD }] })
    expect(problemsIn(text)).toMatchObject([
      { path: 'plans[0].card', message: expect.stringContaining('ALLOW_CARD_FOR_DIGITAL=1') },
    ])
    const file = readPlanFile(text, { allowCardForDigital: true })
    expect(file).toMatchObject({
      kind: 'ok',
      warnings: [expect.stringContaining('The plan month sells digital goods')],
    })
  })

  test('a plan that costs nothing is no plan', () => {
    // case 92
    expect(problemsOf({ ...GOOD, stars: { amount: 0 } })).toHaveLength(1)
    expect(problemsOf({ ...GOOD, goods: 'service', card: { ...CARD, amount: 0 } })).toHaveLength(1)
  })

  test('the devices of those without a plan are checked too', () => {
    expect(problemsIn('{ "free": { "max_devices": "1" }, "plans": [] }')).toEqual([
      { line: 1, column: 28, path: 'free.max_devices', message: 'must be a whole number from 0, it is "1"' },
    ])
    expect(problemsIn('{ "free": {}, "plans": {} }').map(({ path }) => path)).toEqual([
      'free.max_devices',
      'plans',
    ])
  })
})
