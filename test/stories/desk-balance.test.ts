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

test('more at Telegram than in the books hints at a payment that did not arrive', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  await ann.pay(bill, { without_precheckout: true })
  // Telegram keeps an update for a day (case 14).
  stage.books.clock.advance(days(2))
  await stage.start()
  const answer = await stage.admin.say('/balance')
  expect(answer.text).toContain('The books: 2,440 Stars\nTelegram: 2,690 Stars')
  expect(answer.text).toContain('Telegram holds 250 Stars more than the books.')
  expect(answer.text).toContain('If it stays, a payment has not reached the books.')
})

test('what was withdrawn is a difference, put into words; what lasts is told to admins once', async () => {
  await stage.telegram.withdraw(690)
  const answer = await stage.admin.say('/balance')
  expect(answer.text).toContain('Telegram holds 440 Stars less than the books.')
  expect(answer.text).toContain('Stars withdrawn, or spent on ads, are not in the books.')
  expect(await stage.books.billing.drift()).toEqual([{ rail: 'stars', currency: 'XTR', drift: 440 }])

  for (let again = 0; again < 3; again++) {
    stage.books.clock.advance(3 * 60_000)
    await stage.admin.say('/balance')
  }
  const alert = await stage.admin.reads(
    'Stars less than the books\nThe books: 2,440 Stars\nTelegram: 2,000 Stars',
  )
  expect(alert.text).toContain('Telegram holds 440 Stars less than the books\n')
  await stage.admin.say('/help')
  const alerts = (await stage.admin.messages()).filter(({ text }) => text === alert.text)
  expect(alerts).toHaveLength(1)
})
