import { type Api, Composer, InlineKeyboard } from 'grammy'
import type { Logger } from 'pino'
import type { Billing, Person } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { registerMenu } from './commands.ts'
import { asHtml, type PersonContext } from './context.ts'
import { introduce } from './introduce.ts'
import { priceOf } from './price.ts'
import { storable } from './storable.ts'
import { chosenOf, type Texts } from './texts.ts'
import { tellStory } from './why.ts'

interface AdminDependencies {
  api: Api
  texts: Texts
  logger: Logger
  billing: Billing
  adminIds: number[]
}

/** What admins may do in their private chats. For everyone else it is as if these commands were not there. */
export function admin(dependencies: AdminDependencies): Composer<PersonContext> {
  const { billing, adminIds } = dependencies
  const composer = new Composer<PersonContext>()
  const admins = composer.filter(ctx => adminIds.includes(ctx.person.id))
  admins.command('start', async (ctx, next) => {
    const { id, language } = ctx.person
    await registerMenu(dependencies, { chatId: id, isAdmin: true, language: chosenOf(language) })
    await next()
  })
  admins.command('refund', ctx => refund(ctx, billing, ctx.match.trim()))
  admins.command('find', ctx => find(ctx, billing, ctx.match.trim()))
  admins.command('why', ctx => why(ctx, billing, ctx.match.trim()))
  admins.callbackQuery(/^why:/, async ctx => {
    await acknowledge(ctx)
    await why(ctx, billing, ctx.callbackQuery.data.slice('why:'.length))
  })
  return composer
}

async function refund(ctx: PersonContext, billing: Billing, argument: string): Promise<void> {
  const [chargeId = '', ...words] = storable(argument).split(/\s+/)
  if (chargeId === '') return say(ctx, ctx.t('refund-usage'))

  const reason = words.join(' ') || ctx.plain('refund-no-reason')
  const result = await billing.requestRefund({ chargeId, requestedBy: ctx.person.id, reason })
  switch (result.kind) {
    case 'requested': {
      const vars = {
        price: priceOf(ctx, result.price),
        person: String(result.personId),
        refund: result.refundId,
      }
      return say(ctx, ctx.t('refund-requested', vars))
    }
    case 'already_requested':
      return say(ctx, ctx.t('refund-already-requested', { refund: result.refundId }))
    case 'already_refunded':
      return say(ctx, ctx.t('refund-already-refunded', { refund: result.refundId }))
    case 'unknown_charge':
      return say(ctx, ctx.t('refund-unknown', { charge: chargeId }))
  }
}

async function find(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  if (query === '') return say(ctx, ctx.t('find-usage'))
  await show(ctx, await billing.findPeople(storable(query)), query)
}

async function why(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  if (query === '') return say(ctx, ctx.t('why-usage'))
  const people = await billing.findPeople(storable(query))
  const [person] = people
  const story = person && people.length === 1 ? await billing.story(person.id) : null
  if (story) return say(ctx, tellStory(ctx, story))
  await show(ctx, people, query)
}

async function show(ctx: PersonContext, people: Person[], query: string): Promise<void> {
  if (people.length === 0) return say(ctx, ctx.t('find-none', { query }))
  const keyboard = new InlineKeyboard()
  for (const { id, firstName } of people)
    keyboard.text(ctx.plain('why-button', { name: firstName || '?', id: String(id) }), `why:${id}`).row()
  await ctx.reply(people.map(person => introduce(ctx, person)).join('\n\n'), {
    ...asHtml,
    reply_markup: keyboard,
  })
}

async function say(ctx: PersonContext, html: string): Promise<void> {
  await ctx.reply(html, asHtml)
}
