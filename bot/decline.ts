import { type PlanTerms, textIn } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { onSale, planButtons, type Sale } from './sale.ts'

/** Why a plan cannot be sold to somebody, on either rail. What they subscribe to already is told by `beside.ts`. */
export type Refusal =
  | { kind: 'unknown_plan' | 'not_sold_on_rail' }
  | { kind: 'owned_forever'; plan: Pick<PlanTerms, 'title'> }
  | { kind: 'too_many'; retryAfterSeconds: number }

export async function decline(
  ctx: PersonContext,
  sale: Sale,
  { planCode, refusal }: { planCode: string; refusal: Refusal },
): Promise<void> {
  switch (refusal.kind) {
    case 'unknown_plan':
      return choose(ctx, sale, ctx.t('buy-unknown', { code: planCode }))
    case 'not_sold_on_rail':
      return choose(ctx, sale, ctx.t('buy-not-here'))
    case 'owned_forever':
      return say(ctx, ctx.t('buy-owned', { title: textIn(refusal.plan.title, ctx.language) }))
    case 'too_many':
      return say(ctx, ctx.t('buy-too-many', { seconds: refusal.retryAfterSeconds }))
  }
}

/** Lists what can be bought here below a sentence, for a tap instead of a code. */
export async function choose(ctx: PersonContext, sale: Sale, sentence: string): Promise<void> {
  const plans = await onSale(sale)
  if (plans.length === 0) return say(ctx, ctx.t('plans-none'))
  await ctx.reply(sentence, { ...asHtml, reply_markup: planButtons(ctx, plans, sale.card) })
}

export async function say(ctx: PersonContext, html: string): Promise<void> {
  await ctx.reply(html, asHtml)
}
