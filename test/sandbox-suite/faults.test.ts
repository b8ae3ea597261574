import { expect, test } from 'vitest'
import type { FaultCounts, Faults } from '../sandbox/face.ts'
import { stage, token, xtr } from './stage.ts'

const none: FaultCounts = { duplicate: 0, reorder: 0, delay: 0, too_many: 0, internal: 0, dropped: 0, cut: 0 }

/** A bot and some people, with these faults in force. */
async function trouble(faults: Faults) {
  const staged = await stage()
  const people = [await staged.newcomer(), await staged.newcomer(), await staged.newcomer()]
  await staged.control.faults(faults)
  /** What came of a call: its error code, 0 for none, -1 where the connection ended. */
  const outcome = async (method: string, body: object) => {
    const answer = await staged.call(method, body).catch(() => ({ error_code: -1 }))
    return (answer as { error_code?: number }).error_code ?? 0
  }
  const said = async (person: number) => (await staged.control.chat(person)).messages.length - 1
  return { ...staged, people, person: people[0] ?? 0, outcome, said }
}

test('too_many refuses a call with 429 and a second to wait, and nothing happens', async () => {
  const { call, control, person, said, url } = await trouble({ seed: 1, too_many: 1 })
  expect(await call('sendMessage', { chat_id: person, text: 'hi' })).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  })
  expect((await fetch(`${url}/bot${token}/getMe`)).headers.get('retry-after')).toBe('1')
  expect(await said(person)).toBe(0)
  expect(await control.faultCounts()).toEqual({ ...none, too_many: 2 })
  expect(await control.requests('sendMessage')).toMatchObject([{ ok: false, error_code: 429 }])
})

test('internal refuses a call with 500, and nothing happens', async () => {
  const { call, control, person, said } = await trouble({ seed: 1, internal: 1 })
  expect(await call('sendMessage', { chat_id: person, text: 'hi' })).toEqual({
    ok: false,
    error_code: 500,
    description: 'Internal Server Error',
  })
  expect(await said(person)).toBe(0)
  expect(await control.faultCounts()).toEqual({ ...none, internal: 1 })
})

test('cut ends the connection before anything happens, dropped after it', async () => {
  const { control, outcome, person, said } = await trouble({ seed: 1, cut: 1 })
  expect(await outcome('sendMessage', { chat_id: person, text: 'hi' })).toBe(-1)
  expect(await said(person)).toBe(0)
  expect(await control.faultCounts()).toEqual({ ...none, cut: 1 })
  await control.faults({ seed: 1, dropped: 1 })
  expect(await outcome('sendMessage', { chat_id: person, text: 'hi' })).toBe(-1)
  expect(await said(person)).toBe(1)
  expect(await control.faultCounts()).toEqual({ ...none, dropped: 1 })
})

test('a refund whose answer is lost has happened, once, and so says the second try', async () => {
  const { api, call, control, outcome, person } = await trouble({ seed: 0 })
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  const paid = await control.pay({ person, invoice_url, without_precheckout: true })
  const charge = paid.status === 'paid' ? paid.charge_id : ''
  const refund = { user_id: person, telegram_payment_charge_id: charge }
  await control.faults({ seed: 1, dropped: 1 })
  expect(await outcome('refundStarPayment', refund)).toBe(-1)
  await control.faults({ seed: 0 })
  expect(await call('refundStarPayment', refund)).toMatchObject({
    description: 'Bad Request: CHARGE_ALREADY_REFUNDED',
  })
  expect((await control.balance()).transactions).toHaveLength(2)
})

test('delay answers late, after the effect', async () => {
  const { call, control, person, said } = await trouble({ seed: 1, delay: 1, delay_ms: 30_000 })
  const late = call('sendMessage', { chat_id: person, text: 'hi' }).catch(() => 'the sandbox ended first')
  await expect.poll(() => said(person), { timeout: 15_000 }).toBe(1)
  expect(await control.faultCounts()).toEqual({ ...none, delay: 1 })
  expect(await Promise.race([late, 'nothing yet'])).toBe('nothing yet')
})

test('an answer to a pre-checkout is exposed like every call', async () => {
  const { api, call, control, person, outcome } = await trouble({ seed: 0 })
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  const payment = control.pay({ person, invoice_url })
  await expect.poll(async () => (await api.getUpdates()).length, { timeout: 15_000 }).toBe(1)
  const pre_checkout_query_id = (await api.getUpdates())[0]?.pre_checkout_query?.id
  await control.faults({ seed: 1, internal: 1 })
  expect(await outcome('answerPreCheckoutQuery', { pre_checkout_query_id, ok: true })).toBe(500)
  await control.faults({ seed: 0 })
  expect(await call('answerPreCheckoutQuery', { pre_checkout_query_id, ok: true })).toMatchObject({
    ok: true,
  })
  expect(await payment).toMatchObject({ status: 'paid' })
})

test('seed 0 ends the faults, and what they did can still be asked', async () => {
  const { control, outcome, person } = await trouble({ seed: 1, internal: 1 })
  expect(await outcome('sendMessage', { chat_id: person, text: 'hi' })).toBe(500)
  expect(await control.faults({ seed: 0 })).toEqual({
    faults: { seed: 0 },
    counts: { ...none, internal: 1 },
  })
  expect(await outcome('sendMessage', { chat_id: person, text: 'hi' })).toBe(0)
  await expect(control.faults({ seed: 1, cut: 2 })).rejects.toThrow('400')
})

/** What came of eight messages to each of three people, who may be served in any order. */
async function fates(faults: Faults, order: number[]): Promise<number[][]> {
  const { outcome, people } = await trouble(faults)
  const seen: number[][] = people.map(() => [])
  for (const who of order)
    seen[who]?.push(await outcome('sendMessage', { chat_id: people[who], text: `${who}` }))
  return seen
}

const inTurn = Array.from({ length: 24 }, (_, index) => index % 3)
const oneByOne = inTurn.toSorted()
const mixed = { too_many: 0.2, internal: 0.2, dropped: 0.1, cut: 0.1 }

test('the same seed means the same faults for everyone, whoever comes first', async () => {
  const first = await fates({ seed: 42, ...mixed }, inTurn)
  expect(await fates({ seed: 42, ...mixed }, oneByOne)).toEqual(first)
  expect(await fates({ seed: 43, ...mixed }, inTurn)).not.toEqual(first)
  expect(new Set(first.flat())).toEqual(new Set([0, -1, 429, 500]))
})

test('each kind has a stream of its own: another kind beside it moves nothing', async () => {
  const tooMany = (all: number[][]) => all.map(each => each.map(code => code === 429))
  const alone = await fates({ seed: 7, too_many: 0.3 }, inTurn)
  expect(alone.flat()).toContain(429)
  expect(tooMany(await fates({ seed: 7, too_many: 0.3, internal: 0.3 }, inTurn))).toEqual(tooMany(alone))
})
