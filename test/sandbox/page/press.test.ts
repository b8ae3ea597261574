import type { Message } from '@grammyjs/types'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChatView } from '../face.ts'
import { press } from './deeds.ts'
import { asked, chats, people, pressing } from './store.ts'
import { reload } from './sync.ts'

const user = { id: 1, is_bot: false, first_name: 'Alice' }
const message: Message = { message_id: 5, date: 1000, chat: { id: 1, type: 'private', first_name: 'Alice' } }
const view = (unanswered: string[]): ChatView => ({
  person: { user, stars: 0, blocked: false },
  bot: { id: 9, is_bot: true, first_name: 'Shop' },
  messages: [message],
  commands: [],
  menu_button: { type: 'commands' },
  toasts: [],
  unanswered,
  subscriptions: [],
  paid: [],
})

let open: string[]
let read: string[]

beforeEach(() => {
  open = []
  read = []
  vi.stubGlobal('fetch', async (url: string) => {
    read.push(url)
    if (url.endsWith('/press')) open = ['77']
    return Response.json(url.endsWith('/press') ? { callback_query_id: '77' } : view(open))
  })
  people.value = [view([]).person]
  asked.value = 1
  chats.value = new Map([[1, view([])]])
  pressing.value = new Set()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a pressed button is busy until the bot answers, even with nothing', async () => {
  const pressed = press(message, 'buy')
  await vi.waitFor(() => expect(chats.value.get(1)?.unanswered).toEqual(['77']))
  expect([...pressing.value]).toEqual(['1:5:buy'])
  await reload(1)
  expect(pressing.value.size).toBe(1)
  open = []
  await reload(1)
  await pressed
  expect(pressing.value.size).toBe(0)
})

test('an answer that comes before the press has returned is not waited for', async () => {
  vi.stubGlobal('fetch', async (url: string) =>
    Response.json(url.endsWith('/press') ? { callback_query_id: '77' } : view([])),
  )
  await press(message, 'buy')
  expect(pressing.value.size).toBe(0)
})

test('a button nobody answers is busy no longer than an answer could come', async () => {
  vi.useFakeTimers()
  const pressed = press(message, 'buy')
  await vi.advanceTimersByTimeAsync(15_000)
  expect(pressing.value.size).toBe(1)
  await vi.advanceTimersByTimeAsync(1000)
  await pressed
  expect(pressing.value.size).toBe(0)
})

test('calls to read a chat that is being read share one more reading, begun after it', async () => {
  const first = reload(1)
  open = ['77']
  await Promise.all([reload(1), reload(1), first])
  expect(read).toHaveLength(2)
  expect(chats.value.get(1)?.unanswered).toEqual(['77'])
})
