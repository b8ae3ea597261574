import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import { type Billing, type Subscription, textIn } from '../db/billing.ts'
import { fromApp } from './app.ts'
import { parallel } from './card-news.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { BotCard } from './dependencies.ts'
import { holdingsOf } from './holdings.ts'
import { manageRows } from './manage.ts'
import { priceOf } from './price.ts'
import { adviceFor } from './status-advice.ts'
import { type Item, isOpen, isStopped, itemsOf, owedOf } from './status-item.ts'
import { lineOf } from './status-line.ts'
import { allowButton, stopRows } from './stop-buttons.ts'
import type { Speech } from './texts.ts'

interface StatusDependencies {
  billing: Billing
  card: BotCard | null
  appUrl: string | null
  now: () => Date
}

/** What somebody has, what becomes of it by itself, and what they may do about it. */
export async function showStatus(
  ctx: PersonContext,
  { billing, card, now, appUrl }: StatusDependencies,
): Promise<void> {
  const [access, subscriptions, onSale] = await Promise.all([
    billing.accessOf(ctx.person.id),
    billing.cards.subscriptionsOf(ctx.person.id),
    billing.catalog(),
  ])
  const items = itemsOf(holdingsOf(access, now()), access, subscriptions)
  const titles = await billing.planTitles(items.map(({ plan }) => plan))
  const titleOf = ({ plan }: Item) => textIn(titles.get(plan) ?? plan, ctx.language)
  const lines = items.map(item => lineOf(ctx, item, titleOf(item), now()))
  const beside = subscriptions.filter(({ renews }) => renews)
  // Whatever may be charged counts, also where it went back and its stop was refused.
  const isParallel = beside.length > 1
  const warning = isParallel ? [parallel(ctx, { kind: 'parallel', plans: beside.map(besideOf) })] : []
  const advice = adviceFor(ctx, items, { now: now(), appUrl, onSale, card, isParallel })
  const text = [heading(ctx, items), ...lines, ...warning, ...(advice === null ? [] : [advice])]
  const keyboard = InlineKeyboard.from([
    ...payRows(ctx, items),
    ...renewalRows(ctx, { items, beside, appUrl }),
    ...(items.some(({ subscription }) => subscription) ? manageRows(ctx, appUrl) : []),
  ]).append(fromApp(ctx, appUrl).text(ctx.plain('plans-button'), 'plans'))
  await ctx.reply(text.join('\n\n'), { ...asHtml, reply_markup: keyboard })
}

function besideOf({ plan: { title }, rail, periodEndsAt }: Subscription) {
  return { title, rail, ...(periodEndsAt && { until: periodEndsAt.toISOString() }) }
}

function heading({ t }: Speech, items: Item[]): string {
  if (items.length === 0) return t('status-free')
  return items.some(item => isOpen(item) || owedOf(item) || item.subscription?.renews)
    ? t('status-title')
    : t('status-lapsed')
}

function payRows(speech: Speech, items: Item[]): InlineKeyboardButton[][] {
  const owed = items.map(owedOf).filter(one => one !== null)
  return owed.map(({ price, payUrl }) => [
    InlineKeyboard.url(speech.plain('pay-late-button', { price: priceOf(speech, price) }), payUrl),
  ])
}

/**
 * To stop what renews, or let it renew again. By card the app leads to where that is done, with all else about it; here
 * it is done where there is no app, and where somebody pays for two at once (case 36).
 */
function renewalRows(
  speech: Speech,
  { items, beside, appUrl }: { items: Item[]; beside: Subscription[]; appUrl: string | null },
): InlineKeyboardButton[][] {
  const here = beside.filter(({ rail }) => rail === 'stars' || appUrl === null || beside.length > 1)
  const stopped = items
    .filter(item => isOpen(item) && isStopped(item))
    .flatMap(({ subscription }) => (subscription?.stoppedByUs ? [subscription] : []))
  return [
    ...stopRows(
      speech,
      here.map(({ id, plan: { title }, periodEndsAt }) => ({ id, title, until: periodEndsAt })),
    ),
    ...stopped.map(({ id, plan }) => [allowButton(speech, { id, title: plan.title })]),
  ]
}
