import { Composer, InlineKeyboard } from 'grammy'
import { type Billing, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { wayOf } from './rail-words.ts'
import { requestOfButton } from './request.ts'
import { rewrite } from './rewrite.ts'
import type { Speech } from './texts.ts'

interface ForgetDependencies {
  billing: Billing
  adminIds: number[]
}

/** `/forget`: has what we know of a person deleted at their own wish, once they have read what that means (case 86). */
export function forget({ billing, adminIds }: ForgetDependencies): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  composer.command('forget', ctx => ask(ctx, billing, adminIds.includes(ctx.person.id)))
  composer.callbackQuery('forget:me', async ctx => {
    await acknowledge(ctx)
    const personId = ctx.person.id
    const result = await billing.forget({ personId, askedBy: personId, request: requestOfButton(ctx) })
    if (result.kind === 'unknown_person') throw new Error(`${personId} pressed a button and is not known`)
    await rewrite(ctx, begun(ctx, result.renewals))
  })
  composer.callbackQuery('forget:keep', async ctx => {
    await acknowledge(ctx)
    await rewrite(ctx, ctx.t('forget-kept'))
  })
  return composer
}

async function ask(ctx: PersonContext, billing: Billing, isAdmin: boolean): Promise<void> {
  const { t, plain } = ctx
  const words = [
    t('forget-ask'),
    ...(await renewalsOf(ctx, billing, ctx.person.id)),
    t('forget-anew'),
    ...(isAdmin ? [t('forget-hint')] : []),
  ]
  const keyboard = new InlineKeyboard()
    .text(plain('forget-button'), 'forget:me')
    .row()
    .text(plain('forget-keep-button'), 'forget:keep')
  await ctx.reply(words.join('\n\n'), { ...asHtml, reply_markup: keyboard })
}

/** What would be stopped, on either rail; nothing where nothing renews. */
export async function renewalsOf(speech: Speech, billing: Billing, personId: number): Promise<string[]> {
  const { t, language } = speech
  const renewing = (await billing.cards.subscriptionsOf(personId)).filter(({ renews }) => renews)
  const items = renewing.map(({ plan, rail }) =>
    t('forget-renews-item', { title: textIn(plan.title, language), way: wayOf(speech, rail) }),
  )
  return items.length > 0 ? [[t('forget-renews'), ...items].join('\n')] : []
}

function begun({ t }: Speech, renewals: number): string {
  return renewals > 0 ? t('forget-begun-renewals', { count: renewals }) : t('forget-begun')
}
