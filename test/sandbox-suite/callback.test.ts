import { expect, test } from 'vitest'
import { badRequest, drain, refusal, stage } from './stage.ts'

const tooOld = badRequest('query is too old and response timeout expired or query ID is invalid')

async function pressed() {
  const staged = await stage()
  const person = await staged.newcomer({ language_code: 'ru' })
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'buy:pro' }]] }
  const message = await staged.api.sendMessage(person, 'choose', { reply_markup })
  const { callback_query_id } = await staged.control.press({
    person,
    message_id: message.message_id,
    data: 'buy:pro',
  })
  return { ...staged, person, message, callback_query_id }
}

test('a pressed button is a callback query with its data and message', async () => {
  const { api, person, message, callback_query_id } = await pressed()
  const [update] = await drain(api)
  expect(update?.callback_query).toEqual({
    id: callback_query_id,
    from: { id: person, is_bot: false, first_name: 'Ann', language_code: 'ru' },
    message,
    chat_instance: expect.any(String),
    data: 'buy:pro',
  })
})

test('its answer is a toast or an alert, once', async () => {
  const { api, control, person, message, callback_query_id } = await pressed()
  await api.answerCallbackQuery(callback_query_id, { text: 'Done' })
  expect(await refusal(api.answerCallbackQuery(callback_query_id))).toEqual(tooOld)
  const again = await control.press({ person, message_id: message.message_id, data: 'buy:pro' })
  await api.answerCallbackQuery(again.callback_query_id, { text: 'Careful', show_alert: true })
  expect((await control.chat(person)).toasts).toEqual([
    { id: callback_query_id, text: 'Done', alert: false },
    { id: again.callback_query_id, text: 'Careful', alert: true },
  ])
})

test('an answer without text shows nothing, but the button is no longer busy and who looks is told', async () => {
  const { api, control, person, callback_query_id } = await pressed()
  expect((await control.chat(person)).unanswered).toEqual([callback_query_id])
  const told = control.waitFor(person, chat => chat.unanswered.length === 0)
  await api.answerCallbackQuery(callback_query_id)
  expect((await told).toasts).toEqual([])
})

test('a button is busy for the one who pressed it, until its window has passed', async () => {
  const { api, clock, control, person, message, callback_query_id } = await pressed()
  const again = await control.press({ person, message_id: message.message_id, data: 'buy:pro' })
  const { user } = await control.addPerson({ first_name: 'Ben' })
  expect((await control.chat(user.id)).unanswered).toEqual([])
  await api.answerCallbackQuery(again.callback_query_id)
  expect((await control.chat(person)).unanswered).toEqual([callback_query_id])
  clock.seconds += 15
  expect((await control.chat(person)).unanswered).toEqual([])
})

test('a late or unknown answer is refused', async () => {
  const { api, clock, callback_query_id } = await pressed()
  expect(await refusal(api.answerCallbackQuery('12345'))).toEqual(tooOld)
  clock.seconds += 15
  expect(await refusal(api.answerCallbackQuery(callback_query_id))).toEqual(tooOld)
})

test('only a button that is there can be pressed', async () => {
  const { control, person, message } = await pressed()
  await expect(control.press({ person, message_id: message.message_id, data: 'other' })).rejects.toThrow(
    '409',
  )
  await expect(control.press({ person, message_id: 99, data: 'buy:pro' })).rejects.toThrow('404')
})
