import type { Api } from 'grammy'
import { type Billing, STARS } from '../db/billing.ts'
import { cardBlock, transferLine } from './balance-card.ts'
import { asHtml, type PersonContext } from './context.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

type Account = Awaited<ReturnType<Billing['balances']>>[number]
type Comparison = Awaited<ReturnType<Billing['compareBalance']>>

const TILL = { rail: 'stars', currency: STARS } as const

/** `/balance`: what the ledger says, beside what Telegram says it holds for us, and what may explain a difference. */
export async function balance(ctx: PersonContext, billing: Billing): Promise<void> {
  const held = await starsHeld(ctx.api)
  const compared = held === null ? null : await billing.compareBalance({ ...TILL, amount: held })
  const accounts = await billing.balances()
  const [ours, others] = [accounts.filter(isTill), accounts.filter(account => !isTill(account))]
  const elsewhere = Map.groupBy(others, ({ rail, currency }) => `${rail} ${currency}`)
  const blocks = [
    ctx.t('balance'),
    amountLines(ctx, ours, STARS, compared).join('\n'),
    verdict(ctx, compared),
    ...elsewhere
      .values()
      .map(group => (group[0]?.rail === 'card' ? cardBlock(ctx, group) : block(ctx, group))),
  ]
  await ctx.reply(blocks.join('\n\n'), asHtml)
}

/** How many Stars Telegram holds for us; null when it does not say. What is less than a whole Star does not count. */
async function starsHeld(api: Api): Promise<number | null> {
  try {
    return (await api.getMyStarBalance()).amount
  } catch {
    // Not swallowed: whoever asked reads it, and the next reconciliation logs it.
    return null
  }
}

function isTill({ rail, currency }: Account): boolean {
  return rail === TILL.rail && currency === TILL.currency
}

/** Charges in a currency Stars never have are held in quarantine, beside the till. */
function block(speech: Speech, accounts: Account[]): string {
  const [{ rail, currency } = TILL] = accounts
  return [
    speech.t('balance-other', { rail, currency }),
    ...amountLines(speech, accounts, currency, null),
  ].join('\n')
}

/** Cash is a debit, what was earned and what is owed are credits: shown, each is what there is of it. */
function amountLines(
  speech: Speech,
  accounts: Account[],
  currency: string,
  compared: Comparison | null,
): string[] {
  const { t } = speech
  const amountOf = (name: Account['account']) =>
    accounts.find(({ account }) => account === name)?.balance ?? 0
  const price = (amount: number) => priceOf(speech, { amount, currency })
  return [
    t('balance-cash', { price: price(amountOf('cash')) }),
    ...(compared ? [t('balance-telegram', { price: price(compared.provider) })] : []),
    t('balance-parts', { earned: price(0 - amountOf('sales')), held: price(0 - amountOf('suspense')) }),
    ...transferLine(speech, price, amountOf('transfers')),
  ]
}

function verdict(speech: Speech, compared: Comparison | null): string {
  const { t } = speech
  if (compared === null) return t('balance-silent')
  if (compared.drift === 0) return t('balance-agrees')
  const difference = priceOf(speech, { amount: Math.abs(compared.drift), currency: STARS })
  return compared.drift > 0 ? t('balance-less', { difference }) : t('balance-more', { difference })
}
