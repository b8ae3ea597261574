import { InlineKeyboard } from 'grammy'
import { type Billing, type Person, storable } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { quoted } from './cut.ts'
import { introduce, nameOf } from './introduce.ts'
import { tellStory } from './why.ts'

/** `/find`: who it is, by any id of theirs or by a name. */
export async function find(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  if (query === '') return void (await ctx.reply(ctx.t('find-usage'), asHtml))
  await list(ctx, await billing.findPeople(storable(query)), query)
}

/** `/why`: the whole story of one person; of several, which one. */
export async function why(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  if (query === '') return void (await ctx.reply(ctx.t('why-usage'), asHtml))
  const people = await billing.findPeople(storable(query))
  const [person] = people
  const story = person && people.length === 1 ? await billing.story(person.id) : null
  if (story) return void (await ctx.reply(tellStory(ctx, story), asHtml))
  await list(ctx, people, query)
}

/** The people found, each with a button that tells their story. */
async function list(ctx: PersonContext, people: Person[], query: string): Promise<void> {
  if (people.length === 0) return void (await ctx.reply(ctx.t('find-none', { query: quoted(query) }), asHtml))
  const keyboard = new InlineKeyboard()
  for (const person of people) {
    const vars = { name: nameOf(person) || '?', id: String(person.id) }
    keyboard.text(ctx.plain('why-button', vars), `why:${person.id}`).row()
  }
  await ctx.reply(people.map(person => introduce(ctx, person)).join('\n\n'), {
    ...asHtml,
    reply_markup: keyboard,
  })
}
