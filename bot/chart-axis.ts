import type { WeekFigures } from '../db/billing.ts'
import type { Frame } from './chart-frame.ts'
import { CARD, COLORS, SIZE } from './chart-look.ts'
import { type Pen, widthOf } from './chart-pen.ts'
import type { Speech } from './texts.ts'

/** Where each week stands. */
export interface Slots {
  width: number
  centerOf(at: number): number
}

export function slotsIn(frame: Frame, count: number): Slots {
  const from = frame.x + CARD.padding
  const width = (frame.width - 2 * CARD.padding) / count
  return { width, centerOf: at => from + (at + 0.5) * width }
}

/** The days on which weeks began, as many as have room below them; the running one is now. */
export function calendar(
  { plain }: Speech,
  pen: Pen,
  { frame, weeks }: { frame: Frame; weeks: WeekFigures[] },
): string {
  const slots = slotsIn(frame, weeks.length)
  const last = weeks.length - 1
  const words = weeks.map(({ startsAt: at }, index) =>
    index === last ? plain('stats-now') : plain('stats-day', { at }),
  )
  const widest = Math.max(...words.map(word => widthOf(word, SIZE.small)))
  const step = Math.ceil((widest + 28) / slots.width)
  const y = frame.y + frame.height - 30
  return words
    .map((word, index) => {
      if ((last - index) % step !== 0) return ''
      const fill = index === last ? COLORS.ink : COLORS.faint
      return note(pen, frame, { x: slots.centerOf(index), y }, word, fill)
    })
    .join('')
}

/** A column on, or below, the line at `from`; the running week's is not yet full. */
export function column(pen: Pen, slots: Slots, { at, from, height, fill, running }: Column): string {
  if (height === 0) return ''
  const width = Math.min(slots.width * 0.66, 64)
  // What is there is seen, however small beside the rest.
  const tall = Math.sign(height) * Math.max(Math.abs(height), 4)
  const box = {
    x: slots.centerOf(at) - width / 2,
    y: Math.min(from, from - tall),
    width,
    height: Math.abs(tall),
  }
  return pen.box(box, { fill, round: Math.min(7, box.height / 2), ...(running && { faded: true }) })
}

interface Column {
  at: number
  from: number
  /** Below zero: downwards. */
  height: number
  fill: string
  running: boolean
}

/** The line that columns stand on. */
export function ground(pen: Pen, frame: Frame, y: number): string {
  const [from, to] = [frame.x + CARD.padding, frame.x + frame.width - CARD.padding]
  return pen.line(
    [
      [from, y],
      [to, y],
    ],
    { stroke: COLORS.rule, width: 3 },
  )
}

/** Words at a point, kept inside the card. */
export function note(
  pen: Pen,
  frame: Frame,
  at: { x: number; y: number },
  words: string,
  fill: string = COLORS.faint,
): string {
  const half = widthOf(words, SIZE.small) / 2
  const [from, to] = [frame.x + CARD.padding, frame.x + frame.width - CARD.padding]
  const x = Math.max(from + half, Math.min(to - half, at.x))
  return pen.text({ x, y: at.y }, words, { size: SIZE.small, fill, anchor: 'middle' })
}

/** Where there is nothing to draw. */
export function nothing(pen: Pen, { x, y, width, height }: Frame, words: string): string {
  const at = { x: x + width / 2, y: y + height / 2 + 60 }
  const room = width - 2 * CARD.padding
  return pen.text(at, words, { size: 34, fill: COLORS.faint, anchor: 'middle', room })
}
