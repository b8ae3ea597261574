import type { WeekFigures } from '../db/billing.ts'
import { calendar, column, ground, note, nothing, slotsIn } from './chart-axis.ts'
import { countOf } from './chart-figure.ts'
import { cardAt, type Frame, figures } from './chart-frame.ts'
import { COLORS } from './chart-look.ts'
import type { Pen } from './chart-pen.ts'
import type { Speech } from './texts.ts'

interface PeopleCard {
  weeks: WeekFigures[]
  frame: Frame
}

/** How many people there are, and below who came and who went. */
export function peopleCard(speech: Speech, pen: Pen, card: PeopleCard): string {
  const { weeks, frame } = card
  const { plain } = speech
  const now = weeks.at(-1)
  const count = (people = 0) => countOf(speech, people)
  const empty = weeks.every(({ active, fresh, lapsed }) => active + fresh + lapsed === 0)
  return [
    cardAt(pen, frame),
    figures(pen, frame, [
      { label: plain('stats-active'), figure: count(now?.active), key: COLORS.active, share: 0.4 },
      { label: plain('stats-fresh'), figure: count(now?.fresh), key: COLORS.fresh, share: 0.3 },
      { label: plain('stats-lapsed'), figure: count(now?.lapsed), key: COLORS.lapsed, share: 0.3 },
    ]),
    ...(empty
      ? [nothing(pen, frame, plain('stats-nobody'))]
      : [crowd(speech, pen, card), comings(pen, card)]),
    calendar(speech, pen, card),
  ].join('')
}

/** From nobody up, so that half as many look half as many. */
function crowd(speech: Speech, pen: Pen, { weeks, frame }: PeopleCard): string {
  const slots = slotsIn(frame, weeks.length)
  const [top, bottom] = [frame.y + 196, frame.y + frame.height - 196]
  const counts = weeks.map(({ active }) => active)
  const most = Math.max(...counts, 1)
  const points = counts.map((active, at): [number, number] => [
    slots.centerOf(at),
    bottom - (active / most) * (bottom - top),
  ])
  const [first, last] = [points.at(0), points.at(-1)]
  if (!first || !last) return ''
  const peak = counts.lastIndexOf(most)
  /** What the line began with, and where it was highest: how it ends is said above. */
  const told = [0, peak].filter((at, index) => index === 0 || (at > 1 && at < counts.length - 1))
  return [
    pen.area([[first[0], bottom], ...points, [last[0], bottom]], { fill: COLORS.under }),
    pen.line(points, { stroke: COLORS.active, width: 6 }),
    pen.dot({ x: last[0], y: last[1] }, { fill: COLORS.active, radius: 11, stroke: COLORS.card }),
    ...told.map(at => {
      const [x, y] = points[at] ?? first
      return note(pen, frame, { x, y: y - 18 }, countOf(speech, counts[at] ?? 0))
    }),
  ].join('')
}

function comings(pen: Pen, { weeks, frame }: PeopleCard): string {
  const slots = slotsIn(frame, weeks.length)
  const [top, bottom] = [frame.y + frame.height - 180, frame.y + frame.height - 74]
  const most = Math.max(...weeks.map(({ fresh }) => fresh))
  const scale = (bottom - top) / Math.max(most + Math.max(...weeks.map(({ lapsed }) => lapsed)), 1)
  const zero = top + most * scale
  const last = weeks.length - 1
  const columns = weeks.flatMap(({ fresh, lapsed }, at) => [
    column(pen, slots, { at, from: zero, height: fresh * scale, fill: COLORS.fresh, running: at === last }),
    column(pen, slots, {
      at,
      from: zero,
      height: -lapsed * scale,
      fill: COLORS.lapsed,
      running: at === last,
    }),
  ])
  return [...columns, ground(pen, frame, zero)].join('')
}
