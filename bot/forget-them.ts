import { InlineKeyboard } from 'grammy'
import { type Billing, storable } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { quoted } from './cut.ts'
import { renewalsOf } from './forget.ts'
import { introduce } from './introduce.ts'
import { requestOfButton } from './request.ts'
import { rewrite } from './rewrite.ts'

/** `/forget <id|@name>`: asks an admin whether they mean this person. */
export async function askForgetThem(ctx: PersonContext, billing: Billing, who: string): Promise<void> {
  const people = await billing.findPeople(storable(who))
  const [person] = people
  if (!person) return void (await ctx.reply(ctx.t('find-none', { query: quoted(who) }), asHtml))
  if (people.length > 1) {
    const several = [ctx.t('forget-several'), ...people.map(one => introduce(ctx, one))]
    return void (await ctx.reply(several.join('\n\n'), asHtml))
  }
  const words = [
    ctx.t('forget-them-ask'),
    introduce(ctx, person),
    ctx.t('forget-them-what'),
    ...(await renewalsOf(ctx, billing, person.id)),
  ]
  const keyboard = new InlineKeyboard()
    .text(ctx.plain('forget-them-button', { person: String(person.id) }), `forget:${person.id}`)
    .row()
    .text(ctx.plain('forget-keep-button'), 'forget:keep')
  await ctx.reply(words.join('\n\n'), { ...asHtml, reply_markup: keyboard })
}

/** An admin has pressed the button that does it. */
export async function forgetThem(ctx: PersonContext, billing: Billing, personId: number): Promise<void> {
  await acknowledge(ctx)
  const person = String(personId)
  const result = await billing.forget({ personId, askedBy: ctx.person.id, request: requestOfButton(ctx) })
  await rewrite(
    ctx,
    result.kind === 'forgetting'
      ? ctx.t('forget-them-begun', { person, count: result.renewals })
      : ctx.t('forget-unknown', { person }),
  )
}
