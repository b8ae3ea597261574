import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

test('a deleted message is gone; one not there or over 48 hours old cannot be deleted', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  const { message_id } = await api.sendMessage(person, 'gone soon')
  const old = await api.sendMessage(person, 'stays')
  await api.deleteMessage(person, message_id)
  expect((await control.chat(person)).messages.map(message => message.text)).toEqual(['/start', 'stays'])
  expect(await refusal(api.deleteMessage(person, message_id))).toEqual(
    badRequest('message to delete not found'),
  )
  clock.seconds += 48 * 3600 + 1
  expect(await refusal(api.deleteMessage(person, old.message_id))).toEqual(
    badRequest("message can't be deleted"),
  )
})

test('several messages are deleted at once, and those not there are passed over', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const { message_id } = await api.sendMessage(person, 'a')
  await api.deleteMessages(person, [message_id, 77])
  expect((await control.chat(person)).messages).toHaveLength(1)
})
