import { effect } from '@preact/signals'
import type { Changed, ChatView } from '../face.ts'
import * as api from './api.ts'
import { readClock } from './read-clock.ts'
import { readService } from './service/state.ts'
import { alerts, chats, lastId, link, me, myChat, outbox, people, seen, toast, withEntry } from './store.ts'

const firstWaitMs = 1000
const longestWaitMs = 15_000
/** Enough for any demo; a suite may make many more people than anyone would look at. */
const mostChats = 40

let waitMs = firstWaitMs
let timer: ReturnType<typeof setTimeout> | undefined
let stop: (() => void) | undefined
const shownToasts = new Map<number, Set<string>>()
/** Readings under way, and those that follow them, by person. */
const reading = new Map<number, Promise<void>>()
const following = new Map<number, Promise<void>>()

/** Keeps what the page shows equal to what the server says, for as long as the page lives. */
export function followServer(): void {
  connect()
  effect(markSeen)
  document.addEventListener('visibilitychange', markSeen)
}

/** Tries at once instead of waiting for the back-off to end. */
export function connect(): void {
  clearTimeout(timer)
  stop?.()
  stop = api.listen({ open: () => void opened(), changed, lost })
}

async function opened(): Promise<void> {
  waitMs = firstWaitMs
  void readClock()
  if (await reloadAll()) link.value = { state: 'open' }
  else lost()
}

function changed({ person }: Changed): void {
  void reload(person)
  void readService()
}

function lost(): void {
  stop?.()
  link.value = { state: 'lost', retryAt: Date.now() + waitMs }
  timer = setTimeout(connect, waitMs)
  waitMs = Math.min(waitMs * 2, longestWaitMs)
}

async function reloadAll(): Promise<boolean> {
  const answer = await api.people()
  if (!answer.ok) return false
  people.value = answer.value
  const known = new Set(answer.value.map(one => one.user.id))
  // A server started afresh has forgotten some people, and their chats with them.
  chats.value = new Map([...chats.value].filter(([id]) => known.has(id)))
  const mine = me.value?.user.id
  if (mine !== undefined) await reload(mine)
  await Promise.all(
    [...known]
      .filter(id => id !== mine)
      .slice(0, mostChats)
      .map(reload),
  )
  return true
}

/** Reads one chat again, beginning no earlier than now; calls while it is being read share one more reading. */
export function reload(person: number): Promise<void> {
  const now = reading.get(person)
  if (!now) return read(person)
  const next = following.get(person) ?? now.then(() => read(person))
  following.set(person, next)
  return next
}

function read(person: number): Promise<void> {
  following.delete(person)
  const one = api.chat(person).then(answer => {
    reading.delete(person)
    if (answer.ok) show(person, answer.value)
  })
  reading.set(person, one)
  return one
}

function show(person: number, chat: ChatView): void {
  const first = !chats.value.has(person)
  const newest = lastId(chat)
  // A fresh server starts counting again; what was seen of the old one means nothing now.
  if (first || (seen.value.get(person) ?? 0) > newest) seen.value = withEntry(seen.value, person, newest)
  chats.value = withEntry(chats.value, person, chat)
  const all = people.value ?? []
  people.value = all.some(one => one.user.id === person)
    ? all.map(one => (one.user.id === person ? chat.person : one))
    : [...all, chat.person]
  dropArrived(person, chat)
  showAnswers(person, chat, first)
}

/** A text leaves the outbox when the chat has it: matched by words, newer than when it was written. */
function dropArrived(person: number, chat: ChatView): void {
  const fresh = chat.messages.filter(one => !one.from?.is_bot)
  outbox.value = outbox.value.filter(one => {
    if (one.person !== person || one.state === 'failed') return true
    const found = fresh.findIndex(message => message.message_id > one.after && message.text === one.text)
    if (found >= 0) fresh.splice(found, 1)
    return found < 0
  })
}

function showAnswers(person: number, chat: ChatView, first: boolean): void {
  const known = shownToasts.get(person) ?? new Set<string>()
  shownToasts.set(person, known)
  for (const answer of chat.toasts) {
    if (known.has(answer.id)) continue
    known.add(answer.id)
    if (first || answer.text === '' || person !== me.value?.user.id) continue
    if (answer.alert) alerts.value = [...alerts.value, answer.text]
    else toast(answer.text)
  }
}

function markSeen(): void {
  const chat = myChat.value
  if (!chat || document.visibilityState !== 'visible') return
  const { id } = chat.person.user
  if (seen.peek().get(id) !== lastId(chat)) seen.value = withEntry(seen.peek(), id, lastId(chat))
}
