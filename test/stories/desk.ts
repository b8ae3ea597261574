import type { Message } from '@grammyjs/types'
import { expect } from 'vitest'
import type { SandboxClient } from '../sandbox/client.ts'
import { dataOf, labels } from './player.ts'

/** An admin's hand on a conversation that is written over and over in one message. */
export interface Clerk {
  /** Presses a button; resolves with the message as the press left it. */
  press(message: Message, label: string): Promise<Message>
  /** Presses a button as it was on this message once, though it may be gone; resolves with the toast. */
  pressOld(message: Message, label: string): Promise<string>
  /** The message as it is now. */
  see(message: Message): Promise<Message>
  /** Waits until the message says this, and sees that it has no button any more. */
  sees(message: Message, text: string): Promise<void>
}

let presses = 0

export function clerk(telegram: SandboxClient, id: number): Clerk {
  async function see({ message_id }: Message): Promise<Message> {
    const { messages } = await telegram.chat(id)
    return must(messages.find(message => message.message_id === message_id))
  }

  return {
    see,
    async press(message, label) {
      await telegram.press({ person: id, message_id: message.message_id, data: dataOf(message, label) })
      await expect.poll(async () => look(await see(message)), PATIENCE).not.toBe(look(message))
      return see(message)
    },
    async pressOld(message, label) {
      const query = `old-${++presses}`
      const from = { id, is_bot: false, first_name: 'Ada' }
      const data = dataOf(message, label)
      await telegram.deliver({ callback_query: { id: query, from, chat_instance: '1', data, message } })
      const answer = async () => {
        const calls = await telegram.requests('answerCallbackQuery')
        return calls.find(({ payload }) => payload['callback_query_id'] === query)
      }
      await expect.poll(answer, PATIENCE).toBeDefined()
      return String((await answer())?.payload['text'] ?? '')
    },
    async sees(message, text) {
      await expect.poll(async () => (await see(message)).text, PATIENCE).toContain(text)
      expect(labels(await see(message))).toEqual([])
    },
  }
}

const PATIENCE = { timeout: 10_000, interval: 20 }

/** All that a person sees of a message. */
function look(message: Message): string {
  return JSON.stringify([message.text, labels(message)])
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the message is gone')
  return value
}
