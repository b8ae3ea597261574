import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

test('a text has 1 to 4096 characters once its tags are read', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const longest = `<b>${'a'.repeat(4096)}</b>`
  expect((await api.sendMessage(person, longest, { parse_mode: 'HTML' })).text).toHaveLength(4096)
  expect(await refusal(api.sendMessage(person, 'a'.repeat(4097)))).toEqual(badRequest('message is too long'))
  expect(await refusal(api.sendMessage(person, ''))).toEqual(badRequest('message text is empty'))
  expect(await refusal(api.sendMessage(person, ' \n '))).toEqual(badRequest('text must be non-empty'))
  expect(await refusal(api.sendMessage(person, '<b></b>', { parse_mode: 'HTML' }))).toEqual(
    badRequest('text must be non-empty'),
  )
  expect(await refusal(api.sendMessage(person, 'a'.repeat(32_769)))).toEqual(badRequest('text is too long'))
})

test('a parse mode and parameters it does not know are refused', async () => {
  const { call, newcomer } = await stage()
  const chat_id = await newcomer()
  const description = async (body: object) =>
    (await call('sendMessage', { chat_id, text: 'a', ...body })) as object
  expect(await description({ parse_mode: 'bbcode' })).toMatchObject({
    description: 'Bad Request: unsupported parse_mode',
  })
  expect(await description({ reply_markup: '{' })).toMatchObject({
    description: "Bad Request: can't parse reply keyboard markup JSON object",
  })
  expect(await description({ link_preview_options: [] })).toMatchObject({
    description: 'Bad Request: object expected as link preview options',
  })
})

test('link previews are echoed', async () => {
  const { api, newcomer } = await stage()
  const link_preview_options = {
    is_disabled: true,
    url: 'https://a.example',
    prefer_small_media: true,
    show_above_text: true,
  }
  expect(await api.sendMessage(await newcomer(), 'a', { link_preview_options })).toMatchObject({
    link_preview_options,
  })
})

test('a chat action is one of those there are', async () => {
  const { api, call, newcomer } = await stage()
  const person = await newcomer()
  expect(await api.sendChatAction(person, 'typing')).toBe(true)
  expect(await call('sendChatAction', { chat_id: person, action: 'juggling' })).toMatchObject({
    description: 'Bad Request: wrong parameter action in request',
  })
})
