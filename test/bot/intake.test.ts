import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { whyPollingEnded } from '../../bot/intake.ts'
import { holdUp, takeDown } from '../stories/outage.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { intakes } from './intakes.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const { openIntake, atScripted } = intakes(() => books)

test('money is booked before a higher offset is asked for; the rest is handed on at once', async () => {
  const { supply, writes, pays, offsets, isBooked } = await openIntake()
  const letGo = await holdUp(books.url, 'payments')
  const [first, paid, last] = [await writes(), await pays('stx-held'), await writes()]
  expect(await supply()).toEqual([first, last])

  const later = await writes()
  expect(await supply()).toEqual([later])
  expect((await offsets()).at(-1)).toBe(paid)

  await letGo()
  while ((await offsets()).at(-1) === paid) {
    const next = await writes()
    expect(await supply()).toEqual([next])
  }
  expect(await isBooked('stx-held')).toBe(true)
})

test('money that fails holds the offset where it is until it is booked; nothing else is handed on twice', async () => {
  const { supply, writes, pays, offsets, isBooked } = await openIntake()
  const restore = await takeDown(books.url)
  const [first, paid] = [await writes(), await pays('stx-failed')]
  const handed = [...(await supply()), ...(await supply()), ...(await supply())]
  expect(handed).toEqual([first])
  expect(await offsets()).toEqual([0, paid, paid])

  await restore()
  const sent: number[] = []
  while ((await offsets()).at(-1) === paid) {
    sent.push(await writes())
    handed.push(...(await supply()))
  }
  expect(handed).toEqual([first, ...sent])
  expect(await isBooked('stx-failed')).toBe(true)
})

test('an update that expired at Telegram is forgotten here too', async () => {
  const { supply, writes, pays, telegram } = await openIntake()
  const restore = await takeDown(books.url)
  onTestFinished(restore)
  const query = {
    id: '1',
    from: { id: 5, is_bot: false, first_name: 'Bo' },
    currency: 'XTR',
    total_amount: 1,
    invoice_payload: 'x',
  }
  await telegram.deliver({ pre_checkout_query: query })
  expect(await supply()).toHaveLength(1)
  const early = await writes()
  await pays('stx-forgotten')
  expect(await supply()).toEqual([early])
  books.clock.advance(25 * 60 * 60 * 1000)
  const next = await writes()
  expect(await supply()).toEqual([next])
  await telegram.redeliver({ update_id: early })
  expect(await supply()).toEqual([early])
})

test('closing confirms what is booked, and asks for nothing where nothing new is', async () => {
  const { supply, close, writes, pays, offsets, telegram } = await openIntake()
  await writes()
  const last = await pays('stx-closed')
  await supply()
  await close(5_000)
  expect(await offsets()).toEqual([0, last + 1])
  expect((await telegram.bots())[0]?.pending_update_count).toBe(0)
  await close(5_000)
  expect(await offsets()).toHaveLength(2)
})

test('closing goes on where Telegram does not answer any more', async () => {
  const { supply, close } = await atScripted([{ result: [{ update_id: 1 }] }, 'hang up'])
  await supply()
  await expect(close(5_000)).resolves.toBeUndefined()
})

test('asks for the kinds of update it needs, whole, at every request', async () => {
  const { supply, calls } = await atScripted([{ result: [] }])
  await supply()
  await supply()
  const allowed_updates = [
    'message',
    'callback_query',
    'pre_checkout_query',
    'my_chat_member',
    'subscription',
  ]
  for (const { payload } of calls) expect(payload).toMatchObject({ allowed_updates, limit: 100, timeout: 30 })
})

test('waits as long as Telegram says after 429, and tries again after 5xx and broken connections', async () => {
  const { supply, calls } = await atScripted([
    { error_code: 429, description: 'Too Many Requests: retry after 1', retry_after: 1 },
    { error_code: 502, description: 'Bad Gateway' },
    'hang up',
    { result: [{ update_id: 1 }] },
  ])
  expect(await supply()).toEqual([1])
  expect(calls).toHaveLength(4)
})

test.each([
  [401, 'Unauthorized', 'BOT_TOKEN'],
  [409, 'Conflict: terminated by other getUpdates request', 'another process polls'],
])('%i ends polling and says why', async (error_code, description, why) => {
  const { supply } = await atScripted([{ error_code, description }])
  const error = await supply().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ error_code }) // cases 44 and 45
  expect(whyPollingEnded(error)).toContain(why)
})

test('what ends polling for another reason has no reason to tell', () => {
  expect(whyPollingEnded(new Error('a bug'))).toBeNull()
})
