import { STARS } from '../db/billing.ts'

/** Of letters, in pixels; a phone shows a picture in a chat at a third of its own. */
export const SIZE = { small: 28, label: 29, figure: 44, first: 66, title: 50 } as const
export const CARD = { padding: 36, round: 32 } as const

export const COLORS = {
  page: '#eef0f4',
  card: '#ffffff',
  ink: '#18202c',
  faint: '#667180',
  rule: '#d9dee6',
  stars: '#eba40c',
  back: '#e0454b',
  active: '#2b3a55',
  under: '#e3e8f1',
  fresh: '#2f9e62',
  lapsed: '#e8743b',
} as const

const CARDS = ['#c2528b', '#2f6bed', '#0f9d8a', '#8a56d8'] as const

/** Of a currency, by its place. */
export function colorOf(currency: string, at: number): string {
  return currency === STARS ? COLORS.stars : (CARDS[at % CARDS.length] ?? CARDS[0])
}
