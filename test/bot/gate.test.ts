import { HttpError } from 'grammy'
import type { Update } from 'grammy/types'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerInTime } from '../../bot/answer-in-time.ts'
import { createBot } from '../../bot/bot.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { createTexts } from '../../bot/texts.ts'
import { createTill } from '../../bot/till.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, someone } from '../support/sale.ts'
import { type Answer, scripted } from './scripted.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const BUSY: Answer = { error_code: 429, description: 'Too Many Requests: retry after 1', retry_after: 1 }

/** Somebody taps Pay on a good invoice, and Telegram takes the bot's answer like this. */
async function tapPay(answers: Answer[]) {
  const telegram = await scripted({ answerPreCheckoutQuery: answers })
  const log: string[] = []
  const registry = new Registry()
  const shared = {
    billing: books.billing,
    logger: pino({}, { write: line => log.push(line) }),
    metrics: metricsOn(registry),
    now: books.clock.now,
  }
  const bot = createBot({
    ...shared,
    token: '4400:gate-token',
    apiRoot: telegram.url,
    adminIds: [],
    settings: { contact: null, termsUrl: null, privacyUrl: null },
    appUrl: null,
    card: null,
    registry,
    texts: createTexts({ logger: shared.logger, strict: true }),
    till: createTill(shared),
    onRevoked: () => undefined,
    onAnswer: () => undefined,
    stopping: new AbortController().signal,
  })
  bot.botInfo = { id: 4400, is_bot: true, first_name: 'Gate', username: 'gate_bot' } as typeof bot.botInfo
  const personId = await someone(books)
  const order = await anOrder(books, personId)
  const from = { id: personId, is_bot: false, first_name: 'Ann', language_code: 'en' }
  const { amount: total_amount, currency } = order.price
  const query = { id: '77', from, currency, total_amount, invoice_payload: order.id }
  await bot.handleUpdate({ update_id: 1, pre_checkout_query: query } satisfies Update)
  const scrape = await registry.metrics()
  return {
    answers: telegram.calls.map(({ payload }) => payload['ok']),
    counted: /telegram_precheck_total\{result="(\w+)"\} 1\n/.exec(scrape)?.[1],
    log: log.join(''),
  }
}

// promise 3
test('an answer that Telegram refuses in passing, or that breaks off, is given again until it is there', async () => {
  const { answers, counted, log } = await tapPay([
    BUSY,
    'hang up',
    { error_code: 502, description: 'Bad Gateway' },
    { result: true },
  ])
  expect(answers).toEqual([true, true, true, true])
  expect(counted).toBe('ok')
  expect(log).toContain('pre-checkout answered')
})

// case 10
test('a query that is too old for an answer is left alone', async () => {
  const { answers, counted } = await tapPay([
    {
      error_code: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    },
  ])
  expect(answers).toEqual([true])
  expect(counted).toBe('late')
})

test.each<[string, Answer]>([
  ['a pause longer than the payer waits', { ...BUSY, retry_after: 30 } as Answer],
  ['a refusal that stays one', { error_code: 400, description: 'Bad Request: ERROR_TEXT_EMPTY' }],
])('%s is not waited out, and stands in the log', async (_, answer) => {
  const { answers, counted, log } = await tapPay([answer])
  expect(answers).toEqual([true])
  expect(counted).toBe('unanswered')
  expect(log).toContain('pre-checkout not answered; the order stays payable')
})

test.each<[string, (signal: AbortSignal) => Promise<never>]>([
  ['breaks every connection', () => Promise.reject(new HttpError('Network request failed', new Error()))],
  [
    'never says anything',
    signal =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new HttpError('aborted', signal.reason)))
      }),
  ],
])('when Telegram %s, nine seconds after the query it is given up', async (_, ask) => {
  const receivedAt = performance.now() - 8_500 // of the nine seconds; without an end, the test would have none
  let tries = 0
  const outcome = await answerInTime({
    receivedAt,
    ask: signal => {
      tries++
      return ask(signal as AbortSignal)
    },
  })
  expect(outcome).toMatchObject({ kind: 'unanswered' })
  expect(tries).toBeGreaterThan(0)
})
