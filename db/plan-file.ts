import { type ParseError, parseTree } from 'jsonc-parser'
import type { PlanTerms } from './plan.ts'
import { type PlanProblem, Reading, type Spot } from './plan-reading.ts'
import { refuseSyntax } from './plan-syntax.ts'
import { readDevices, readPlan } from './plan-terms.ts'

export type { PlanProblem } from './plan-reading.ts'

export type PlanFile =
  | { kind: 'ok'; plans: PlanTerms[]; freeMaxDevices: number; warnings: string[] }
  /** Every problem of the file, from its top to its end. */
  | { kind: 'bad'; problems: PlanProblem[] }

/** What a person without a plan may have, where the file does not say. */
const FREE_MAX_DEVICES = 1

/**
 * Checks the text of `plans.json` and reads the plans in it, in the order of the shop.
 * Digital goods with a card price are refused, unless the operator takes it upon themselves: Telegram's terms for
 * bots (6.2) want Stars for digital goods sold inside Telegram. Then each is a warning (case 87).
 */
export function readPlanFile(text: string, rules: { allowCardForDigital: boolean }): PlanFile {
  const errors: ParseError[] = []
  const json = text.replace(/^\uFEFF/, '')
  const root = parseTree(json, errors, { disallowComments: true, allowTrailingComma: false })
  const reading = new Reading(json, errors.length === 0)
  refuseSyntax(json, errors, reading)
  const file = reading.object(root && { node: root, path: '' }, { required: ['plans'], optional: ['free'] })
  const free = reading.object(file('free'), { required: ['max_devices'] })
  const freeMaxDevices = file('free') ? readDevices(reading, free('max_devices')) : FREE_MAX_DEVICES
  const spots = reading.list(file('plans'))
  const read = spots.map(spot => readPlan(reading, spot, rules))
  refuseDoubles(reading, read)
  if (reading.problems.length > 0) return { kind: 'bad', problems: reading.inOrder() }
  const plans = read.map(each => each.plan)
  return { kind: 'ok', plans, freeMaxDevices, warnings: warningsOf(plans) }
}

function refuseDoubles(reading: Reading, read: ReturnType<typeof readPlan>[]): void {
  const firsts = new Map<string, Spot>()
  for (const { spot, plan } of read) {
    if (!spot || plan.code === '') continue
    const first = firsts.get(plan.code)
    if (!first) firsts.set(plan.code, spot)
    else
      reading.refuse(spot, `is the code of two plans (${reading.lines(first.node, spot.node)}): change one`)
  }
}

function warningsOf(plans: PlanTerms[]): string[] {
  const warnings = plans
    .filter(plan => plan.goods === 'digital' && plan.card)
    .map(
      plan =>
        `The plan ${plan.code} sells digital goods by card. Telegram forbids that inside Telegram ` +
        '(Terms of Service for bots, 6.2); ALLOW_CARD_FOR_DIGITAL puts the risk on you.',
    )
  return plans.length === 0 ? ['There are no plans: nothing is on sale.'] : warnings
}
