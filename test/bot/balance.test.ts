import { Api, GrammyError } from 'grammy'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { balance } from '../../bot/balance.ts'
import { cardBlock } from '../../bot/balance-card.ts'
import type { PersonContext } from '../../bot/context.ts'
import { watchBalance } from '../../bot/watch-balance.ts'
import type { Billing } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import { en, ru } from './speech.ts'

type Account = Awaited<ReturnType<Billing['balances']>>[number]

/** A line to a Telegram that holds so many Stars, or does not answer. */
function telegram(amount: () => number | null): Api {
  const api = new Api('1:token')
  api.config.use(async (_, method) => {
    const held = amount()
    if (held === null)
      throw new GrammyError('down', { ok: false, error_code: 502, description: 'Bad Gateway' }, method, {})
    return { ok: true, result: { amount: held } as never }
  })
  return api
}

test.each([
  [en, 'Telegram does not answer just now, so these are the books alone.'],
  [ru, 'Telegram сейчас не отвечает, поэтому здесь только книги.'],
])('/balance without an answer from Telegram shows the books alone, and says so', async (speech, words) => {
  const books = await openBooks()
  const reply = vi.fn(async (_: string) => ({}))
  const ctx = { ...speech, api: telegram(() => null), reply } as unknown as PersonContext
  await balance(ctx, books.billing)
  expect(reply.mock.calls[0]?.[0]).toContain(words)
  expect(await books.billing.drift()).toEqual([])
  await books.close()
})

test('the watch compares at once and again and again, goes on after trouble, and ends when told', async () => {
  const books = await openBooks()
  const log: string[] = []
  const logger = pino({}, { write: line => log.push(line) })
  const answers = [null, 5, 7]
  const api = telegram(() => (answers.length > 1 ? answers.shift() : answers[0]) ?? null)
  const stopping = new AbortController()
  const watch = watchBalance({ api, billing: books.billing, logger, everyMs: 10 }, stopping.signal)
  await expect.poll(() => books.billing.drift()).toEqual([{ rail: 'stars', currency: 'XTR', drift: -7 }])
  expect(log.join('')).toContain('balance not compared')
  expect(log.join('')).toContain('"booked":0,"provider":5,"drift":-5,"msg":"the books and Telegram differ"')
  stopping.abort()
  await watch
  const asked = log.length
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(log.length).toBeLessThanOrEqual(asked + 1)
  await books.close()
})

test('/balance shows cards per currency: what came in, what Stripe kept, what banks hold, what was changed', () => {
  const account = (name: Account['account'], balance: number, currency = 'EUR') =>
    ({ rail: 'card', currency, account: name, balance }) as const
  const bare = (html: string) => html.replace(/<\/?b>/g, '')
  const euros = [
    account('cash', 8970),
    account('sales', -9990),
    account('suspense', -500),
    account('fees', 320),
    account('disputes', 1200),
  ]
  expect(bare(cardBlock(en, euros))).toBe(
    [
      'By card, in EUR',
      'The books, less fees: €89.70',
      'Earned: €99.90 · held for payers: €5.00',
      'Fees: €3.20 · with banks in disputes, or lost: €12.00',
    ].join('\n'),
  )
  const changed = cardBlock(en, [account('cash', 0, 'JPY'), account('conversion', 500, 'JPY')])
  expect(bare(changed)).toMatch(/Changed into another currency: ¥500$/)
  const came = cardBlock(ru, [account('cash', 300), account('conversion', -310), account('fees', 10)])
  expect(bare(came)).toMatch(/обменом из другой валюты: 3,10\s€$/)
})
