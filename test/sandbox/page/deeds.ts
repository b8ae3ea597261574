import type { Message } from '@grammyjs/types'
import * as api from './api.ts'
import { now } from './now.ts'
import { wordsOf } from './pay/outcome.ts'
import {
  asked,
  chats,
  lastId,
  me,
  myChat,
  type Outgoing,
  outbox,
  people,
  pressing,
  sheet,
  toast,
} from './store.ts'
import { reload } from './sync.ts'

/** Longer than a press can be answered: the spinner stops even where nobody tells that the window has passed. */
const longestPressMs = 16_000

let key = 0

/** Sends a text as the person of the page; it shows at once, and stays with a retry when it fails. */
export async function send(text: string): Promise<void> {
  const person = me.value?.user.id
  if (person === undefined || text.trim() === '') return
  key += 1
  const date = Math.floor(now() / 1000)
  await post({ key, person, text: text.trim(), date, after: lastId(myChat.value), state: 'sending' })
}

export async function retry(failed: Outgoing): Promise<void> {
  discard(failed)
  await post({ ...failed, state: 'sending', after: lastId(myChat.value) })
}

export function discard(one: Outgoing): void {
  outbox.value = outbox.value.filter(other => other.key !== one.key)
}

async function post(one: Outgoing): Promise<void> {
  outbox.value = [...outbox.value, one]
  const answer = await api.send({ person: one.person, text: one.text })
  if (answer.ok) {
    await reload(one.person)
    return
  }
  const failed: Outgoing = { ...one, state: 'failed', problem: answer.problem }
  outbox.value = outbox.value.map(other => (other.key === one.key ? failed : other))
}

export const pressKey = (person: number, message: Message, data: string) =>
  `${person}:${message.message_id}:${data}`

/** Presses a callback button. It stays busy until the bot answers the query, with words or without. */
export async function press(message: Message, data: string): Promise<void> {
  const person = me.value?.user.id
  if (person === undefined) return
  const name = pressKey(person, message, data)
  if (pressing.value.has(name)) return
  pressing.value = new Set([...pressing.value, name])
  const answer = await api.press({ person, message_id: message.message_id, data })
  if (answer.ok) await answered(person, answer.value.callback_query_id)
  else toast(answer.problem)
  pressing.value = new Set([...pressing.value].filter(other => other !== name))
}

/** Resolves when the chat says that the query is answered, or no answer can come any more. */
async function answered(person: number, query: string): Promise<void> {
  await reload(person)
  await new Promise<void>(resolve => {
    const patience = setTimeout(done, longestPressMs)
    const stop = chats.subscribe(all => {
      if (!all.get(person)?.unanswered.includes(query)) queueMicrotask(done)
    })
    function done(): void {
      clearTimeout(patience)
      stop()
      resolve()
    }
  })
}

/** Opens the payment sheet for an invoice link, for the Mini App of `payer` where it asks; tells whether it is open. */
export async function openInvoiceLink(slug: string, payer?: number): Promise<boolean> {
  const person = payer ?? me.value?.user.id
  if (person === undefined) return false
  const url = `https://t.me/$${slug}`
  const answer = await api.invoice(url)
  if (!answer.ok) {
    toast(answer.problem)
    return false
  }
  // Who went on to something else meanwhile is not called back.
  if ((payer ?? me.value?.user.id) !== person || sheet.value) return false
  const { invoice, subscription_period } = answer.value
  sheet.value = {
    kind: 'pay',
    person,
    from: { invoice_url: url },
    invoice,
    ...(subscription_period === undefined ? {} : { everySeconds: subscription_period }),
    ...(payer === undefined ? {} : { forApp: slug }),
    step: { name: 'confirm' },
  }
  return true
}

/** Confirms the open payment sheet. Whoever closes it meanwhile is told the outcome by a toast. */
export async function confirmPayment(): Promise<void> {
  const open = sheet.value
  if (open?.kind !== 'pay' || open.step.name === 'busy') return
  const busy = { ...open, step: { name: 'busy' } } as const
  sheet.value = busy
  const answer = await api.pay({ person: open.person, ...open.from })
  const step = answer.ok
    ? ({ name: 'done', outcome: answer.value } as const)
    : ({ name: 'unknown', problem: answer.problem } as const)
  if (sheet.value === busy) sheet.value = { ...open, step }
  else if (step.name === 'unknown') toast(step.problem)
  else if (step.outcome.status === 'failed') toast(wordsOf(step.outcome).text)
  await reload(open.person)
}

export async function setBlocked(blocked: boolean): Promise<boolean> {
  const person = me.value?.user.id
  if (person === undefined) return false
  const answer = await api.block({ person, blocked })
  if (!answer.ok) toast(answer.problem)
  await reload(person)
  return answer.ok
}

/** Telegram's "Restart bot": unblock, and say hello again. */
export async function restart(): Promise<void> {
  if (await setBlocked(false)) await send('/start')
}

/** The bot is not told of the next payment. */
export async function loseNext(): Promise<void> {
  const answer = await api.lose({ updates: 1, of: ['successful_payment'] })
  toast(answer.ok ? 'The bot will not be told of the next payment.' : answer.problem)
}

export function be(person: number): void {
  asked.value = person
  if (sheet.value?.kind === 'people') sheet.value = undefined
}

const names = ['Dana', 'Emil', 'Farah', 'Goran', 'Hana', 'Igor', 'Jun', 'Kira', 'Leo', 'Mina', 'Noor', 'Olga']

/** Makes somebody nobody knows yet and becomes them. */
export async function beSomeoneNew(stars: number): Promise<void> {
  const taken = new Set(people.value?.map(one => one.user.first_name))
  const first_name = names.find(name => !taken.has(name)) ?? `Guest ${(people.value?.length ?? 0) + 1}`
  const answer = await api.newPerson({ first_name, language_code: 'en', stars })
  if (!answer.ok) {
    toast(answer.problem)
    return
  }
  await reload(answer.value.user.id)
  sheet.value = undefined
  be(answer.value.user.id)
}

export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(`${what} copied`)
  } catch {
    toast('The browser does not let this page copy: select the text instead.')
  }
}
