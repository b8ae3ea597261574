import { Resvg } from '@resvg/resvg-js'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../bot/chart-pen.ts'
import { pngOf } from '../../bot/chart-png.ts'
import { drawWeeks } from '../../bot/chart-weeks.ts'
import { currenciesIn } from '../../bot/stats.ts'
import { captionOf } from '../../bot/stats-caption.ts'
import type { WeekFigures } from '../../db/billing.ts'
import { ar, en, ru } from './speech.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** So many weeks that end in the one of 16 November 2026. */
function weeks(count: number, figures: (at: number) => Partial<WeekFigures> = () => ({})): WeekFigures[] {
  return Array.from({ length: count }, (_, at) => ({
    startsAt: new Date(Date.UTC(2026, 10, 16) - (count - 1 - at) * WEEK_MS),
    ...{ revenue: [], refunded: [], active: 0, fresh: 0, lapsed: 0 },
    ...figures(at),
  }))
}

const money = (amount: number, currency = 'XTR') => ({ amount, currency })
const textsIn = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words)
const bare = (html: string) => html.replace(/<[^>]*>/g, '')

/** As much as there ever could be, in words as long as they come. */
const HUGE = ['XTR', 'EUR', 'KWD', 'KGS']
/** How many of the least make one. */
const WHOLE: Record<string, number> = { XTR: 1, KWD: 1000 }
const huge = weeks(12, at => ({
  revenue: HUGE.map(currency => money(Number.MAX_SAFE_INTEGER / 16 - at, currency)),
  refunded: HUGE.map(currency => money(Number.MAX_SAFE_INTEGER / 32 - at, currency)),
  ...{ active: 9_876_543 - at, fresh: 1_234_567, lapsed: 1_134_567 },
}))

/** The longest that is still written out. */
const long = weeks(12, at => ({
  revenue: HUGE.map(currency => money(9_999_999 * (WHOLE[currency] ?? 100) - at, currency)),
  refunded: HUGE.map(currency => money(8_888_888 * (WHOLE[currency] ?? 100) - at, currency)),
  ...{ active: 9_876_543 - at, fresh: 1_234_567, lapsed: 1_134_567 },
}))

