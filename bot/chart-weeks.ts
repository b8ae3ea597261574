import type { WeekFigures } from '../db/billing.ts'
import type { Frame } from './chart-frame.ts'
import { CARD, COLORS, colorOf, SIZE } from './chart-look.ts'
import { moneyCard } from './chart-money.ts'
import { type Pen, penFor } from './chart-pen.ts'
import { peopleCard } from './chart-people.ts'
import type { Speech } from './texts.ts'

const WIDTH = 1080
const GAP = 22
const HEAD_HEIGHT = 130
/** One currency has room; several share it. */
const TALL = 480
const LOW = 376
/** Beside another there is less room for words, so they need more lines. */
const NARROW = 424
const PEOPLE = 470

/**
 * The weeks of a shop as one picture for a phone, as SVG: a card for each of these currencies, one for the people.
 * Weeks stand one below the other in all that are as wide.
 */
export function drawWeeks(speech: Speech, weeks: WeekFigures[], currencies: string[]): string {
  const pen = penFor({ width: WIDTH, rightToLeft: speech.language === 'ar' })
  const frames = framesFor(currencies.length)
  const below = Math.max(...frames.map(({ y, height }) => y + height)) + GAP
  const people = { x: GAP, y: below, width: WIDTH - 2 * GAP, height: PEOPLE }
  const height = below + PEOPLE + GAP
  const cards = currencies.map((currency, at) =>
    moneyCard(speech, pen, { weeks, currency, frame: frames[at] ?? people, color: colorOf(currency, at) }),
  )
  const parts = [
    pen.box({ x: 0, y: 0, width: WIDTH, height }, { fill: COLORS.page }),
    heading(speech, pen, weeks),
    ...cards,
    peopleCard(speech, pen, { weeks, frame: people }),
  ]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="DejaVu Sans" font-stretch="condensed">${parts.join('')}</svg>`
  )
}

/** One beside the other only where there are more than two. */
function framesFor(count: number): Frame[] {
  const whole = WIDTH - 2 * GAP
  const half = (whole - GAP) / 2
  const rows = { 1: [1], 2: [1, 1], 3: [1, 2] }[count] ?? [2, 2]
  let y = HEAD_HEIGHT
  return rows.flatMap(beside => {
    const height = beside === 2 ? NARROW : count === 1 ? TALL : LOW
    const from = y
    y += height + GAP
    if (beside === 1) return [{ x: GAP, y: from, width: whole, height }]
    return [0, 1].map(column => ({ x: GAP + column * (half + GAP), y: from, width: half, height }))
  })
}

function heading({ plain }: Speech, pen: Pen, weeks: WeekFigures[]): string {
  const [first] = weeks
  const x = GAP + CARD.padding
  const room = WIDTH - 2 * x
  const span = first ? plain('stats-since', { count: weeks.length, from: first.startsAt }) : ''
  return (
    pen.text({ x, y: 66 }, plain('stats-title'), { size: SIZE.title, bold: true, fill: COLORS.ink, room }) +
    pen.text({ x, y: 110 }, span, { size: SIZE.small, fill: COLORS.faint, room })
  )
}
