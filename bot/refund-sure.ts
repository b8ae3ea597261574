import type { RefundForesight } from '../db/billing.ts'
import { foresightOf } from './foresight.ts'
import { mention } from './introduce.ts'
import { payWords } from './pay-words.ts'
import { priceOf } from './price.ts'
import { railOf } from './rail-words.ts'
import { type Answer, type Desk, isBack, type Step, type StepAt, type View, wayOut } from './refund-step.ts'
import { refusalOf, resultOf } from './refund-words.ts'

type Open = Extract<RefundForesight, { kind: 'open' }>

/** Last: the whole of it on one page, and a button that does it. */
export async function askSure({ ctx, billing }: Desk, step: StepAt<'sure'>): Promise<View> {
  const foresight = await billing.foreseeRefund(step.chargeId)
  if (foresight.kind !== 'open')
    return { html: refusalOf(ctx, foresight, step.chargeId), rows: [wayOut(ctx, 'back')] }

  const { person, paidAt } = foresight
  const words = payWords(ctx, foresight)
  const who = { html: mention(ctx, person) }
  const html = [
    ctx.t('refund-sure', { price: words.price, who }),
    ctx.t('refund-sure-facts', { plan: words.plan, at: paidAt, reason: step.reason }),
    ...(await notes({ ctx, billing }, step, foresight)),
    foresightOf(ctx, foresight),
  ]
  const give = { label: ctx.plain('refund-give-button', { price: words.price }), value: 'give' }
  return { html: html.join('\n\n'), rows: [[give], wayOut(ctx, 'back')] }
}

/** What else comes with it. What is held paid for no period, so nothing that renews ends with it. */
async function notes(desk: Desk, step: StepAt<'sure'>, foresight: Open): Promise<string[]> {
  const isByCard = railOf(foresight) === 'card'
  const mayEnd = foresight.quarantine === null && (isByCard || (await renewsInStars(desk, step)))
  return [
    ...(isByCard ? await cardNotes(desk, step) : []),
    ...(mayEnd ? [desk.ctx.t('refund-sure-renewal')] : []),
  ]
}

async function renewsInStars({ billing }: Desk, { personId }: StepAt<'sure'>): Promise<boolean> {
  const theirs = await billing.cards.subscriptionsOf(personId)
  return theirs.some(({ rail, renews }) => rail === 'stars' && renews)
}

/** What is otherwise than with Stars: parts may have gone back before, and a bank takes its time. */
async function cardNotes({ ctx, billing }: Desk, { personId, chargeId }: StepAt<'sure'>): Promise<string[]> {
  const payments = (await billing.story(personId))?.payments ?? []
  const payment = payments.find(one => one.chargeId === chargeId)
  const back = payment ? { amount: payment.refunded, currency: payment.price.currency } : null
  const part = back && back.amount > 0 ? [ctx.t('refund-sure-part', { back: priceOf(ctx, back) })] : []
  return [...part, ctx.t('refund-sure-card')]
}

export async function hearSure(
  { ctx, billing }: Desk,
  { personId, chargeId, reason }: StepAt<'sure'>,
  answer: Answer,
): Promise<Step | null> {
  if (isBack(answer)) return { at: 'why', personId, chargeId }
  if (answer.kind !== 'pressed' || answer.text !== 'give') return null
  const { request } = answer
  const result = await billing.requestRefund({ chargeId, requestedBy: ctx.person.id, reason, request })
  return { at: 'over', html: resultOf(ctx, result, chargeId) }
}
