import { Composer } from 'grammy'
import { type PlanTerms, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { fromApp } from './app.ts'
import { asHtml, type PersonContext } from './context.ts'
import { choose } from './decline.ts'
import { type Holding, holdingsOf } from './holdings.ts'
import { withdraw } from './invoice.ts'
import { planIn } from './links.ts'
import { offer, type Wish } from './offer.ts'
import { onSale, planButtons, pricesOf, type Sale, type Ways, waysOf } from './sale.ts'
import { termOf } from './term.ts'
import type { Speech } from './texts.ts'

interface ShopDependencies extends Sale {
  now: () => Date
}

/** From the first hello to the invoice. */
export function shop(dependencies: ShopDependencies): Composer<PersonContext> {
  const { billing, appUrl } = dependencies
  const composer = new Composer<PersonContext>()
  composer.command('start', async ctx => {
    const plan = planIn(ctx.match)
    if (plan !== null) return offer(ctx, dependencies, plan)
    return ctx.match === 'plans' ? showPlans(ctx, dependencies) : greet(ctx, appUrl)
  })
  composer.command('plans', ctx => showPlans(ctx, dependencies))
  composer.callbackQuery('plans', async ctx => {
    await acknowledge(ctx)
    await showPlans(ctx, dependencies)
  })
  composer.command('buy', ctx => buy(ctx, dependencies, ctx.match.trim()))
  for (const [button, wish] of Object.entries(BUTTONS))
    composer.callbackQuery(new RegExp(`^${button}:`), async ctx => {
      await acknowledge(ctx)
      await offer(ctx, dependencies, ctx.callbackQuery.data.slice(button.length + 1), wish)
    })
  composer.callbackQuery(/^cancel:/, ctx =>
    withdraw(ctx, billing, ctx.callbackQuery.data.slice('cancel:'.length)),
  )
  return composer
}

/** Buttons that stand for a plan, by what is wished of it. */
const BUTTONS: Record<string, Wish> = {
  buy: {},
  stars: { by: 'stars' },
  card: { by: 'card' },
  anyway: { by: 'card', anyway: true },
  'anyway-stars': { by: 'stars', anyway: true },
}

async function greet(ctx: PersonContext, appUrl: string | null): Promise<void> {
  const keyboard = fromApp(ctx, appUrl)
    .text(ctx.plain('plans-button'), 'plans')
    .text(ctx.plain('status-button'), 'status')
  const vars = { name: ctx.person.firstName, bot: ctx.me.first_name }
  await ctx.reply(ctx.t('start', vars), { ...asHtml, reply_markup: keyboard })
}

async function buy(ctx: PersonContext, sale: Sale, code: string): Promise<void> {
  if (code !== '') return offer(ctx, sale, code)
  const [only, ...others] = await onSale(sale)
  if (only && others.length === 0) return offer(ctx, sale, only.code)
  return choose(ctx, sale, ctx.t('buy-choose'))
}

async function showPlans(ctx: PersonContext, dependencies: ShopDependencies): Promise<void> {
  const { billing, card, now } = dependencies
  const [plans, access] = await Promise.all([onSale(dependencies), billing.accessOf(ctx.person.id)])
  if (plans.length === 0) return void (await ctx.reply(ctx.t('plans-none'), asHtml))

  const held = holdingsOf(access, now()).filter(({ state }) => state !== 'ended')
  const shown = plans.map(plan => ({ plan, ways: waysOf(plan, card) }))
  const leaves = shown.map(({ plan, ways }) =>
    leaf(
      ctx,
      plan,
      ways,
      held.find(holding => holding.plan === plan.code),
    ),
  )
  const once = shown.every(({ ways }) => ways.card === null && !ways.stars?.renews)
  const how = once ? ctx.t('plans-how') : ctx.t('plans-how-renewing')
  const text = [ctx.t('plans-title'), ...leaves, how].join('\n\n')
  await ctx.reply(text, { ...asHtml, reply_markup: planButtons(ctx, plans, card) })
}

/** One plan in the list. */
function leaf(speech: Speech, plan: PlanTerms, ways: Ways, held: Holding | undefined): string {
  const { t, language } = speech
  const description = textIn(plan.description, language)
  const vars = { title: textIn(plan.title, language), price: pricesOf(speech, ways) }
  const lines = [t('plan-head', { ...vars, term: termOf(speech, plan.term) })]
  if (description !== '') lines.push(t('plan-text', { text: description }))
  for (const feature of plan.features) lines.push(t('plan-feature', { feature: textIn(feature, language) }))
  lines.push(...renewal(speech, ways))
  if (held) lines.push(held.until === null ? t('plan-held-forever') : t('plan-held', { until: held.until }))
  return lines.join('\n')
}

/** Which of the ways to pay for it go on by themselves. */
function renewal({ t }: Speech, { stars, card }: Ways): string[] {
  const ways = [stars, card].filter(way => way !== null)
  if (!ways.some(({ renews }) => renews)) return []
  if (ways.every(({ renews }) => renews)) return [t('plan-renews')]
  return [card?.renews ? t('plan-renews-by-card') : t('plan-renews-by-stars')]
}