describe('the picture of the weeks', () => {
  test.each([
    ['in English', en, HUGE],
    ['in Russian', ru, HUGE],
    ['in Arabic', ar, HUGE],
    ['of two currencies', ru, HUGE.slice(0, 2)],
    ['of one', ar, HUGE.slice(0, 1)],
  ])('%s has no words that run over an edge or into one another, however long', (_, speech, currencies) => {
    for (const shop of [huge, long]) {
      const svg = drawWeeks(speech, shop, currencies)
      const drawn = boxOf(svg.replace(/<rect[^>]*>/g, ''))
      expect(drawn.x).toBeGreaterThan(20)
      expect(drawn.x + drawn.width).toBeLessThan(1060)
      // What room there is for words is reckoned by this.
      for (const [text, size, weight, words] of svg.matchAll(TEXT)) {
        const reckoned = widthOf(unmarked(words), Number(size), weight !== undefined)
        expect(boxOf(`${HEAD}${text}</svg>`).width, words).toBeLessThan(reckoned)
      }
    }
  })

  test('is a PNG as wide as a phone, and Telegram takes its size', async () => {
    const png = await pngOf(drawWeeks(en, huge, HUGE))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    expect(width).toBe(1440)
    expect(height).toBeLessThan(2 * width)
  })

  test('says what matters: this week, the last one, all of them, what went back, who came and who went', () => {
    const shop = weeks(12, at => ({
      revenue: [money(100 * at), money(999, 'EUR')],
      refunded: at === 5 ? [money(250)] : [],
      ...{ active: 20 + at, fresh: 3, lapsed: at === 11 ? 2 : 0 },
    }))
    const said = textsIn(drawWeeks(en, shop, ['XTR', 'EUR']))
    expect(said).toEqual(expect.arrayContaining(['Stars, this week', '1,100', '1,000', '6,600', '250']))
    expect(said).toEqual(expect.arrayContaining(['EUR, this week', '€9.99', '€119.88']))
    expect(said).toEqual(expect.arrayContaining(['With access now', '31', 'New this week', '3', '2']))
    expect(said).toEqual(expect.arrayContaining(['now', '2 Nov', '19 Oct']))
  })

  test('of a shop that has sold nothing says so', () => {
    const said = textsIn(drawWeeks(ru, weeks(12), ['XTR']))
    expect(said).toEqual(
      expect.arrayContaining(['За эти недели продаж не было', 'Доступа пока ни у кого нет']),
    )
  })

  test('runs from right to left in Arabic, time as well as words', () => {
    const shop = weeks(12, at => ({ revenue: [money(at === 0 ? 100 : 0)] }))
    const columnIn = (svg: string) => Number(/<rect x="([\d.]+)"[^>]*fill="#eba40c"/.exec(svg)?.[1])
    expect(columnIn(drawWeeks(en, shop, ['XTR']))).toBeLessThan(200)
    expect(columnIn(drawWeeks(ar, shop, ['XTR']))).toBeGreaterThan(800)
  })

  test('names by its code a currency whose sign the fonts do not have', () => {
    const said = textsIn(
      drawWeeks(
        en,
        weeks(2, () => ({ revenue: [money(4200, 'GEL')] })),
        ['GEL'],
      ),
    )
    expect(said).toContain('GEL\u00a042')
  })

  test('shows Stars first, then what is sold most often, and no more than are legible', () => {
    const shop = weeks(3, at => ({
      revenue: at === 0 ? [money(1, 'CHF')] : [money(1, 'EUR'), money(1, 'USD')],
      refunded: at === 2 ? [money(1, 'PLN'), money(1), money(1, 'AUD')] : [],
    }))
    expect(currenciesIn(shop)).toEqual({ shown: ['XTR', 'EUR', 'USD', 'AUD'], others: ['CHF', 'PLN'] })
    expect(currenciesIn(weeks(3))).toEqual({ shown: ['XTR'], others: [] })
  })
})

describe('the caption', () => {
  test('has the exact figures in words', () => {
    const shop = weeks(3, at => ({
      revenue: at === 2 ? [] : [money(1000 * (at + 1)), money(123456, 'EUR')],
      refunded: at === 1 ? [money(250)] : [],
      ...{ active: 20 + at, fresh: at, lapsed: 1 },
    }))
    expect(bare(captionOf(en, shop, { shown: ['XTR', 'EUR'], others: ['CHF'] }))).toBe(
      `This week so far, since 16 November
Earned: nothing
With access now: 22 · new: 2 · lapsed: 1

The week before
Earned: 2,000 Stars · €1,234.56
Refunded: 250 Stars
With access at its end: 21 · new: 1 · lapsed: 1

All 3 weeks
Earned: 3,000 Stars · €2,469.12
Refunded: 250 Stars
New: 3 · lapsed: 3

There is also CHF; /balance shows it.`,
    )
  })

  test.each([en, ru, ar])('fits below a picture, whatever the figures ($language)', speech => {
    const caption = captionOf(speech, huge, { shown: HUGE, others: ['CHF', 'PLN', 'UAH'] })
    expect(bare(caption).length).toBeLessThanOrEqual(1024)
  })
})

const TEXT = /<text [^>]*font-size="([\d.]+)"[^>]*?( font-weight="bold")?>([^<]*)<\/text>/g
const HEAD = '<svg xmlns="http://www.w3.org/2000/svg" font-family="DejaVu Sans" font-stretch="condensed">'
const FONTS = ['DejaVuSansCondensed', 'DejaVuSansCondensed-Bold'].map(
  name => new URL(`../../node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`, import.meta.url).pathname,
)

/** What the renderer itself takes up with it. */
function boxOf(svg: string) {
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: FONTS } }).getBBox()
  if (!box) throw new Error(`nothing drawn: ${svg}`)
  return box
}

function unmarked(words = ''): string {
  return words.replace(/[\u202b\u202c]/g, '')
}
