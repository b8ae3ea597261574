import { type Billing, storable } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { resultOf } from './refund-words.ts'
import { requestOf } from './request.ts'

/** `/refund <charge id> [reason]`: at once. Without the id it is a conversation (`refund-talk.ts`). */
export async function refund(ctx: PersonContext, billing: Billing, argument: string): Promise<void> {
  const [chargeId = '', ...words] = storable(argument).split(/\s+/)
  const reason = words.join(' ') || ctx.plain('refund-reason-none')
  const asked = { chargeId, requestedBy: ctx.person.id, reason, request: requestOf(ctx) }
  await ctx.reply(resultOf(ctx, await billing.requestRefund(asked), chargeId), asHtml)
}
