import { expect, test } from 'vitest'
import { climb, ground } from '../sandbox/ladder.ts'
import { eventually, hooked, texts } from './hook.ts'
import { drain, xtr } from './stage.ts'

/** The waits in seconds of so many failures in a row. */
function waits(failures: number, random: number): number[] {
  let ladder = ground
  return Array.from({ length: failures }, () => {
    const next = climb(ladder, 0, () => random)
    ladder = next.ladder
    return next.seconds
  })
}

test('the first retry is at once, then every wait is twice the last, to a random 60-120 s', () => {
  expect(waits(9, 0)).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60])
  expect(waits(9, 0.999)).toEqual([0, 2, 4, 8, 16, 32, 64, 120, 120])
})

test('Retry-After is waited for instead, an hour at most, and the ladder goes on where it was', () => {
  const first = climb(ground, 7)
  expect(first.seconds).toBe(7)
  expect(climb(first.ladder, 90_000).seconds).toBe(3600)
  expect(climb(climb(first.ladder, 5).ladder, 0).seconds).toBe(2)
})

test('an update whose next attempt would come after its time is dropped, and the chat goes on', async () => {
  const { api, clock, control, person, hook } = await hooked(() => ({ code: 500 }))
  await control.send({ person, text: 'too late' })
  await control.send({ person, text: 'in time' })
  await eventually(() => hook.seen.length).toBeGreaterThan(2)
  clock.seconds += 86_399
  await control.send({ person, text: 'after' })
  await eventually(() => texts(hook.seen)).toContain('after')
  await api.deleteWebhook()
  expect(texts(await drain(api))).toEqual(['after'])
})

test('a query is dropped when Retry-After asks for more time than it has', async () => {
  const { api, control, person, hook } = await hooked(
    () => ({ code: 503, headers: { 'retry-after': '200' } }),
    { precheckoutTimeoutMs: 100 },
  )
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  expect(await control.pay({ person, invoice_url })).toEqual({ status: 'failed', reason: 'timeout' })
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
  expect(hook.seen).toHaveLength(1)
})

test('a webhook that is gone (410) for 23 hours is removed, and its updates wait for a poll', async () => {
  const { api, clock, control, person, hook } = await hooked(() => ({ code: 410 }))
  await control.send({ person, text: 'anybody?' })
  await eventually(() => hook.seen.length).toBeGreaterThan(1)
  clock.seconds += 23 * 3600 - 1
  const seen = hook.seen.length
  await eventually(() => hook.seen.length).toBeGreaterThan(seen + 1)
  expect((await api.getWebhookInfo()).url).toBe(hook.url)
  clock.seconds += 2
  await eventually(async () => (await api.getWebhookInfo()).url).toBe('')
  expect(texts(await drain(api))).toEqual(['anybody?'])
})

test('another answer in between begins the 23 hours anew', async () => {
  const { api, clock, control, person, hook } = await hooked(() => ({ code: 410 }))
  await control.send({ person, text: 'anybody?' })
  await eventually(() => hook.seen.length).toBeGreaterThan(0)
  hook.answering = () => ({ code: 500 })
  const info = async () => (await api.getWebhookInfo()).last_error_message
  await eventually(info).toMatch('500')
  clock.seconds += 23 * 3600 + 1
  hook.answering = () => ({ code: 410 })
  await eventually(info).toMatch('410')
  expect((await api.getWebhookInfo()).url).toBe(hook.url)
})
