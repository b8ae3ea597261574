import type { Act, Billing } from '../db/billing.ts'
import { storable } from '../db/billing.ts'
import { abridge } from './abridge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { cut, quoted } from './cut.ts'
import type { Speech } from './texts.ts'

/** `/audit [id]`: what admins did, to whom, why, and what came of it; the newest first. */
export async function auditTrail(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  const acts = await billing.actsAbout(storable(query))
  const none = query === '' ? ctx.t('audit-empty') : ctx.t('audit-none', { query: quoted(query) })
  if (acts.length === 0) return void (await ctx.reply([none, ctx.t('audit-usage')].join('\n\n'), asHtml))

  const head = ctx.t('audit')
  const { told, left } = abridge(
    acts.toReversed().map(act => [entry(ctx, act)]),
    head,
  )
  const more = left > 0 ? [ctx.t('why-earlier', { count: left })] : []
  await ctx.reply([head, ...told.toReversed(), ...more].join('\n\n'), asHtml)
}

function entry(speech: Speech, act: Act): string {
  const { t } = speech
  const vars = { at: act.doneAt, admin: String(act.adminId), person: String(act.personId) }
  return [
    actLine(speech, act, vars),
    t('audit-reason', { reason: cut(act.reason, 300) }),
    ...outcome(speech, act),
    t('audit-id', { id: act.actId }),
  ].join('\n')
}

type Vars = { at: Date; admin: string; person: string }

function actLine({ t }: Speech, act: Act, vars: Vars): string {
  switch (act.kind) {
    case 'refund':
      return t('audit-refund', { ...vars, charge: act.chargeId ?? '?', plan: act.planCode ?? '?' })
    case 'grant':
      return t('audit-grant', { ...vars, grant: act.grantId ?? '?', plan: act.planCode ?? '?' })
    case 'revoke':
      return t('audit-revoke', { ...vars, grant: act.grantId ?? '?', plan: act.planCode ?? '?' })
    case 'sign_out':
      return t('audit-sign-out', { ...vars, count: act.endedSessions ?? 0 })
    case 'forget':
      return t('audit-forget', vars)
  }
}

/** What came of it, where that was not settled by the act itself. */
function outcome({ t }: Speech, { kind, result, detail, until }: Act): string[] {
  if (kind === 'revoke' || kind === 'sign_out' || kind === 'forget') return []
  if (kind === 'grant') return [until === null ? t('audit-forever') : t('audit-until', { until })]
  if (result === null) return [t('audit-waiting')]
  return [result === 'succeeded' ? t('audit-refunded') : t('audit-refused', { detail: detail ?? '?' })]
}
