import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

test('an edit changes the message, says when, and drops a keyboard not given again', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }
  const { message_id, date } = await api.sendMessage(person, 'before', { reply_markup })
  clock.seconds += 60
  const edited = await api.editMessageText(person, message_id, '<i>after</i>', { parse_mode: 'HTML' })
  expect(edited).toMatchObject({
    message_id,
    date,
    edit_date: date + 60,
    text: 'after',
    entities: [{ type: 'italic' }],
  })
  expect(edited).not.toHaveProperty('reply_markup')
  expect(await api.editMessageReplyMarkup(person, message_id, { reply_markup })).toMatchObject({
    reply_markup,
  })
  expect((await control.chat(person)).messages.at(-1)).toMatchObject({ text: 'after', reply_markup })
})

test('an edit that changes nothing is refused', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }
  const { message_id } = await api.sendMessage(person, 'same', { reply_markup })
  const notModified = badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
  expect(await refusal(api.editMessageText(person, message_id, 'same', { reply_markup }))).toEqual(
    notModified,
  )
  expect(await refusal(api.editMessageReplyMarkup(person, message_id, { reply_markup }))).toEqual(notModified)
  await api.editMessageText(person, message_id, 'same')
  expect(await refusal(api.editMessageText(person, message_id, 'same'))).toEqual(notModified)
})

test("what is not there, not the bot's or not a text cannot be edited", async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  expect(await refusal(api.editMessageText(person, 99, 'a'))).toEqual(badRequest('message to edit not found'))
  expect(await refusal(api.editMessageText(person, 1, 'a'))).toEqual(badRequest("message can't be edited"))
  const { message_id } = await api.sendInvoice(person, 'T', 'D', 'p', 'XTR', [{ label: 'a', amount: 1 }])
  expect(await refusal(api.editMessageText(person, message_id, 'a'))).toEqual(
    badRequest('there is no text in the message to edit'),
  )
})
