import { InlineKeyboard } from 'grammy'
import { type Billing, textIn } from '../db/billing.ts'
import { fromApp } from './app.ts'
import { parallel } from './card-news.ts'
import { asHtml, type PersonContext } from './context.ts'
import { holdingsOf } from './holdings.ts'
import { manageRows } from './manage.ts'
import { priceOf } from './price.ts'
import { type Item, isOpen, itemsOf, owedOf } from './status-item.ts'
import { lineOf } from './status-line.ts'
import type { Speech } from './texts.ts'

interface StatusDependencies {
  billing: Billing
  appUrl: string | null
  now: () => Date
}

/** What somebody has, what becomes of it by itself, and what they may do about it. */
export async function showStatus(
  ctx: PersonContext,
  { billing, now, appUrl }: StatusDependencies,
): Promise<void> {
  const [access, subscriptions] = await Promise.all([
    billing.accessOf(ctx.person.id),
    billing.cards.subscriptionsOf(ctx.person.id),
  ])
  const items = itemsOf(holdingsOf(access, now()), access, subscriptions)
  const titles = await billing.planTitles(items.map(({ plan }) => plan))
  const titleOf = ({ plan }: Item) => textIn(titles.get(plan) ?? plan, ctx.language)
  const lines = items.map(item => lineOf(ctx, item, titleOf(item), now()))
  const beside = subscriptions.filter(({ renews }) => renews)
  const plans = beside.map(({ plan: { title }, rail }) => ({ title, rail }))
  const warning = beside.length > 1 ? [parallel(ctx, { kind: 'parallel', plans })] : []
  await ctx.reply([heading(ctx, items), ...lines, ...warning, advice(ctx, items)].join('\n\n'), {
    ...asHtml,
    reply_markup: buttons(ctx, items, appUrl),
  })
}

function heading({ t }: Speech, items: Item[]): string {
  if (items.length === 0) return t('status-free')
  return items.some(item => isOpen(item) || owedOf(item)) ? t('status-title') : t('status-lapsed')
}

/** What to do next. */
function advice({ t }: Speech, items: Item[]): string {
  if (items.some(owedOf)) return t('status-pay')
  const open = items.filter(isOpen)
  if (open.length === 0) return t('status-buy')
  return open.every(({ until, subscription }) => until === null || subscription?.renews)
    ? t('status-settled')
    : t('status-extend')
}

function buttons(ctx: PersonContext, items: Item[], appUrl: string | null): InlineKeyboard {
  const owed = items.map(owedOf).filter(one => one !== null)
  const pay = owed.map(({ price, payUrl }) => [
    InlineKeyboard.url(ctx.plain('pay-late-button', { price: priceOf(ctx, price) }), payUrl),
  ])
  const manage = items.some(({ subscription }) => subscription) ? manageRows(ctx, appUrl) : []
  const rest = fromApp(ctx, appUrl).text(ctx.plain('plans-button'), 'plans')
  return InlineKeyboard.from([...pay, ...manage]).append(rest)
}
