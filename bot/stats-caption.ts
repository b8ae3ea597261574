import type { Money, WeekFigures } from '../db/billing.ts'
import { sumIn } from './chart-money.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** The figures of the picture in words: this week, the one before, all of them. Fits Telegram's 1,024 characters. */
export function captionOf(
  speech: Speech,
  weeks: WeekFigures[],
  { shown, others }: { shown: string[]; others: string[] },
): string {
  const { t, language } = speech
  const [now, before] = [weeks.at(-1), weeks.at(-2)]
  const all = {
    fresh: sum(weeks.map(({ fresh }) => fresh)),
    lapsed: sum(weeks.map(({ lapsed }) => lapsed)),
  }
  const currencies = new Intl.ListFormat(language, { type: 'conjunction' }).format(others)
  return [
    ...(now
      ? [
          [
            t('stats-caption-now', { from: now.startsAt }),
            ...moneyLines(speech, [now], shown),
            t('stats-people-now', peopleIn(now)),
          ],
        ]
      : []),
    ...(before
      ? [
          [
            t('stats-caption-before'),
            ...moneyLines(speech, [before], shown),
            t('stats-people', peopleIn(before)),
          ],
        ]
      : []),
    [
      t('stats-caption-all', { count: weeks.length }),
      ...moneyLines(speech, weeks, shown),
      t('stats-people-all', all),
    ],
    ...(others.length > 0 ? [[t('stats-others', { currencies })]] : []),
  ]
    .map(lines => lines.join('\n'))
    .join('\n\n')
}

function moneyLines(speech: Speech, weeks: WeekFigures[], currencies: string[]): string[] {
  const { t } = speech
  const earned = pricesOf(speech, currencies.map(amountOf(weeks, 'revenue')))
  const back = pricesOf(speech, currencies.map(amountOf(weeks, 'refunded')))
  return [
    earned === '' ? t('stats-earned-nothing') : t('stats-earned', { prices: earned }),
    ...(back === '' ? [] : [t('stats-returned', { prices: back })]),
  ]
}

function amountOf(weeks: WeekFigures[], what: 'revenue' | 'refunded'): (currency: string) => Money {
  return currency => ({ amount: sumIn(weeks, what, currency), currency })
}

function pricesOf(speech: Speech, amounts: Money[]): string {
  return amounts
    .filter(({ amount }) => amount > 0)
    .map(money => priceOf(speech, money))
    .join(' · ')
}

function peopleIn({ active, fresh, lapsed }: WeekFigures) {
  return { active, fresh, lapsed }
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
