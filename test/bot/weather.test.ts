import { Api } from 'grammy'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { patience } from '../../bot/patience.ts'
import { longerWait, persist, retryAfterMs } from '../../bot/persist.ts'
import { type Answer, scripted } from './scripted.ts'

const quiet = pino({ level: 'silent' })

test('waits double from 0.2 s and end at 2 s', () => {
  const waits = [0, 1, 2, 3, 4, 5].reduce<number[]>(list => [...list, longerWait(list.at(-1) ?? 0)], [])
  expect(waits).toEqual([200, 400, 800, 1600, 2000, 2000])
})

test('a refusal is not tried again', async () => {
  const telegram = await scripted({ getMe: [{ error_code: 400, description: 'Bad Request: no' }] })
  const api = new Api('1:x', { apiRoot: telegram.url })
  const error = await persist(() => api.getMe(), quiet).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ description: 'Bad Request: no' })
  expect(retryAfterMs(error, 200)).toBeNull()
  expect(retryAfterMs(new Error('a bug'), 200)).toBeNull()
})

test('a call that has to succeed outlasts broken connections and 5xx', async () => {
  const telegram = await scripted({
    getMe: ['hang up', { error_code: 500, description: 'Internal' }, { result: { id: 1 } }],
  })
  expect(await persist(() => new Api('1:x', { apiRoot: telegram.url }).getMe(), quiet)).toEqual({ id: 1 })
})

test('a message waits out a short 429; a pre-checkout answer does not, nor anything a long one', async () => {
  const busy = (retry_after?: number): Answer => ({
    error_code: 429,
    description: 'Too Many Requests',
    ...(retry_after === undefined ? {} : { retry_after }),
  })
  const telegram = await scripted({
    sendMessage: [busy(0), { result: { message_id: 5 } }, busy(3600)],
    answerPreCheckoutQuery: [busy(0)],
    sendChatAction: [busy(0)],
    getMe: [busy(), { result: { id: 1 } }],
  })
  const api = new Api('1:x', { apiRoot: telegram.url })
  api.config.use(patience)
  expect(await api.sendMessage(1, 'hi')).toEqual({ message_id: 5 }) // case 42
  await expect(api.sendMessage(1, 'hi')).rejects.toMatchObject({ error_code: 429 })
  await expect(api.answerPreCheckoutQuery('1', true)).rejects.toMatchObject({ error_code: 429 })
  await expect(api.sendChatAction(1, 'typing')).rejects.toMatchObject({ error_code: 429 })
  expect(await api.getMe()).toEqual({ id: 1 })
  const counts = Object.groupBy(telegram.calls, ({ method }) => method)
  expect(Object.values(counts).map(calls => calls?.length)).toEqual([3, 1, 3, 2])
})
