import { Composer } from 'grammy'
import { type Billing, type PlanTerms, STARS, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { fromApp } from './app.ts'
import { asHtml, type PersonContext } from './context.ts'
import { type Holding, holdingsOf } from './holdings.ts'
import { choose, offer, withdraw } from './invoice.ts'
import { planIn } from './links.ts'
import { priceOf } from './price.ts'
import { onSale, planButtons, starsOf } from './sale.ts'
import { termOf } from './term.ts'
import type { Speech } from './texts.ts'

interface ShopDependencies {
  billing: Billing
  now: () => Date
  appUrl: string | null
}

/** From the first hello to the invoice. */
export function shop(dependencies: ShopDependencies): Composer<PersonContext> {
  const { billing, appUrl } = dependencies
  const composer = new Composer<PersonContext>()
  composer.command('start', async ctx => {
    const plan = planIn(ctx.match)
    if (plan !== null) return offer(ctx, billing, plan)
    return ctx.match === 'plans' ? showPlans(ctx, dependencies) : greet(ctx, appUrl)
  })
  composer.command('plans', ctx => showPlans(ctx, dependencies))
  composer.callbackQuery('plans', async ctx => {
    await acknowledge(ctx)
    await showPlans(ctx, dependencies)
  })
  composer.command('buy', ctx => buy(ctx, billing, ctx.match.trim()))
  composer.callbackQuery(/^buy:/, async ctx => {
    await acknowledge(ctx)
    await offer(ctx, billing, ctx.callbackQuery.data.slice('buy:'.length))
  })
  composer.callbackQuery(/^cancel:/, ctx =>
    withdraw(ctx, billing, ctx.callbackQuery.data.slice('cancel:'.length)),
  )
  return composer
}

async function greet(ctx: PersonContext, appUrl: string | null): Promise<void> {
  const keyboard = fromApp(ctx, appUrl)
    .text(ctx.plain('plans-button'), 'plans')
    .text(ctx.plain('status-button'), 'status')
  const vars = { name: ctx.person.firstName, bot: ctx.me.first_name }
  await ctx.reply(ctx.t('start', vars), { ...asHtml, reply_markup: keyboard })
}

async function buy(ctx: PersonContext, billing: Billing, code: string): Promise<void> {
  if (code !== '') return offer(ctx, billing, code)
  const plans = await onSale(billing)
  const [only, ...others] = plans
  if (only && others.length === 0) return offer(ctx, billing, only.code)
  return choose(ctx, plans, ctx.t('buy-choose'))
}

async function showPlans(ctx: PersonContext, { billing, now }: ShopDependencies): Promise<void> {
  const [plans, access] = await Promise.all([onSale(billing), billing.accessOf(ctx.person.id)])
  if (plans.length === 0) return void (await ctx.reply(ctx.t('plans-none'), asHtml))

  const held = holdingsOf(access, now()).filter(({ state }) => state !== 'ended')
  const cards = plans.map(plan =>
    card(
      ctx,
      plan,
      held.find(holding => holding.plan === plan.code),
    ),
  )
  const text = [ctx.t('plans-title'), ...cards, ctx.t('plans-how')].join('\n\n')
  await ctx.reply(text, { ...asHtml, reply_markup: planButtons(ctx, plans) })
}

function card(speech: Speech, plan: PlanTerms, held: Holding | undefined): string {
  const { t, language } = speech
  const price = priceOf(speech, { amount: starsOf(plan), currency: STARS })
  const description = textIn(plan.description, language)
  const lines = [
    t('plan-head', { title: textIn(plan.title, language), price, term: termOf(speech, plan.term) }),
  ]
  if (description !== '') lines.push(t('plan-text', { text: description }))
  for (const feature of plan.features) lines.push(t('plan-feature', { feature: textIn(feature, language) }))
  if (held) lines.push(held.until === null ? t('plan-held-forever') : t('plan-held', { until: held.until }))
  return lines.join('\n')
}
