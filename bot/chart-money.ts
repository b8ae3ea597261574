import { type Money, STARS, type WeekFigures } from '../db/billing.ts'
import { calendar, column, ground, note, nothing, slotsIn } from './chart-axis.ts'
import { figureOf } from './chart-figure.ts'
import { cardAt, type Figure, type Frame, figures } from './chart-frame.ts'
import { CARD, COLORS, SIZE } from './chart-look.ts'
import type { Pen } from './chart-pen.ts'
import type { Speech } from './texts.ts'

interface MoneyCard {
  weeks: WeekFigures[]
  currency: string
  frame: Frame
  color: string
}

/** What one currency brought week by week, and below the line what went back. */
export function moneyCard(speech: Speech, pen: Pen, card: MoneyCard): string {
  const { weeks, frame } = card
  return [
    cardAt(pen, frame),
    isNarrow(frame) ? brief(speech, pen, card) : figures(pen, frame, figuresOf(speech, card)),
    columns(speech, pen, card),
    calendar(speech, pen, { frame, weeks }),
  ].join('')
}

/** Beside another there is no room for a row of figures. */
function isNarrow({ width }: Frame): boolean {
  return width < 800
}

/** How much of a currency there was in these weeks. */
export function sumIn(weeks: WeekFigures[], what: 'revenue' | 'refunded', currency: string): number {
  return weeks.reduce((sum, week) => sum + amountIn(week[what], currency), 0)
}

function amountIn(amounts: Money[], currency: string): number {
  return amounts.find(money => money.currency === currency)?.amount ?? 0
}

function brief(speech: Speech, pen: Pen, card: MoneyCard): string {
  const { weeks, currency, frame } = card
  const amount = sumIn(weeks.slice(-2, -1), 'revenue', currency)
  const before = speech.plain('stats-last-week-was', { figure: figureOf(speech, { amount, currency }) })
  const at = { x: frame.x + CARD.padding, y: frame.y + 176 }
  const room = frame.width - 2 * CARD.padding
  return [
    figures(pen, frame, [{ ...thisWeek(speech, card), share: 1 }]),
    pen.text(at, before, { size: SIZE.label, fill: COLORS.faint, room }),
  ].join('')
}

function figuresOf(speech: Speech, card: MoneyCard): Figure[] {
  const { plain } = speech
  const { weeks, currency } = card
  const figure = (amount: number) => figureOf(speech, { amount, currency })
  const earned = (some: WeekFigures[]) => figure(sumIn(some, 'revenue', currency))
  const back = sumIn(weeks, 'refunded', currency)
  const color = back > 0 ? { key: COLORS.back } : { fill: COLORS.faint }
  return [
    { ...thisWeek(speech, card), share: 0.34 },
    { label: plain('stats-last-week'), figure: earned(weeks.slice(-2, -1)), share: 0.23 },
    { label: plain('stats-weeks', { count: weeks.length }), figure: earned(weeks), share: 0.23 },
    { label: plain('stats-back'), figure: figure(back), share: 0.2, ...color },
  ]
}

function thisWeek(speech: Speech, { weeks, currency, color }: MoneyCard): Omit<Figure, 'share'> {
  const name = currency === STARS ? speech.plain('stats-stars') : currency
  const amount = sumIn(weeks.slice(-1), 'revenue', currency)
  const label = speech.plain('stats-this-week', { name })
  return { label, figure: figureOf(speech, { amount, currency }), key: color }
}

function columns(speech: Speech, pen: Pen, { weeks, currency, frame, color }: MoneyCard): string {
  const slots = slotsIn(frame, weeks.length)
  const earned = weeks.map(({ revenue }) => amountIn(revenue, currency))
  const back = weeks.map(({ refunded }) => amountIn(refunded, currency))
  const most = Math.max(...earned, 0)
  const span = most + Math.max(...back, 0)
  const [top, bottom] = [frame.y + (isNarrow(frame) ? 238 : 196), frame.y + frame.height - 74]
  const scale = (bottom - top) / Math.max(span, 1)
  const zero = span === 0 ? bottom : top + most * scale
  const last = weeks.length - 1
  const peak = earned.lastIndexOf(most)
  const words = figureOf(speech, { amount: most, currency })
  return [
    ...earned.map((amount, at) =>
      column(pen, slots, { at, from: zero, height: amount * scale, fill: color, running: at === last }),
    ),
    ...back.map((amount, at) =>
      column(pen, slots, {
        at,
        from: zero,
        height: -amount * scale,
        fill: COLORS.back,
        running: at === last,
      }),
    ),
    ground(pen, frame, zero),
    // Of the running week it is said above already.
    peak < last ? note(pen, frame, { x: slots.centerOf(peak), y: top - 12 }, words) : '',
    span === 0 ? nothing(pen, frame, speech.plain('stats-no-sales')) : '',
  ].join('')
}
