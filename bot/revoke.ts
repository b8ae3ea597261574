import { type Billing, storable } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { cut, quoted } from './cut.ts'
import { requestOf } from './request.ts'

/** `/revoke <grant id> <reason>`: takes back what was given by hand. What was paid for ends with its refund. */
export async function revoke(ctx: PersonContext, billing: Billing, argument: string): Promise<void> {
  const [grantId = '', ...words] = storable(argument).split(/\s+/)
  const reason = words.join(' ')
  if (reason === '') return say(ctx, ctx.t('revoke-usage'))

  const asked = { grantId, revokedBy: ctx.person.id, reason, request: requestOf(ctx) }
  const result = await billing.revoke(asked)
  switch (result.kind) {
    case 'revoked':
      return say(ctx, ctx.t('revoke-done', { grant: grantId }))
    case 'already_revoked':
      return say(ctx, ctx.t('revoke-already', { grant: grantId }))
    case 'unknown_grant':
      return say(ctx, ctx.t('revoke-unknown', { grant: quoted(grantId) }))
    case 'paid':
      return say(ctx, ctx.t('revoke-paid', { charge: result.chargeId, reason: cut(reason, 300) }))
  }
}

async function say(ctx: PersonContext, html: string): Promise<void> {
  await ctx.reply(html, asHtml)
}
