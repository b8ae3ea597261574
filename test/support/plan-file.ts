import fc from 'fast-check'
import type { PlanTerms } from '../../db/plan.ts'
import { type PlanProblem, readPlanFile } from '../../db/plan-file.ts'

/** A plan as the file says it. */
export type Written = Record<string, unknown>

/** JSON as an editor lays it out, and the line of every value and name, kept while it is written. */
export function laidOut(value: unknown): { text: string; lines: Map<string, number> } {
  const lines = new Map<string, number>()
  let text = ''
  const lay = (part: unknown, path: string, indent: string) => {
    lines.set(path, text.split('\n').length)
    if (typeof part !== 'object' || part === null || Object.keys(part).length === 0) {
      text += JSON.stringify(part)
      return
    }
    const isList = Array.isArray(part)
    text += isList ? '[' : '{'
    for (const [index, [name, inner]] of Object.entries(part).entries()) {
      text += `${index > 0 ? ',' : ''}\n${indent}  ${isList ? '' : `${JSON.stringify(name)}: `}`
      lay(inner, isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`, `${indent}  `)
    }
    text += `\n${indent}${isList ? ']' : '}'}`
  }
  lay(value, '', '')
  return { text, lines }
}

const word = (most: number) =>
  fc
    .string({ minLength: 1, maxLength: most, unit: 'grapheme' })
    .filter(text => text.trim() !== '' && text.length <= most)

const text = (most: number) =>
  fc.oneof(
    word(most),
    fc.record({ en: word(most), ru: word(most), 'pt-br': word(most) }, { requiredKeys: ['en'] }),
  )

const period = fc.oneof(
  fc.constantFrom('lifetime', 'P1M', 'P1Y', 'P7D', 'P2W', 'P1Y6M', 'P100Y'),
  fc.integer({ min: 1, max: 999 }).map(days => `P${days}D`),
)

const common = {
  code: fc.stringMatching(/^[a-z0-9_]{1,32}$/),
  title: text(32),
  description: text(255),
  features: fc.array(text(80), { maxLength: 3 }),
  entitlements: fc.uniqueArray(fc.stringMatching(/^[a-z0-9_.-]{1,64}$/), { minLength: 1, maxLength: 3 }),
  max_devices: fc.nat(),
}

const alwaysThere = [...(Object.keys(common) as (keyof typeof common)[]), 'period', 'goods'] as const

const oneOff = fc.record({
  ...common,
  period,
  goods: fc.constantFrom('digital', 'physical', 'service'),
  stars: fc.record(
    { amount: fc.integer({ min: 1, max: 100_000 }), recurring: fc.constant(false) },
    { requiredKeys: ['amount'] },
  ),
})

const recurring = fc.record(
  {
    ...common,
    period: fc.constant('P30D'),
    goods: fc.constantFrom('digital', 'physical', 'service'),
    grace_days: fc.integer({ min: 0, max: 365 }),
    stars: fc.record({ amount: fc.integer({ min: 1, max: 10_000 }), recurring: fc.constant(true) }),
  },
  { requiredKeys: [...alwaysThere, 'stars'] },
)

const byCard = fc.record(
  {
    ...common,
    period,
    goods: fc.constantFrom('physical', 'service'),
    grace_days: fc.integer({ min: 0, max: 365 }),
    card: fc.record({
      price: fc.stringMatching(/^price_[A-Za-z0-9]{1,20}$/),
      amount: fc.integer({ min: 1 }),
      currency: fc.constantFrom('usd', 'EUR', 'Gbp', 'JPY'),
    }),
  },
  { requiredKeys: [...alwaysThere, 'card'] },
)

/** Any file that is right. */
export const anyFile = fc.record(
  {
    free: fc.record({ max_devices: fc.nat() }),
    plans: fc.uniqueArray(fc.oneof(oneOff, recurring, byCard), {
      minLength: 1,
      maxLength: 4,
      selector: plan => plan.code,
    }),
  },
  { requiredKeys: ['plans'] },
) as fc.Arbitrary<{ free?: { max_devices: number }; plans: Written[] }>

/** What must be read from it: the same, in our names and with what was left out. */
export function meant(plan: Written): PlanTerms {
  const { max_devices, period, grace_days, stars, card, ...same } = plan as unknown as {
    max_devices: number
    period: string
    grace_days?: number
    stars?: { amount: number; recurring?: boolean }
    card?: { price: string; amount: number; currency: string }
  } & Pick<PlanTerms, 'code' | 'title' | 'description' | 'features' | 'entitlements' | 'goods'>
  return {
    ...same,
    maxDevices: max_devices,
    term: period,
    graceDays: grace_days ?? (stars?.recurring || card ? 3 : 0),
    stars: stars ? { amount: stars.amount, recurring: stars.recurring ?? false } : null,
    card: card ? { ...card, currency: card.currency.toUpperCase() } : null,
  }
}

/** What is wrong in the text of a file; nothing, when it is right. */
export function problemsIn(text: string, rules = { allowCardForDigital: false }): PlanProblem[] {
  const file = readPlanFile(text, rules)
  return file.kind === 'bad' ? file.problems : []
}
