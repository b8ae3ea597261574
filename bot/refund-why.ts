import { storable } from '../db/billing.ts'
import { cut } from './cut.ts'
import { foresightOf } from './foresight.ts'
import { mention } from './introduce.ts'
import { payWords } from './pay-words.ts'
import {
  type Answer,
  choiceOf,
  type Desk,
  isBack,
  type Step,
  type StepAt,
  type View,
  wayOut,
} from './refund-step.ts'
import { refusalOf } from './refund-words.ts'
import type { Speech } from './texts.ts'

const LONGEST_REASON = 300

/** Third: what they would lose, and why it is to be. */
export async function askWhy({ ctx, billing }: Desk, { chargeId }: StepAt<'why'>): Promise<View> {
  const foresight = await billing.foreseeRefund(chargeId)
  if (foresight.kind !== 'open')
    return { html: refusalOf(ctx, foresight, chargeId), rows: [wayOut(ctx, 'back')] }

  const { person, paidAt } = foresight
  const who = { html: mention(ctx, person) }
  const head = ctx.t('refund-why-head', { ...payWords(ctx, foresight), at: paidAt, who })
  return {
    html: [head, foresightOf(ctx, foresight), ctx.t('refund-why')].join('\n\n'),
    rows: [...reasonsIn(ctx).map((label, index) => [{ label, value: `why=${index}` }]), wayOut(ctx, 'back')],
  }
}

export function hearWhy({ ctx }: Desk, step: StepAt<'why'>, answer: Answer): Step | null {
  const { personId, chargeId } = step
  if (isBack(answer)) return { at: 'which', personId, page: 0 }
  const chosen = choiceOf('why', answer)
  const typed = answer.kind === 'typed' ? cut(storable(answer.text.trim()), LONGEST_REASON) : ''
  const reason = chosen === null ? typed : reasonsIn(ctx)[Number(chosen)]
  return reason ? { at: 'sure', personId, chargeId, reason } : null
}

/** The usual ones, for a tap. In the books they stand in the admin's own language, as those typed do. */
function reasonsIn({ plain }: Speech): string[] {
  return [
    plain('refund-reason-mistake'),
    plain('refund-reason-broken'),
    plain('refund-reason-twice'),
    plain('refund-reason-none'),
  ]
}
