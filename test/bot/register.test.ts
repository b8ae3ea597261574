import type { WebhookInfo } from 'grammy/types'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createApi } from '../../bot/api.ts'
import { UPDATE_TYPES } from '../../bot/counting.ts'
import { direct } from '../../bot/register.ts'
import { type Answer, scripted } from './scripted.ts'

const ADDRESS = 'https://shop.example/telegram/webhook'
const WEBHOOK = { kind: 'webhook', address: ADDRESS, secret: 'hush' } as const
const DONE: Answer = { result: true }

/** Registers a webhook with a Telegram that answers like this. */
async function registerAt({ set = DONE, info = {} }: { set?: Answer; info?: Partial<WebhookInfo> }) {
  const telegram = await scripted({
    setWebhook: [set],
    getWebhookInfo: [{ result: { url: ADDRESS, allowed_updates: [...UPDATE_TYPES], ...info } }],
  })
  const logger = pino({ level: 'silent' })
  const watch = { onRevoked: () => undefined, onAnswer: () => undefined }
  const api = createApi({ ...watch, token: '4500:register', apiRoot: telegram.url, patient: true })
  return { registered: direct(api, WEBHOOK, logger), calls: telegram.calls }
}

test('a webhook is asked for with its secret, all connections and the whole list of updates', async () => {
  const { registered, calls } = await registerAt({})
  await registered
  expect(calls.find(({ method }) => method === 'setWebhook')?.payload).toEqual({
    url: ADDRESS,
    secret_token: 'hush',
    max_connections: 100,
    allowed_updates: UPDATE_TYPES,
  })
})

// case 49
test.each<[string, Partial<WebhookInfo>, string]>([
  [
    'leaves out what payments need',
    { allowed_updates: ['message', 'my_chat_member'] },
    'Telegram would not send callback_query, pre_checkout_query, subscription.',
  ],
  ['goes elsewhere', { url: 'https://other.example/' }, 'Telegram sends updates to https://other.example/'],
  ['is gone', { url: '' }, 'Telegram sends updates to no webhook'],
])('a webhook that %s when it is looked at stops the start, with what to do', async (_, info, words) => {
  const { registered } = await registerAt({ info })
  const error = await registered.catch((thrown: unknown) => String(thrown))
  expect(error).toContain(words)
  expect(error).toContain('stop it, or give this shop a bot of its own, and start again.')
})

test('an address that Telegram refuses stops the start, naming the setting and no secret', async () => {
  const description = 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'
  const { registered } = await registerAt({ set: { error_code: 400, description } })
  const error = await registered.catch((thrown: unknown) => thrown)
  expect(String(error)).toContain(
    `Telegram refuses the webhook ${ADDRESS}: ${description}. Check PUBLIC_URL.`,
  )
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hush')
})
