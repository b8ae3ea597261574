import { expect, test } from 'vitest'
import { eventually, receiver } from './hook.ts'
import { badRequest, refusal, stage } from './stage.ts'

const url = 'https://shop.example/telegram/webhook'

test('while a webhook is set, polling is a conflict', async () => {
  const { api } = await stage()
  await api.setWebhook(url)
  expect(await refusal(api.getUpdates())).toEqual({
    code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  })
  await api.deleteWebhook()
  expect(await api.getUpdates()).toEqual([])
})

test('setting a webhook ends a poll that waits', async () => {
  const { api, polling } = await stage()
  const poll = refusal(api.getUpdates({ timeout: 50 }))
  await polling()
  await api.setWebhook(url)
  expect(await poll).toEqual({ code: 409, description: 'Conflict: terminated by setWebhook request' })
})

test('getWebhookInfo tells what was set, and what waits', async () => {
  const { api, control, newcomer } = await stage({ local: true })
  const person = await newcomer()
  await control.send({ person, text: 'waiting' })
  const { url } = await receiver(() => new Promise(() => {}))
  await api.setWebhook(url, {
    max_connections: 50,
    allowed_updates: ['message', 'pre_checkout_query'],
    secret_token: 'a-b_C9',
  })
  expect(await api.getWebhookInfo()).toEqual({
    url,
    has_custom_certificate: false,
    pending_update_count: 1,
    max_connections: 50,
    ip_address: '<unknown>',
    allowed_updates: ['message', 'pre_checkout_query'],
  })
  await api.deleteWebhook({ drop_pending_updates: true })
  expect(await api.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 0 })
})

test.each([
  ['http://shop.example/', {}, 'bad webhook: An HTTPS URL must be provided for webhook'],
  ['https://shop.example:8080/', {}, 'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'],
  ['https://', {}, 'invalid webhook URL specified'],
  [url, { secret_token: 'a'.repeat(257) }, 'secret token is too long'],
  [url, { secret_token: 'not allowed' }, 'secret token contains unallowed characters'],
])('a webhook at %s with %o is refused', async (address, options, reason) => {
  const { api } = await stage()
  expect(await refusal(api.setWebhook(address, options))).toEqual(badRequest(reason))
  expect((await api.getWebhookInfo()).url).toBe('')
})

test("a server of one's own takes any http address and port, and more connections", async () => {
  const { api } = await stage({ local: true })
  await api.setWebhook('http://127.0.0.1:8081/hook', { max_connections: 500 })
  expect(await api.getWebhookInfo()).toMatchObject({
    url: 'http://127.0.0.1:8081/hook',
    max_connections: 500,
  })
})

test("Telegram's own takes 100 connections at most", async () => {
  const { api } = await stage()
  await api.setWebhook(url, { max_connections: 500 })
  expect(await api.getWebhookInfo()).toMatchObject({ max_connections: 100 })
})

test('a webhook that is refused takes the earlier one with it', async () => {
  const { api, call } = await stage()
  await api.setWebhook(url)
  await eventually(() => call('setWebhook', { url: 'http://shop.example/' })).toMatchObject({
    error_code: 400,
  })
  expect((await api.getWebhookInfo()).url).toBe('')
})
