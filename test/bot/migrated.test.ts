import { Api } from 'grammy'
import { expect, test } from 'vitest'
import { followMigrated } from '../../bot/migrated.ts'
import { type Answer, scripted } from './scripted.ts'

const MOVED: Answer = {
  error_code: 400,
  description: 'Bad Request: group chat was upgraded to a supergroup chat',
  migrate_to_chat_id: -1007,
}

async function lineTo(lines: Record<string, Answer[]>) {
  const telegram = await scripted(lines)
  const api = new Api('1:x', { apiRoot: telegram.url })
  api.config.use(followMigrated())
  const chats = () => telegram.calls.map(({ payload }) => payload['chat_id'])
  return { api, chats }
}

// case 43
test('what a group is told that became a supergroup arrives there, and later calls go there at once', async () => {
  const { api, chats } = await lineTo({ sendMessage: [MOVED, { result: { message_id: 5 } }] })
  expect(await api.sendMessage(-7, 'hi')).toEqual({ message_id: 5 })
  expect(chats()).toEqual([-7, -1007])
  await api.sendMessage(-7, 'again')
  await api.sendMessage(-8, 'to another')
  expect(chats().slice(2)).toEqual([-1007, -8])
})

test('a group that is said to have moved again and again is not followed for ever', async () => {
  const { api, chats } = await lineTo({ sendMessage: [MOVED] })
  await expect(api.sendMessage(-7, 'hi')).rejects.toMatchObject({ error_code: 400 })
  expect(chats()).toEqual([-7, -1007])
})

test('other refusals, and calls about no chat, are left as they are', async () => {
  const { api, chats } = await lineTo({
    sendMessage: [{ error_code: 400, description: 'Bad Request: chat not found' }],
    getMe: [{ result: { id: 1 } }],
  })
  await expect(api.sendMessage(-7, 'hi')).rejects.toMatchObject({
    description: 'Bad Request: chat not found',
  })
  expect(await api.getMe()).toEqual({ id: 1 })
  expect(chats()).toEqual([-7, undefined])
})
