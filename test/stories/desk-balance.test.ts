import { afterAll, beforeAll, expect, test } from 'vitest'
import { days } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

test('/balance shows the books beside Telegram’s figure, and whose the money is', async () => {
  expect((await stage.admin.say('/balance')).text).toContain('The books: 0 Stars\nTelegram: 0 Stars')
  const ann = await stage.meet('Ann')
  await ann.buys('year')
  const wrong = { without_precheckout: true, claim: { total_amount: 40 } }
  await ann.pay(await ann.invoice('month'), wrong)
  await ann.reads('we are looking into it')

  expect((await stage.admin.say('/balance')).text).toBe(
    [
      'Balance',
      'The books: 2,440 Stars\nTelegram: 2,440 Stars\nEarned: 2,400 Stars · held for payers: 40 Stars',
      '✓ The books and Telegram agree.',
    ].join('\n\n'),
  )
})

// case 14
test('a payment whose update Telegram no longer had is found at the next start, and is like any other', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  await ann.pay(bill, { without_precheckout: true })
  // Telegram keeps an update for a day.
  stage.books.clock.advance(days(2))
  await stage.start()
  await ann.reads('The month is yours')
  await expect.poll(() => stage.books.billing.drift()).toMatchObject([{ drift: 0 }])
  const answer = await stage.admin.say('/balance')
  expect(answer.text).toContain('The books: 2,690 Stars\nTelegram: 2,690 Stars')
  expect(await stage.metric('billing_reconcile_repaired_total{rail="stars"}')).toBe(1)
})

test('Stars just taken out are a difference, put into words; a moment later they are in the books', async () => {
  await stage.telegram.withdraw(690)
  const answer = await stage.admin.say('/balance')
  expect(answer.text).toContain('Telegram holds 690 Stars less than the books.')
  expect(answer.text).toContain('Stars just taken out, explain it for a moment.')
  expect(await stage.books.billing.drift()).toEqual([{ rail: 'stars', currency: 'XTR', drift: 690 }])

  stage.books.clock.advance(2 * 60_000)
  await stage.stop()
  await stage.start()
  await expect.poll(() => stage.books.billing.drift()).toMatchObject([{ drift: 0 }])
  const settled = await stage.admin.say('/balance')
  expect(settled.text).toContain('The books: 2,000 Stars\nTelegram: 2,000 Stars')
  expect(settled.text).toContain('Taken out or spent elsewhere: 690 Stars')
  expect(settled.text).toContain('✓ The books and Telegram agree.')
})
