import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import { expect, test } from 'vitest'
import { eventually, hooked, receiver, texts } from './hook.ts'
import { drain, refusal, stage, token } from './stage.ts'

const unauthorized = { code: 401, description: 'Unauthorized' }

test('a revoked token is worthless, the webhook is gone, and what waits comes under the new one', async () => {
  const { api, control, person, hook, url } = await hooked(() => ({ code: 500 }))
  await control.send({ person, text: 'waiting' })
  await eventually(() => hook.seen.length).toBeGreaterThan(0)
  const fresh = await control.revokeToken()
  expect(fresh.token).toMatch(/^4242:[\w-]{30,}$/)
  expect(await refusal(api.getMe())).toEqual(unauthorized)
  const renewed = new Api(fresh.token, { apiRoot: url })
  expect(await renewed.getMe()).toMatchObject({ id: 4242 })
  expect(await renewed.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 1 })
  expect(texts(await drain(renewed))).toEqual(['waiting'])
})

test('a poll that waits when the token is revoked ends with 401', async () => {
  const { api, control, polling } = await stage()
  const poll = refusal(api.getUpdates({ timeout: 50 }))
  await polling()
  await control.revokeToken()
  expect(await poll).toEqual(unauthorized)
})

test('a restart knows the webhook, what waits for it, and which token was revoked', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const before = await stage({ save, local: true })
  const person = await before.newcomer()
  const hook = await receiver(() => ({ code: 500 }))
  const fresh = await before.control.revokeToken()
  await new Api(fresh.token, { apiRoot: before.url }).setWebhook(hook.url, { secret_token: 'hush' })
  await before.control.faults({ seed: 1, reorder: 1 })
  await before.control.send({ person, text: 'held back' })
  await before.stop()

  hook.answering = () => ({})
  const after = await stage({ save, local: true })
  await eventually(() => texts(hook.seen)).toEqual(['held back'])
  expect(hook.headers.at(-1)).toMatchObject({ 'x-telegram-bot-api-secret-token': 'hush' })
  expect(await refusal(after.api.getMe())).toEqual(unauthorized)
  expect(after.api.token).toBe(token)
})
