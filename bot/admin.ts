import { Composer } from 'grammy'
import { acknowledge } from './acknowledge.ts'
import { auditTrail } from './audit-trail.ts'
import { balance } from './balance.ts'
import type { PersonContext } from './context.ts'
import type { BotParts } from './dependencies.ts'
import type { DeskContext } from './desk-context.ts'
import { askForgetThem, forgetThem } from './forget-them.ts'
import { grant } from './grant.ts'
import { find, why } from './lookup.ts'
import { reconcileDesk } from './reconcile-desk.ts'
import { refund } from './refund.ts'
import { refundTalk } from './refund-talk.ts'
import { resending } from './resend.ts'
import { revoke } from './revoke.ts'
import { signOut } from './sign-out.ts'
import { stats } from './stats.ts'
import { webhooks } from './webhooks.ts'

/** What admins may do in their private chats. For everyone else it is as if these commands were not there. */
export function admin(dependencies: BotParts): Composer<PersonContext> {
  const { billing, adminIds } = dependencies
  const composer = new Composer<PersonContext>()
  const admins = composer.filter((ctx): ctx is DeskContext => adminIds.includes(ctx.person.id))
  admins.use(refundTalk(dependencies))
  admins.command('find', ctx => find(ctx, billing, ctx.match.trim()))
  admins.command('why', ctx => why(ctx, billing, ctx.match.trim()))
  admins.callbackQuery(/^why:/, async ctx => {
    await acknowledge(ctx)
    await why(ctx, billing, ctx.callbackQuery.data.slice('why:'.length))
  })
  admins.command('refund', ctx => refund(ctx, billing, ctx.match.trim()))
  admins.command('grant', ctx => grant(ctx, billing, ctx.match.trim()))
  admins.command('revoke', ctx => revoke(ctx, billing, ctx.match.trim()))
  admins.command('signout', ctx => signOut(ctx, billing, ctx.match.trim()))
  admins.command('balance', ctx => balance(ctx, billing))
  admins.command('audit', ctx => auditTrail(ctx, billing, ctx.match.trim()))
  admins.command('reconcile', reconcileDesk(dependencies))
  admins.command('stats', ctx => stats(ctx, billing))
  admins.command('webhooks', ctx => webhooks(ctx, billing, ctx.match.trim()))
  const resend = resending(dependencies)
  admins.callbackQuery(/^resend:([0-9a-f-]{36})$/, ctx => resend(ctx, { deliveryId: `${ctx.match[1]}` }))
  admins.callbackQuery(/^resend-all:([0-9a-f-]{36})$/, ctx => resend(ctx, { endpointId: `${ctx.match[1]}` }))
  // Without a name it is about themselves, as for everybody.
  admins.command('forget').filter(
    ({ match }) => match.trim() !== '',
    ctx => askForgetThem(ctx, billing, ctx.match.trim()),
  )
  admins.callbackQuery(/^forget:(\d+)$/, ctx => forgetThem(ctx, billing, Number(ctx.match[1])))
  return composer
}
