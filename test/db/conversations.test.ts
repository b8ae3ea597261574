import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type TestBooks } from '../support/books.ts'
import { rows } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const keys = async () =>
  (await rows<{ key: string }>(books, 'select key from conversations order by key')).map(({ key }) => key)

const HOUR = 60 * 60 * 1000

test('a half-finished conversation is continued by another process, as it was last left', async () => {
  const { read, write } = books.billing.conversations
  expect(await read('chat 1')).toBeNull()
  await write('chat 1', { step: 1 })
  const left = { step: 2, log: [['message', { text: 'why? 🙂' }], null, 1.5], done: false }
  await write('chat 1', left)
  await write('chat 2', [])
  const other = await books.reopen()
  expect(await other.conversations.read('chat 1')).toEqual(left)
  expect(await other.conversations.read('chat 2')).toEqual([])
})

test('one that ended is gone, and ending it twice is no trouble', async () => {
  const { read, write, delete: end } = books.billing.conversations
  await write('chat 3', { step: 1 })
  await end('chat 3')
  await end('chat 3')
  expect(await read('chat 3')).toBeNull()
})

test('whatever people type can be kept, characters that Postgres dislikes too', async () => {
  const { read, write } = books.billing.conversations
  const typed = { text: 'nul \u0000, half a pair \ud83d, quote \' " \\ %' }
  await write('chat 4', typed)
  expect(await read('chat 4')).toEqual(typed)
})

test('one that nobody touched for a day is forgotten, and removed when the next is written', async () => {
  const { read, write } = books.billing.conversations
  await write('old', { step: 1 })
  await write('touched', { step: 1 })
  books.clock.advance(23 * HOUR)
  await write('touched', { step: 2 })
  expect(await read('old')).toEqual({ step: 1 })
  books.clock.advance(2 * HOUR)
  expect(await read('old')).toBeNull()
  await write('new', { step: 1 })
  expect(await keys()).toEqual(['new', 'touched'])
  expect(await read('touched')).toEqual({ step: 2 })
})

test('many written at the same moment, over a thousand old ones, never wait for each other in a circle', async () => {
  const { write, read } = books.billing.conversations
  const other = await books.reopen()
  await rows(books, `insert into conversations select 'k' || n, '{}', $1 from generate_series(1, 1000) n`, [
    books.clock.now(),
  ])
  books.clock.advance(25 * HOUR)
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? write : other.conversations.write)(`k${(n * 17) % 1000}`, { n }),
    ),
  )
  expect(await read('k17')).toEqual({ n: 1 })
  expect(await keys()).toHaveLength(40)
})
