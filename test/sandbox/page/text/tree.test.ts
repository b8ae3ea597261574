import type { MessageEntity } from '@grammyjs/types'
import { expect, test } from 'vitest'
import { type Piece, treeOf } from './tree.ts'

/** The tree as markup, to be read at a glance. */
const drawn = (pieces: Piece[]): string =>
  pieces
    .map(piece =>
      piece.kind === 'plain'
        ? piece.text
        : `<${piece.entity.type}>${drawn(piece.children)}</${piece.entity.type}>`,
    )
    .join('')

const tree = (text: string, ...entities: MessageEntity[]) => drawn(treeOf(text, entities))

test('entities inside one another nest, whatever order they come in', () => {
  expect(
    tree(
      'all but me',
      { type: 'italic', offset: 4, length: 3 },
      { type: 'bold', offset: 0, length: 10 },
      { type: 'underline', offset: 4, length: 1 },
    ),
  ).toBe('<bold>all <italic><underline>b</underline>ut</italic> me</bold>')
})

test('offsets count UTF-16 units, so an emoji before an entity takes two', () => {
  expect(tree('🎁 code', { type: 'code', offset: 3, length: 4 })).toBe('🎁 <code>code</code>')
})

test('the line break after a quotation is not shown twice', () => {
  expect(tree('a\nb\nc', { type: 'blockquote', offset: 2, length: 1 })).toBe('a\n<blockquote>b</blockquote>c')
})

test('an entity that runs past the end of the text loses no word of it', () => {
  expect(tree('short', { type: 'bold', offset: 2, length: 99 })).toBe('sh<bold>ort</bold>')
})
