import { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { PersonContext } from '../../bot/context.ts'
import { openInbox } from '../../bot/inbox.ts'
import { createReceiver } from '../../bot/receiver.ts'

const chat = { id: 5, type: 'private', first_name: 'Ann' } as const
const message = { message_id: 1, date: 1_790_000_000, chat, text: 'hi' }
const successful_payment = {
  currency: 'XTR',
  total_amount: 1,
  invoice_payload: 'x',
  telegram_payment_charge_id: 'stx-1',
  provider_payment_charge_id: '',
} as const
const command = { update_id: 1, message } as Update
const payment = { update_id: 2, message: { ...message, successful_payment } } as Update

/** Where updates go to a bot whose stack breaks in a way that nothing in it foresaw. */
function receiverOfBroken() {
  const log: string[] = []
  const bot = new Bot<PersonContext>('4700:receiver-token')
  bot.botInfo = { id: 4700, is_bot: true, first_name: 'B', username: 'b_bot' } as typeof bot.botInfo
  let handled = 0
  bot.use(() => {
    handled++
    throw new Error('a bug')
  })
  const receiver = createReceiver({ bot, logger: pino({}, { write: line => log.push(line) }) })
  return { ...receiver, log, handled: () => handled }
}

test('a command that meets a bug is not sent again to meet it again; money is', async () => {
  const { receive, log, handled } = receiverOfBroken()
  expect(await receive(command)).toBeNull()
  expect(await receive(command)).toBeNull()
  expect(handled()).toBe(1)
  await expect(receive(payment)).rejects.toThrow('a bug')
  await expect(receive(payment)).rejects.toThrow('a bug')
  expect(handled()).toBe(3)
  expect(log.join('')).toContain('update failed')
  expect(log.join('')).not.toContain('stx-1')
})

test('before the bot knows who it is, nothing is taken', async () => {
  const inbox = openInbox()
  await expect(inbox.receive(command)).rejects.toThrow('has not told this bot yet who it is')
  inbox.open(async () => null)
  expect(await inbox.receive(command)).toBeNull()
})
