import { Api, Bot } from 'grammy'
import { expect, test } from 'vitest'
import { drain, refusal, stage, token } from './stage.ts'

test('getMe names the bot the token belongs to', async () => {
  const { api } = await stage()
  expect(await api.getMe()).toMatchObject({
    id: 4242,
    is_bot: true,
    username: 'shop_bot',
    first_name: 'Shop',
  })
})

test('a wrong token is unauthorized', async () => {
  const { url } = await stage()
  const revoked = new Api('4242:revoked', { apiRoot: url })
  expect(await refusal(revoked.getMe())).toEqual({ code: 401, description: 'Unauthorized' })
  const garbled = new Api('garbled', { apiRoot: url })
  expect(await refusal(garbled.getMe())).toEqual({
    code: 401,
    description: 'Unauthorized: invalid token specified',
  })
})

test('a method it does not know is not found, and recorded', async () => {
  const { call, control } = await stage()
  expect(await call('sendTelepathy', { chat_id: 1 })).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  })
  expect(await control.requests('sendtelepathy')).toEqual([
    {
      method: 'sendTelepathy',
      payload: { chat_id: 1 },
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
      at: expect.any(String),
    },
  ])
})

test('a path that is no call at all is not found', async () => {
  const { url } = await stage()
  const response = await fetch(`${url}/robot`)
  expect(await response.json()).toEqual({ ok: false, error_code: 404, description: 'Not Found' })
})

test('method names have no case', async () => {
  const { call } = await stage()
  expect(await call('GETME')).toMatchObject({ ok: true })
})

test('the test environment lies under /test', async () => {
  const { url } = await stage()
  const api = new Api(token, { apiRoot: url, environment: 'test' })
  expect(await api.getMe()).toMatchObject({ id: 4242 })
})

test('parameters are read from the query, urlencoded, multipart and JSON bodies alike', async () => {
  const { url, newcomer, control } = await stage()
  const person = await newcomer()
  const method = `${url}/bot${token}/sendMessage`
  const fields = {
    chat_id: String(person),
    text: 'hello',
    reply_markup: '{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}',
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  await fetch(`${method}?${new URLSearchParams(fields)}`)
  await fetch(method, { method: 'POST', body: new URLSearchParams(fields) })
  await fetch(method, { method: 'POST', body: form })
  await fetch(method, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  })
  const { messages } = await control.chat(person)
  const sent = messages.filter(message => message.from?.is_bot)
  expect(sent.map(message => message.text)).toEqual(['hello', 'hello', 'hello', 'hello'])
  expect(sent.every(message => message.reply_markup?.inline_keyboard[0]?.[0]?.text === 'a')).toBe(true)
})

test('a body that is not JSON is a bad request', async () => {
  const { url } = await stage()
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }
  const response = await fetch(`${url}/bot${token}/getMe`, init)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ ok: false, error_code: 400 })
})

test('a real grammY bot polls, answers, and is polled out by another', async () => {
  const { url, control, api } = await stage()
  const bot = new Bot(token, { client: { apiRoot: url } })
  bot.command('start', context => context.reply('welcome'))
  const { user } = await control.addPerson({ first_name: 'Ann' })
  const ended = bot.start({ drop_pending_updates: true })
  await control.send({ person: user.id, text: '/start' })
  await control.waitFor(user.id, chat => chat.messages.some(message => message.text === 'welcome'))
  const other = api.getUpdates({ timeout: 50 })
  await expect(ended).rejects.toMatchObject({ error_code: 409 })
  await control.send({ person: user.id, text: 'bye' })
  expect((await other).map(update => update.message?.text)).toContain('bye')
  await drain(api)
})
