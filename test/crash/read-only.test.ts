import { describe, expect, test } from 'vitest'
import { changesNothing, OpenTransactions } from './read-only.ts'

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

describe('what a process has written', () => {
  const write = message('P', '', 'insert into people (id) values ($1)')
  /** What of all that goes over these connections, in order, leaves a trace. */
  const traces = (...sent: [connection: object, message: Buffer][]) => {
    const transactions = new OpenTransactions()
    return sent.flatMap(([connection, what], at) => (transactions.leaveNoTrace(connection, what) ? [] : [at]))
  }
  const [one, other] = [{}, {}]

  test('in a transaction is gone with it, until the commit is on its way', () => {
    expect(
      traces(
        [one, message('Q', 'begin')],
        [one, write],
        [one, message('B', '', 'keep', '42')],
        [one, message('Q', 'savepoint trx1')],
        [one, message('Q', 'rollback to savepoint trx1')],
        [one, write],
        [one, message('Q', 'commit')],
        [one, write],
      ),
    ).toEqual([6, 7])
  })

  test('and takes back itself was never there', () => {
    expect(traces([one, message('Q', 'BEGIN')], [one, write], [one, message('Q', 'ROLLBACK')])).toEqual([])
    expect(traces([one, message('Q', 'begin')], [one, message('Q', 'rollback')], [one, write])).toEqual([2])
  })

  test('beside a transaction, on another connection, stays', () => {
    expect(traces([one, message('Q', 'begin')], [other, write], [one, write])).toEqual([1])
  })

  test('in one go with its commit stays', () => {
    expect(traces([one, message('Q', 'BEGIN; delete from jobs; COMMIT;')], [one, write])).toEqual([0, 1])
  })

  test('to somebody else stays, whatever is open', () => {
    expect(
      traces([one, message('Q', 'begin')], [other, Buffer.from('POST /bot42:token/sendMessage')]),
    ).toEqual([1])
  })
})
