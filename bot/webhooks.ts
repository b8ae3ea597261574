import { InlineKeyboard } from 'grammy'
import { type Billing, type Delivery, storable } from '../db/billing.ts'
import { abridge } from './abridge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { quoted } from './cut.ts'
import { deliveryWords, endpointWords } from './delivery-words.ts'
import { introduce } from './introduce.ts'
import { resendButton } from './resend-button.ts'
import type { Speech } from './texts.ts'

/** How many deliveries one message shows at most, and how many stand below the endpoints. */
const SHOWN = 8
const LATEST = 4

/** `/webhooks [id|@name|event]`: how it goes with what other services are told; what they were told of this. */
export async function webhooks(ctx: PersonContext, billing: Billing, query: string): Promise<void> {
  if (query === '') return await overview(ctx, billing)
  const { outgoing } = billing
  const isPerson = /^\d+$/.test(query)
  const found = isPerson ? [] : await outgoing.deliveries({ query, limit: SHOWN + 1 })
  if (found.length > 0) return await list(ctx, ctx.t('webhooks'), found)

  const people = await billing.findPeople(storable(query))
  const [person] = people
  const unknown = () => [ctx.t('webhooks-unknown', { query: quoted(query) }), ctx.t('webhooks-usage')]
  if (!person) return await say(ctx, unknown())
  if (people.length > 1)
    return await say(ctx, [ctx.t('webhooks-several'), ...people.map(one => introduce(ctx, one))])
  const theirs = await outgoing.deliveries({ query: String(person.id), limit: SHOWN + 1 })
  if (theirs.length === 0) return await say(ctx, [introduce(ctx, person), ctx.t('webhooks-nothing')])
  await list(ctx, introduce(ctx, person), theirs)
}

async function overview(ctx: PersonContext, { outgoing }: Billing): Promise<void> {
  const endpoints = await outgoing.endpoints()
  const head = ctx.t('webhooks')
  if (endpoints.length === 0) return await say(ctx, [head, ctx.t('webhooks-none')])

  const latest = await outgoing.deliveries({ query: '', limit: LATEST })
  const standings = endpoints.map(standing => endpointWords(ctx, standing))
  const shown = fitting(head, [...standings, ...numbered(ctx, latest)])
  const behind = endpoints.filter(({ waiting, givenUp }) => waiting + givenUp > 0)
  const keyboard = InlineKeyboard.from([
    againButtons(ctx, latest.slice(0, Math.max(shown.length - standings.length, 0))),
    ...behind.map(({ endpointId, url }) => [resendButton(ctx, { endpointId, url })]),
  ])
  const how = latest.length > 0 ? [ctx.t('webhooks-how')] : []
  await say(ctx, [head, ...shown, [...how, ctx.t('webhooks-usage')].join('\n')], keyboard)
}

async function list(ctx: PersonContext, head: string, found: Delivery[]): Promise<void> {
  const deliveries = found.slice(0, SHOWN)
  const shown = fitting(head, numbered(ctx, deliveries))
  const earlier = found.length > shown.length ? [ctx.t('webhooks-earlier')] : []
  const buttons = againButtons(ctx, deliveries.slice(0, shown.length))
  const keyboard = InlineKeyboard.from([buttons.slice(0, SHOWN / 2), buttons.slice(SHOWN / 2)])
  await say(ctx, [head, ...shown, ...earlier, ctx.t('webhooks-how')], keyboard)
}

/** As many of the first as one message holds. */
function fitting(head: string, passages: string[]): string[] {
  // What is left out there are the first.
  return abridge(
    passages.toReversed().map((text): [string] => [text]),
    head,
  ).told.toReversed()
}

function numbered(speech: Speech, deliveries: Delivery[]): string[] {
  return deliveries.map((delivery, at) => deliveryWords(speech, delivery, at + 1))
}

function againButtons({ plain }: Speech, deliveries: Delivery[]) {
  return deliveries.map(({ deliveryId }, at) =>
    InlineKeyboard.text(plain('delivery-again-button', { number: at + 1 }), `resend:${deliveryId}`),
  )
}

async function say(ctx: PersonContext, words: string[], keyboard = new InlineKeyboard()): Promise<void> {
  const isEmpty = keyboard.inline_keyboard.flat().length === 0
  await ctx.reply(words.join('\n\n'), isEmpty ? asHtml : { ...asHtml, reply_markup: keyboard })
}
