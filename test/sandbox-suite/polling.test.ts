import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import { drain, refusal, stage, token } from './stage.ts'

const texts = (updates: Update[]) => updates.map(update => update.message?.text)

test('an update comes again until a higher offset confirms it', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  for (const text of ['one', 'two', 'three']) await control.send({ person, text })
  const [one, two, three] = await api.getUpdates()
  expect(texts(await api.getUpdates())).toEqual(['one', 'two', 'three'])
  expect(two?.update_id).toBe((one?.update_id ?? 0) + 1)
  expect(texts(await api.getUpdates({ offset: three?.update_id ?? 0 }))).toEqual(['three'])
  expect(texts(await api.getUpdates())).toEqual(['three'])
  expect(await api.getUpdates({ offset: (three?.update_id ?? 0) + 1 })).toEqual([])
  expect(await api.getUpdates()).toEqual([])
})

test('update ids begin anywhere', async () => {
  const begins = await Promise.all(
    [1, 2, 3].map(async () => {
      const { api, control } = await stage()
      const { user } = await control.addPerson({ first_name: 'Ann' })
      await control.send({ person: user.id, text: 'hi' })
      return (await api.getUpdates())[0]?.update_id
    }),
  )
  expect(new Set(begins).size).toBe(3)
})

test('a negative offset keeps the last updates and forgets the others', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  for (const text of ['one', 'two', 'three']) await control.send({ person, text })
  expect(texts(await api.getUpdates({ offset: -2 }))).toEqual(['two', 'three'])
  expect(texts(await api.getUpdates())).toEqual(['two', 'three'])
})

test('an offset far in the future confirms nothing', async () => {
  const { api, control, newcomer } = await stage()
  await control.send({ person: await newcomer(), text: 'one' })
  expect(texts(await api.getUpdates({ offset: 2_000_000_000 }))).toEqual(['one'])
})

test('limit is clamped to 1-100', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  for (let index = 0; index < 102; index++) await control.send({ person, text: `${index}` })
  expect(await api.getUpdates({ limit: 0 })).toHaveLength(1)
  expect(await api.getUpdates({ limit: 1000 })).toHaveLength(100)
})

test('a long poll answers as soon as something happens', async () => {
  const { api, control, newcomer, polling } = await stage()
  const person = await newcomer()
  const poll = api.getUpdates({ timeout: 50 })
  await polling()
  await control.send({ person, text: 'at last' })
  expect(texts(await poll)).toEqual(['at last'])
})

test('a long poll of a bot that hung up takes nothing away', async () => {
  const { api, control, newcomer, polling, url } = await stage()
  const person = await newcomer()
  const hangUp = new AbortController()
  const poll = fetch(`${url}/bot${token}/getUpdates?timeout=50`, { signal: hangUp.signal })
  await polling()
  hangUp.abort()
  await expect(poll).rejects.toThrow()
  await control.send({ person, text: 'still here' })
  expect(texts(await api.getUpdates())).toEqual(['still here'])
})

test('a second poll ends the first with a conflict', async () => {
  const { api, control, newcomer, polling } = await stage()
  const person = await newcomer()
  const first = refusal(api.getUpdates({ timeout: 50 }))
  await polling()
  const second = api.getUpdates({ timeout: 50 })
  expect(await first).toEqual({
    code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
  await control.send({ person, text: 'mine' })
  expect(texts(await second)).toEqual(['mine'])
})

test('a bot nobody asks for it gets no chat_member, but everything else', async () => {
  const { api, call, control, newcomer } = await stage()
  const person = await newcomer()
  await control.block({ person, blocked: true })
  await control.block({ person, blocked: false })
  await control.send({ person, text: 'hi' })
  expect((await drain(api)).map(update => Object.keys(update).at(-1))).toEqual([
    'my_chat_member',
    'my_chat_member',
    'message',
  ])
  expect(await call('getWebhookInfo')).toEqual({
    ok: true,
    result: { url: '', has_custom_certificate: false, pending_update_count: 0 },
  })
})

test('allowed_updates stick until another list is given', async () => {
  const { api, call, control, newcomer } = await stage()
  const person = await newcomer()
  await api.getUpdates({ allowed_updates: ['message'] })
  await call('getUpdates', { allowed_updates: '[nonsense' })
  await control.block({ person, blocked: true })
  await control.block({ person, blocked: false })
  await control.send({ person, text: 'hi' })
  expect(texts(await drain(api))).toEqual(['hi'])
  expect((await api.getWebhookInfo()).allowed_updates).toEqual(['message'])
  await api.getUpdates({ allowed_updates: [] })
  expect(await api.getWebhookInfo()).not.toHaveProperty('allowed_updates')
  await control.block({ person, blocked: true })
  expect(await drain(api)).toMatchObject([{ my_chat_member: { new_chat_member: { status: 'kicked' } } }])
})

test('a message waits 24 hours, a query 150 seconds', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }
  const { message_id } = await api.sendMessage(person, 'press', { reply_markup })
  await control.press({ person, message_id, data: 'a' })
  await control.send({ person, text: 'hi' })
  clock.seconds += 149
  expect(await api.getUpdates()).toHaveLength(2)
  clock.seconds += 1
  expect(texts(await api.getUpdates())).toEqual(['hi'])
  clock.seconds += 86_400 - 151
  expect(texts(await api.getUpdates())).toEqual(['hi'])
  clock.seconds += 1
  expect(await api.getUpdates()).toEqual([])
})

test('an update already confirmed can come again, under its own id or a fresh one', async () => {
  const { api, control, newcomer } = await stage()
  await control.send({ person: await newcomer(), text: 'once' })
  const [once] = await drain(api)
  const id = once?.update_id ?? 0
  await control.redeliver({ update_id: id })
  expect(await api.getUpdates({ offset: id + 1 })).toEqual([once])
  expect(await api.getUpdates({ offset: id + 1 })).toEqual([])
  await control.redeliver({ update_id: id, fresh: true })
  const [again] = await api.getUpdates({ offset: id + 1 })
  expect(again).toEqual({ ...once, update_id: id + 1 })
})

test('a raw update is delivered as it is, at any id', async () => {
  const { api, control } = await stage()
  const user = { id: 5, is_bot: false, first_name: 'Nobody' }
  const query = { id: '1', from: user, currency: 'XTR', total_amount: 1, invoice_payload: 'garbled' }
  await api.getUpdates({ allowed_updates: ['message'] })
  await control.deliver({ pre_checkout_query: query })
  const [delivered] = await drain(api)
  expect(delivered?.pre_checkout_query).toEqual(query)
  const jump = (delivered?.update_id ?? 0) + 1_000_000
  await control.deliver({ update_id: jump, pre_checkout_query: query })
  expect(await drain(api)).toEqual([{ update_id: jump, pre_checkout_query: query }])
})
