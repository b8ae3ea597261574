import { CARD, COLORS, SIZE } from './chart-look.ts'
import { type Pen, sizeFor } from './chart-pen.ts'

/** Where a card of the picture stands. */
export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

export function cardAt(pen: Pen, frame: Frame): string {
  return pen.box(frame, { fill: COLORS.card, round: CARD.round })
}

/** What a card says in figures, side by side from its beginning: the first is the biggest. */
export interface Figure {
  label: string
  figure: string
  fill?: string
  /** Its share of the width. */
  share: number
  /** The color of what it counts in the drawing below. */
  key?: string
}

export function figures(pen: Pen, frame: Frame, row: Figure[]): string {
  const places = placesOf(frame, row)
  const label = Math.min(
    ...places.map(place =>
      sizeFor(place.label, { size: SIZE.label, bold: false, room: place.room - place.inset }),
    ),
  )
  const figure = Math.min(
    ...places
      .slice(1)
      .map(place => sizeFor(place.figure, { size: SIZE.figure, bold: true, room: place.room })),
  )
  return places
    .map(({ from, room, inset, key, fill = COLORS.ink, ...said }, at) => {
      const first = { size: SIZE.first, room }
      return [
        key ? pen.dot({ x: from + 8, y: frame.y + 53 }, { fill: key, radius: 9 }) : '',
        pen.text({ x: from + inset, y: frame.y + 62 }, said.label, { size: label, fill: COLORS.faint }),
        pen.text({ x: from, y: frame.y + 128 }, said.figure, {
          bold: true,
          fill,
          ...(at === 0 ? first : { size: figure }),
        }),
      ].join('')
    })
    .join('')
}

function placesOf(frame: Frame, row: Figure[]) {
  const whole = frame.width - 2 * CARD.padding
  let x = frame.x + CARD.padding
  return row.map((one, at) => {
    const from = x
    x += whole * one.share
    // Beside the last there is only the edge.
    const room = whole * one.share - (at === row.length - 1 ? 0 : 24)
    return { ...one, from, room, inset: one.key ? 26 : 0 }
  })
}
