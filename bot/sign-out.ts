import { type Billing, storable } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { quoted } from './cut.ts'
import { introduce } from './introduce.ts'
import { requestOf } from './request.ts'

/** `/signout <id|@name> [reason]`: ends every session of a person's Mini App, wherever it is open. */
export async function signOut(ctx: PersonContext, billing: Billing, argument: string): Promise<void> {
  const [who = '', ...words] = storable(argument).split(/\s+/)
  const reason = words.join(' ') || ctx.plain('signout-no-reason')
  await ctx.reply(
    who === '' ? ctx.t('signout-usage') : await endSessions(ctx, billing, { who, reason }),
    asHtml,
  )
}

async function endSessions(
  ctx: PersonContext,
  billing: Billing,
  { who, reason }: { who: string; reason: string },
): Promise<string> {
  const people = await billing.findPeople(who)
  const [person] = people
  if (!person) return ctx.t('find-none', { query: quoted(who) })
  if (people.length > 1)
    return [ctx.t('signout-several'), ...people.map(one => introduce(ctx, one))].join('\n\n')

  const by = { kind: 'admin' as const, adminId: ctx.person.id, request: requestOf(ctx), reason }
  const count = await billing.sessions.endAll(person.id, by)
  return ctx.t('signout-done', { person: String(person.id), count })
}
