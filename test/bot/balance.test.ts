import { Api, GrammyError } from 'grammy'
import { expect, test, vi } from 'vitest'
import { balance } from '../../bot/balance.ts'
import { cardBlock } from '../../bot/balance-card.ts'
import type { PersonContext } from '../../bot/context.ts'
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
    account('transfers', 5000),
  ]
  expect(bare(cardBlock(en, euros))).toBe(
    [
      'By card, in EUR',
      'The books, less fees: €89.70',
      'Earned: €99.90 · held for payers: €5.00',
      'Fees: €3.20 · with banks in disputes, or lost: €12.00',
      'Taken out or spent elsewhere: €50.00',
    ].join('\n'),
  )
  const changed = cardBlock(en, [account('cash', 0, 'JPY'), account('conversion', 500, 'JPY')])
  expect(bare(changed)).toMatch(/Changed into another currency: ¥500$/)
  const came = cardBlock(ru, [account('cash', 300), account('conversion', -310), account('fees', 10)])
  expect(bare(came)).toMatch(/обменом из другой валюты: 3,10\s€$/)
  const topUp = cardBlock(en, [account('cash', 700), account('transfers', -700)])
  expect(bare(topUp)).toMatch(/Came in otherwise than by sales: €7.00$/)
})
