import { expect, test } from 'vitest'
import { eventually, hooked, receiver, texts } from './hook.ts'
import { drain, refusal, stage, xtr } from './stage.ts'

test('what waits and what comes is posted to the webhook, with its secret', async () => {
  const { api, control, newcomer } = await stage({ local: true })
  const person = await newcomer()
  await control.send({ person, text: 'before' })
  const hook = await receiver()
  await api.setWebhook(hook.url, { secret_token: 'hush_1' })
  await control.send({ person, text: 'after' })
  await eventually(() => texts(hook.seen)).toEqual(['before', 'after'])
  expect(hook.headers[0]).toMatchObject({
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': 'hush_1',
  })
  expect(hook.seen).toEqual((await control.updates()).slice(-2))
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
})

test('without a secret there is no such header', async () => {
  const { control, person, hook } = await hooked()
  await control.send({ person, text: 'hi' })
  await eventually(() => hook.headers).toHaveLength(1)
  expect(hook.headers[0]).not.toHaveProperty('x-telegram-bot-api-secret-token')
})

test('a chat has one update under way, while other chats go on', async () => {
  const open: (() => void)[] = []
  const { control, person, hook } = await hooked(() => new Promise(resolve => open.push(() => resolve({}))))
  const other = (await control.addPerson({ first_name: 'Ben' })).user.id
  for (const text of ['one', 'two', 'three']) await control.send({ person, text })
  await control.send({ person: other, text: 'me too' })
  await eventually(() => texts(hook.seen)).toEqual(['one', 'me too'])
  open[0]?.()
  await eventually(() => texts(hook.seen)).toEqual(['one', 'me too', 'two'])
  open[2]?.()
  await eventually(() => texts(hook.seen)).toEqual(['one', 'me too', 'two', 'three'])
})

test('subscription updates of a person wait for each other, not for the chat', async () => {
  const { control, person, hook } = await hooked(() => new Promise(() => {}))
  const user = { id: person, is_bot: false, first_name: 'Ann' }
  await control.send({ person, text: 'hi' })
  for (const state of ['canceled', 'active'] as const)
    await control.deliver({ subscription: { user, invoice_payload: 'order-1', state } })
  await control.block({ person, blocked: true })
  await eventually(() => hook.seen.map(update => Object.keys(update)[1])).toEqual([
    'message',
    'subscription',
    'my_chat_member',
  ])
})

test('no more updates are under way at once than max_connections', async () => {
  const { api, control, newcomer } = await stage({ local: true })
  const people = [await newcomer(), await newcomer(), await newcomer(), await newcomer(), await newcomer()]
  let [now, most] = [0, 0]
  const hook = await receiver(async () => {
    most = Math.max(most, ++now)
    await new Promise(resolve => setTimeout(resolve, 150))
    now--
    return {}
  })
  for (const person of people) await control.send({ person, text: 'hi' })
  await api.setWebhook(hook.url, { max_connections: 2 })
  await eventually(() => hook.seen).toHaveLength(5)
  expect(most).toBe(2)
})

test('a payment that is not taken holds up its chat, but not a pre-checkout of the same person', async () => {
  const { api, call, control, person, hook } = await hooked(update =>
    update.message?.successful_payment ? { code: 500 } : {},
  )
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  await control.pay({ person, invoice_url, without_precheckout: true })
  await control.send({ person, text: 'thanks' })
  const second = control.pay({ person, invoice_url })
  const query = () => hook.seen.find(update => update.pre_checkout_query)?.pre_checkout_query
  await eventually(query).toBeDefined()
  await call('answerPreCheckoutQuery', { pre_checkout_query_id: query()?.id, ok: true })
  expect(await second).toMatchObject({ status: 'paid' })
  expect(texts(hook.seen)).not.toContain('thanks')
  hook.answering = () => ({})
  await eventually(() => texts(hook.seen)).toContain('thanks')
  expect(new Set(hook.seen.flatMap(update => update.message?.successful_payment ?? [])).size).toBeGreaterThan(
    2,
  )
})

test.each([
  ['500', { code: 500 }, 'Wrong response from the webhook: 500 Internal Server Error'],
  ['a redirect', { code: 302 }, 'Wrong response from the webhook: 302 Found'],
  [
    'JSON that is none',
    { headers: { 'content-type': 'application/json' }, body: '[]' },
    'Bad Request: JSON object expected',
  ],
])('an update answered with %s comes again, and getWebhookInfo says why', async (_, answer, reason) => {
  const { api, clock, control, person, hook } = await hooked(() => answer)
  await control.send({ person, text: 'hi' })
  await eventually(() => texts(hook.seen).length).toBeGreaterThan(2)
  expect(await api.getWebhookInfo()).toMatchObject({
    pending_update_count: 1,
    last_error_date: clock.seconds,
    last_error_message: reason,
  })
  hook.answering = () => ({})
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
})

test('an update comes again when the bot hangs up, or is silent for too long', async () => {
  const { api, control, person, hook } = await hooked(() => ({ hangUp: true }), { webhookTimeoutMs: 30 })
  await control.send({ person, text: 'hi' })
  await eventually(() => texts(hook.seen).length).toBeGreaterThan(1)
  hook.answering = () => new Promise(() => {})
  await eventually(async () => (await api.getWebhookInfo()).last_error_message).toBe('Read timeout expired')
  hook.answering = () => ({})
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
})

test('where nobody listens the connection is refused, and the update waits', async () => {
  const { api, control, newcomer } = await stage({ local: true, retryUnitMs: 1 })
  const person = await newcomer()
  await api.setWebhook('http://127.0.0.1:1/hook')
  await control.send({ person, text: 'hi' })
  await eventually(async () => (await api.getWebhookInfo()).last_error_message).toBe('Connection refused')
  await api.deleteWebhook()
  expect(texts(await drain(api))).toEqual(['hi'])
})

test('a webhook taken away gets nothing more; what it had not taken waits for a poll', async () => {
  const { api, control, person, hook } = await hooked(() => new Promise(() => {}))
  await control.send({ person, text: 'under way' })
  await eventually(() => hook.seen).toHaveLength(1)
  await api.deleteWebhook()
  await control.send({ person, text: 'later' })
  expect(texts(await drain(api))).toEqual(['under way', 'later'])
  expect(texts(hook.seen)).toEqual(['under way'])
})

test('a webhook set elsewhere gets what the first had not taken', async () => {
  const { api, call, control, person, hook } = await hooked(() => ({ code: 503 }))
  await control.send({ person, text: 'hi' })
  await eventually(() => hook.seen.length).toBeGreaterThan(0)
  const other = await receiver()
  await eventually(() => call('setWebhook', { url: other.url })).toMatchObject({ ok: true })
  await eventually(() => texts(other.seen)).toEqual(['hi'])
  expect(await api.getWebhookInfo()).not.toHaveProperty('last_error_message')
})

test('setWebhook more often than once a second is too much', async () => {
  const { api, hook } = await hooked()
  expect(await refusal(api.setWebhook(hook.url))).toEqual({
    code: 429,
    description: 'Too Many Requests: retry after 1',
  })
  expect(await api.deleteWebhook()).toBe(true)
})
