import { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { calm } from '../../bot/calm.ts'

const ME = { id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' }

/** What this person says, `n`th. */
function said(person: number, n: number): Update {
  const chat = { id: person, type: 'private', first_name: 'Ann' } as const
  const from = { id: person, is_bot: false, first_name: 'Ann' }
  return { update_id: person * 1000 + n, message: { message_id: n, date: 0, chat, from, text: 'hello' } }
}

// promise 3
test('a chat that is noisier than it can be answered takes nobody’s place, and is heard again when it is calm', async () => {
  const lines: string[] = []
  const bot = new Bot('1:token', { botInfo: ME as never })
  const answered: number[] = []
  const gate = Promise.withResolvers<void>()
  bot.use(calm(pino({}, { write: line => lines.push(line) })))
  bot.use(async ctx => {
    await gate.promise
    answered.push(ctx.update.update_id)
  })

  const handled = Array.from({ length: 700 }, (_, n) => bot.handleUpdate(said(7, n)))
  await Promise.all(handled.slice(20))
  const other = bot.handleUpdate(said(8, 0))
  expect(lines).toHaveLength(680)
  gate.resolve()
  await Promise.all([...handled, other])
  expect(answered).toHaveLength(21)
  await bot.handleUpdate(said(7, 700))
  expect(answered).toHaveLength(22)
})
