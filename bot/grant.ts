import { type Billing, type PlanTerms, storable, textIn } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { quoted } from './cut.ts'
import { introduce } from './introduce.ts'
import { requestOf } from './request.ts'
import type { Speech } from './texts.ts'

/** `/grant <id|@name> <plan> <reason>`: one term of a plan, without payment. */
export async function grant(ctx: PersonContext, billing: Billing, argument: string): Promise<void> {
  const [who = '', planCode = '', ...words] = storable(argument).split(/\s+/)
  const reason = words.join(' ')
  await ctx.reply(
    reason === '' ? usage(ctx, await billing.catalog()) : await give(ctx, billing, { who, planCode, reason }),
    asHtml,
  )
}

async function give(
  ctx: PersonContext,
  billing: Billing,
  { who, planCode, reason }: { who: string; planCode: string; reason: string },
): Promise<string> {
  const people = await billing.findPeople(who)
  const [person] = people
  if (!person) return ctx.t('grant-stranger', { query: quoted(who) })
  if (people.length > 1)
    return [ctx.t('grant-several'), ...people.map(one => introduce(ctx, one))].join('\n\n')

  const [personId, grantedBy, catalog] = [person.id, ctx.person.id, await billing.catalog()]
  const result = await billing.grant({ personId, planCode, grantedBy, reason, request: requestOf(ctx) })
  switch (result.kind) {
    case 'granted': {
      const plan = catalog.find(({ code }) => code === planCode)
      const title = plan ? textIn(plan.title, ctx.language) : planCode
      const vars = { title, person: String(personId), grant: result.grantId }
      return result.until
        ? ctx.t('grant-done', { ...vars, until: result.until })
        : ctx.t('grant-done-forever', vars)
    }
    case 'unknown_plan':
      return [ctx.t('buy-unknown', { code: quoted(planCode) }), list(ctx, catalog)].join('\n')
    case 'unknown_person':
      return ctx.t('grant-stranger', { query: quoted(who) })
  }
}

function usage(speech: Speech, catalog: PlanTerms[]): string {
  const [first] = catalog
  return first
    ? [speech.t('grant-usage', { plan: first.code }), list(speech, catalog)].join('\n')
    : speech.t('plans-none')
}

function list({ t, language }: Speech, catalog: PlanTerms[]): string {
  return catalog
    .map(({ code, title }) => t('grant-plan', { code, title: textIn(title, language) }))
    .join('\n')
}
