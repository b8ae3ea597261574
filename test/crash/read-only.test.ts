import { expect, test } from 'vitest'
import { changesNothing } from './read-only.ts'

/** A message to Postgres: its kind, its length, its words. */
function message(kind: string, ...words: string[]): Buffer {
  const body = Buffer.from(words.map(word => `${word}\0`).join(''))
  const head = Buffer.alloc(5)
  head.write(kind)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

test.each([
  ['a question', message('P', '', 'select 1 from people where id = $1')],
  ['a lock', message('P', '', 'select 1 from people where id = $1 for no key update')],
  ['what it is about', message('B', '', '', '42')],
  ['a beginning', message('Q', 'BEGIN')],
])('%s leaves no trace', (_, sent) => expect(changesNothing(sent)).toBe(true))

test.each([
  ['a commit', message('Q', 'commit')],
  ['a write', message('P', '', 'insert into people (id) values ($1)')],
  [
    'a write in a question',
    message('P', 'keep', 'with kept as (delete from jobs returning id) select id from kept'),
  ],
  ['a function that writes', message('P', '', 'select settle_context($1)')],
  ['a statement told of before', message('B', '', 'keep', '42')],
  ['a request to Telegram', Buffer.from('POST /bot42:token/sendMessage HTTP/1.1')],
  ['text', 'POST /bot42:token/sendMessage HTTP/1.1'],
])('%s does', (_, sent) => expect(changesNothing(sent)).toBe(false))
