import { expect, test } from 'vitest'
import { badRequest, refusal, stage, xtr } from './stage.ts'

test('a reply carries the message it answers, whatever that one answered left out, and keeps it when edited', async () => {
  const { api, call, clock, newcomer } = await stage()
  const person = await newcomer()
  const start = { message_id: 1, text: '/start', from: { id: person } }
  const first = await api.sendMessage(person, 'a', { reply_parameters: { message_id: 1 } })
  expect(first.reply_to_message).toMatchObject(start)
  const second = await api.sendMessage(person, 'b', {
    reply_parameters: { message_id: first.message_id, chat_id: person },
  })
  expect(second.reply_to_message).toMatchObject({ message_id: first.message_id, text: 'a' })
  expect(second.reply_to_message).not.toHaveProperty('reply_to_message')
  clock.seconds += 60
  expect(await api.editMessageText(person, first.message_id, 'c')).toMatchObject({ reply_to_message: start })
  const invoice = { reply_parameters: { message_id: 1 } }
  expect(await api.sendInvoice(person, 'T', 'D', 'p', 'XTR', xtr(1), invoice)).toMatchObject({
    reply_to_message: start,
  })
  expect(await call('sendMessage', { chat_id: person, text: 'd', reply_to_message_id: 1 })).toMatchObject({
    result: { reply_to_message: start },
  })
})

test('a reply to what is not there is refused, unless it may go without', async () => {
  const { api, call, newcomer } = await stage()
  const person = await newcomer()
  const missing = badRequest('message to be replied not found')
  expect(await refusal(api.sendMessage(person, 'a', { reply_parameters: { message_id: 99 } }))).toEqual(
    missing,
  )
  const elsewhere = { message_id: 1, chat_id: 5 }
  expect(await refusal(api.sendMessage(person, 'a', { reply_parameters: elsewhere }))).toEqual(missing)
  const alone = await api.sendMessage(person, 'a', {
    reply_parameters: { message_id: 99, allow_sending_without_reply: true },
  })
  expect(alone).not.toHaveProperty('reply_to_message')
  const description = async (reply_parameters: unknown) =>
    (await call('sendMessage', { chat_id: person, text: 'a', reply_parameters })) as object
  expect(await description([])).toMatchObject({
    description: 'Bad Request: object expected as reply parameters',
  })
  expect(await description({ quote: 'a' })).toMatchObject({
    description: 'Bad Request: can\'t find field "message_id"',
  })
  expect(await description({})).toMatchObject({ ok: true })
})
