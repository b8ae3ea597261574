import type { MessageEntity } from '@grammyjs/types'

/** A piece of a message: plain words, or an entity around smaller pieces. */
export type Piece =
  | { kind: 'plain'; text: string }
  | { kind: 'entity'; entity: MessageEntity; text: string; children: Piece[] }

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote'])

/** A text and its entities (offsets in UTF-16 units, nested as Telegram nests them) as a tree. */
export function treeOf(text: string, entities: readonly MessageEntity[]): Piece[] {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return piecesOf(text, { from: 0, to: text.length }, sorted)
}

function piecesOf(
  text: string,
  span: { from: number; to: number },
  entities: readonly MessageEntity[],
): Piece[] {
  const pieces: Piece[] = []
  let at = span.from
  let rest = entities
  for (let entity = rest[0]; entity !== undefined; entity = rest[0]) {
    const from = Math.max(entity.offset, at)
    const to = Math.max(from, Math.min(entity.offset + entity.length, span.to))
    if (from > at) pieces.push({ kind: 'plain', text: text.slice(at, from) })
    const inside = rest.slice(1).filter(one => one.offset < to)
    const children = piecesOf(text, { from, to }, inside)
    pieces.push({ kind: 'entity', entity, text: text.slice(from, to), children })
    rest = rest.slice(1 + inside.length)
    // A block ends its own line: the line break after it would show as an empty one.
    at = blocks.has(entity.type) && text[to] === '\n' ? to + 1 : to
  }
  if (at < span.to) pieces.push({ kind: 'plain', text: text.slice(at, span.to) })
  return pieces
}
