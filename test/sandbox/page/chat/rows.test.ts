import type { Message } from '@grammyjs/types'
import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'

const noon = Date.UTC(2026, 10, 20, 12) / 1000
const chat = { id: 1, type: 'private', first_name: 'Alice' } as const
const said = (message_id: number, from: 'bot' | 'alice', date: number): Message => ({
  message_id,
  date,
  chat,
  from: { id: from === 'bot' ? 9 : 1, is_bot: from === 'bot', first_name: from },
  text: `${message_id}`,
})

const shape = (messages: Message[]) =>
  rowsOf(messages, []).map(row =>
    row.kind === 'bubble' ? `${row.key}${row.first ? ' first' : ''}${row.last ? ' last' : ''}` : row.kind,
  )

test('messages of one sender form a run until the other speaks or ten minutes pass', () => {
  const messages = [
    said(1, 'alice', noon),
    said(2, 'bot', noon + 1),
    said(3, 'bot', noon + 2),
    said(4, 'bot', noon + 700),
  ]
  expect(shape(messages)).toEqual(['day', '1 first last', '2 first', '3 last', '4 first last'])
})

test('a new day gets its own line and begins a new run', () => {
  const messages = [said(1, 'bot', noon), said(2, 'bot', noon + 86_400)]
  expect(shape(messages)).toEqual(['day', '1 first last', 'day', '2 first last'])
})

test('a message counts as read once the bot has said something after it', () => {
  const read = rowsOf([said(1, 'alice', noon), said(2, 'bot', noon), said(3, 'alice', noon)], []).map(row =>
    row.kind === 'bubble' && row.out ? row.read : undefined,
  )
  expect(read).toEqual([undefined, true, undefined, false])
})

test('a text on its way stands last and joins the run', () => {
  const sending = { key: 7, person: 1, text: 'hi', date: noon + 5, after: 1, state: 'sending' } as const
  const rows = rowsOf([said(1, 'alice', noon)], [sending])
  expect(rows.at(-1)).toMatchObject({ kind: 'outgoing', first: false, last: true })
})
