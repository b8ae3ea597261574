import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drain, stage } from './stage.ts'

test('a fresh person has an id beyond 32 bits and a thousand Stars', async () => {
  const { control } = await stage()
  const ann = await control.addPerson({ first_name: 'Ann' })
  const ben = await control.addPerson({
    id: 12,
    first_name: 'Ben',
    last_name: 'Lee',
    username: 'ben',
    language_code: 'ru',
    stars: 5,
  })
  expect(ann.user.id).toBeGreaterThan(2 ** 32)
  expect(ann.stars).toBe(1000)
  expect(ben).toEqual({
    user: {
      id: 12,
      is_bot: false,
      first_name: 'Ben',
      last_name: 'Lee',
      username: 'ben',
      language_code: 'ru',
    },
    stars: 5,
    blocked: false,
  })
  expect(await control.people()).toEqual([ann, ben])
  await expect(control.addPerson({ id: 12, first_name: 'Ben' })).rejects.toThrow('409')
})

test('a wish that makes no sense is refused with its reason', async () => {
  const { control, newcomer, url } = await stage()
  const person = await newcomer()
  await expect(control.send({ person: 1, text: 'a' })).rejects.toThrow('there is no person 1')
  await expect(control.send({ person, text: ' ' })).rejects.toThrow('1 to 4096')
  await expect(control.send({ person, text: 'a', chat: -1 })).rejects.toThrow('there is no group -1')
  await expect(control.group(-1)).rejects.toThrow('there is no group -1')
  await expect(control.addGroup({ title: 'Empty', members: [] })).rejects.toThrow('at least one member')
  await expect(control.redeliver({ update_id: 1 })).rejects.toThrow('there was no update 1')
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a"}' }
  expect((await fetch(`${url}/control/send`, init)).status).toBe(400)
  expect((await fetch(`${url}/control/balance?bot=9`)).status).toBe(404)
})

test('a text a person types has the entities Telegram would find in it', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await control.send({ person, text: '/refund stx_1' })
  expect((await drain(api))[0]?.message?.entities).toEqual([{ type: 'bot_command', offset: 0, length: 7 }])
})

test('each chat counts its own messages', async () => {
  const { api, newcomer } = await stage()
  const [ann, ben] = [await newcomer(), await newcomer()]
  expect((await api.sendMessage(ann, 'a')).message_id).toBe(2)
  expect((await api.sendMessage(ben, 'b')).message_id).toBe(2)
  expect((await api.sendMessage(ben, 'c')).message_id).toBe(3)
})

test('calls are recorded with what was asked and answered', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await api.sendMessage(person, 'a')
  await api.sendMessage(99, 'b').catch(() => null)
  expect(await control.requests('sendMessage')).toMatchObject([
    { method: 'sendMessage', payload: { chat_id: person, text: 'a' }, ok: true },
    { payload: { chat_id: 99 }, ok: false, error_code: 400, description: 'Bad Request: chat not found' },
  ])
  expect((await control.requests()).length).toBeGreaterThan(2)
})

test('waiting for a chat ends when it fits, and tells what was there when it does not', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const waiting = control.waitFor(person, chat => chat.messages.length === 3)
  await api.sendMessage(person, 'one')
  await api.sendMessage(person, 'two')
  expect((await waiting).messages).toHaveLength(3)
  await expect(control.waitFor(person, () => false, 1000)).rejects.toThrow('"/start","one","two"')
})

test('the page is served from its directory and nowhere else', async () => {
  const root = mkdtempSync(join(tmpdir(), 'page-'))
  const page = join(root, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.txt'), 'secret')
  writeFileSync(join(page, 'index.html'), '<p>chat</p>')
  writeFileSync(join(page, 'assets', 'chat.js'), 'chat()')
  const { url } = await stage({ page })
  const get = async (path: string) => {
    const response = await fetch(url + path)
    return [response.status, response.headers.get('content-type'), await response.text()]
  }
  expect(await get('/')).toEqual([200, 'text/html; charset=utf-8', '<p>chat</p>'])
  expect(await get('/assets/chat.js')).toEqual([200, 'text/javascript; charset=utf-8', 'chat()'])
  expect((await get('/nothing.js'))[0]).toBe(404)
  expect((await get('/assets'))[0]).toBe(404)
  expect((await get('/%2e%2e/secret.txt'))[0]).toBe(404)
  expect((await get('/..%2fsecret.txt'))[0]).toBe(404)
})

test('bots are listed with whether each is there', async () => {
  const { api, control, polling } = await stage()
  expect(await control.bots()).toMatchObject([{ bot: { id: 4242 }, polling: false, pending_update_count: 0 }])
  const poll = api.getUpdates({ timeout: 50 })
  await polling()
  const { user } = await control.addPerson({ first_name: 'Ann' })
  await control.send({ person: user.id, text: 'hi' })
  await poll
  expect(await control.bots()).toMatchObject([{ polling: false, pending_update_count: 1 }])
})
