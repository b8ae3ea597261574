/** How a text stands on its point: in the direction of the language. */
type Anchor = 'start' | 'middle' | 'end'

interface Lettering {
  size: number
  fill: string
  bold?: boolean
  anchor?: Anchor
  /** It is written smaller where it would be wider than this. */
  room?: number
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Writes the shapes of a picture as SVG. All of it is drawn from where a line of the language begins, so one drawing
 * serves both directions: x runs leftwards where the words do.
 */
export interface Pen {
  box(at: Box, look: { fill: string; round?: number; faded?: boolean }): string
  text(at: { x: number; y: number }, words: string, lettering: Lettering): string
  line(points: [number, number][], look: { stroke: string; width: number; dashes?: string }): string
  area(points: [number, number][], look: { fill: string }): string
  dot(at: { x: number; y: number }, look: { fill: string; radius: number; stroke?: string }): string
}

export function penFor({ width: whole, rightToLeft }: { width: number; rightToLeft: boolean }): Pen {
  const mirrored = (x: number) => round(rightToLeft ? whole - x : x)
  const joined = (points: [number, number][]) =>
    points.map(([x, y]) => `${mirrored(x)},${round(y)}`).join(' ')
  return {
    box({ x, y, width, height }, { fill, round: radius = 0, faded }) {
      const left = rightToLeft ? mirrored(x + width) : round(x)
      const edge = faded ? ` fill-opacity="0.35" stroke="${fill}" stroke-width="3"` : ''
      return `<rect x="${left}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"${edge}/>`
    },
    text({ x, y }, words, { size, fill, bold = false, anchor = 'start', room }) {
      const fitting = room === undefined ? size : sizeFor(words, { size, bold, room })
      // The renderer takes every text for left to right, and its anchors, too.
      const stands = rightToLeft ? OPPOSITE[anchor] : anchor
      const [weight, said] = [bold ? ' font-weight="bold"' : '', rightToLeft ? embedded(words) : words]
      return `<text x="${mirrored(x)}" y="${round(y)}" font-size="${round(fitting)}" fill="${fill}" text-anchor="${stands}"${weight}>${escapeXml(said)}</text>`
    },
    line: (points, { stroke, width, dashes }) =>
      `<polyline points="${joined(points)}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`,
    area: (points, { fill }) => `<polygon points="${joined(points)}" fill="${fill}"/>`,
    dot({ x, y }, { fill, radius, stroke }) {
      const edge = stroke ? ` stroke="${stroke}" stroke-width="4"` : ''
      return `<circle cx="${mirrored(x)}" cy="${round(y)}" r="${radius}" fill="${fill}"${edge}/>`
    },
  }
}

const OPPOSITE = { start: 'end', middle: 'middle', end: 'start' } as const

/** How big these words may be at most, so that they have room. */
export function sizeFor(
  words: string,
  { size, bold, room }: { size: number; bold: boolean; room: number },
): number {
  return Math.min(size, (size * room) / widthOf(words, size, bold))
}

/** Roughly, and rather too much than too little: by the widths of letters in DejaVu Sans, condensed. */
export function widthOf(text: string, size: number, bold = false): number {
  const ems = [...text].reduce((sum, letter) => sum + emsOf(letter), 0)
  return ems * size * (bold ? 1.1 : 1)
}

function emsOf(letter: string): number {
  if (/[\p{Cf}\p{Mn}]/u.test(letter)) return 0
  if (/[.,:;'’·!|\sijl]/.test(letter)) return 0.3
  if (/[mwMWшщжюыЩШЖЮЫМ@%…]/.test(letter)) return 0.88
  if (/[\d\p{Script=Arabic}]/u.test(letter)) return 0.58
  return /[a-z]/.test(letter) ? 0.53 : /\p{Ll}/u.test(letter) ? 0.58 : 0.68
}

/** Right to left as a whole, whatever it begins with; a dollar stays behind whose it is. */
function embedded(words: string): string {
  return `\u202b${words.replace(/[A-Z]\$/g, '$&\u200e')}\u202c`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function round(length: number): number {
  return Math.round(length * 100) / 100
}
