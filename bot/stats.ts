import { InputFile } from 'grammy'
import { type Billing, STARS, type WeekFigures } from '../db/billing.ts'
import { pngOf } from './chart-png.ts'
import { drawWeeks } from './chart-weeks.ts'
import type { PersonContext } from './context.ts'
import { captionOf } from './stats-caption.ts'

const WEEKS = 12
/** More would be too small to read on a phone. */
const CURRENCIES = 4

/** `/stats`: the weeks of the shop as a picture, with the figures in words below it. */
export async function stats(ctx: PersonContext, billing: Billing): Promise<void> {
  const weeks = await billing.weeks(WEEKS)
  const { shown, others } = currenciesIn(weeks)
  const picture = await pngOf(drawWeeks(ctx, weeks, shown))
  const caption = captionOf(ctx, weeks, { shown, others })
  await ctx.replyWithPhoto(new InputFile(picture, 'weeks.png'), { caption, parse_mode: 'HTML' })
}

/** What to show: Stars first, then what moved in most weeks. */
export function currenciesIn(weeks: WeekFigures[]): { shown: string[]; others: string[] } {
  const moved = weeks.flatMap(({ revenue, refunded }) => [
    ...new Set([...revenue, ...refunded].map(({ currency }) => currency)),
  ])
  const weight = new Map<string, number>()
  for (const currency of moved) weight.set(currency, (weight.get(currency) ?? 0) + 1)
  const all = [...weight]
    .sort(([a, often], [b, oftener]) => rank(b) - rank(a) || oftener - often || a.localeCompare(b))
    .map(([currency]) => currency)
  if (all.length === 0) return { shown: [STARS], others: [] }
  return { shown: all.slice(0, CURRENCIES), others: all.slice(CURRENCIES) }
}

function rank(currency: string): number {
  return currency === STARS ? 1 : 0
}
