import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reconciled } from '../../db/billing.ts'
import { scriptedCard } from '../bot/card.ts'
import { days } from '../support/books.ts'
import { clerk } from './desk.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
const card = scriptedCard()
beforeAll(async () => {
  stage = await openStage()
  await stage.stop()
  await stage.start({ card })
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const result: Reconciled = {
  rail: 'card',
  read: 7,
  repaired: 0,
  unlisted: { count: 0, charges: [] },
  balances: [],
}

/** Sends the command; what its message says in the end. */
async function reconcile(): Promise<string> {
  const message = await stage.admin.say('/reconcile')
  expect(message.text).toContain('Telegram: 0 read, missing: 0')
  const { see } = clerk(stage.telegram, stage.admin.id)
  await expect.poll(async () => (await see(message)).text, { timeout: 10_000 }).not.toContain('Reconciling…')
  return (await see(message)).text ?? ''
}

describe('/reconcile', () => {
  // Case 14.
  test('finds a payment that no update told of, in one message from the question to the answer', async () => {
    const ann = await stage.meet('Ann')
    const bill = await ann.invoice('month')
    await stage.telegram.lose({ updates: 1, of: ['successful_payment'] })
    await ann.pay(bill)
    const moved = await stage.moved(async () => {
      expect(await reconcile()).toBe(
        [
          'Reconciled',
          'Telegram\nRead: 1. Missing, and in the books now: 1.\n✓ 250 Stars: the books and Telegram agree.',
          'Stripe\nRead: 0. Nothing was missing.',
        ].join('\n\n'),
      )
    })
    expect(moved).toEqual({ 'cash XTR': 250, 'sales XTR': -250 })
    await ann.reads('Thank you')
    expect(await reconcile()).toContain('Telegram\nRead: 1. Nothing was missing.')
  })

  test('is done once at a time, and what breaks off is said and tried again by itself', async () => {
    let fail = (_: Error) => {}
    card.reconcile.mockImplementation(({ signal }) => {
      if (signal.aborted) throw new Error('stopped')
      return new Promise((_, reject) => {
        fail = reject
      })
    })
    const message = await stage.admin.say('/reconcile')
    expect((await stage.admin.say('/reconcile')).text).toBe(
      'I am at it already. The message above shows how far it is.',
    )
    fail(new Error('Stripe is down'))
    const { sees } = clerk(stage.telegram, stage.admin.id)
    await sees(message, 'Stripe\nIt broke off: Stripe did not answer as it should.')
    expect(stage.log.join('')).toContain('not reconciled as an admin asked')
    card.reconcile.mockImplementation(async () => result)
    expect(await reconcile()).toContain('Stripe\nRead: 7. Nothing was missing.')
  })

  test('shows what is in the books alone, and what the provider has more or less of', async () => {
    const charges = Array.from({ length: 20 }, (_, at) => ({
      chargeId: `pi_${at}`,
      ...{ amount: 999, currency: 'EUR', paidAt: new Date('2026-11-20T12:00:00Z') },
    }))
    const balances = [
      { currency: 'EUR', booked: 1000, provider: 900, drift: 100 },
      { currency: 'USD', booked: 0, provider: 500, drift: -500 },
    ]
    card.reconcile.mockImplementation(async () => ({ ...result, balances, unlisted: { count: 30, charges } }))
    const said = await reconcile()
    card.reconcile.mockImplementation(async () => ({ ...result, balances: null }))
    expect(await reconcile()).toContain('Stripe did not say what it holds, so balances were not compared.')
    expect(said).toContain('⚠ Stripe has €1.00 less than the books: €9.00 instead of €10.00.')
    expect(said).toContain('⚠ Stripe has $5.00 more than the books: $5.00 instead of $0.00.')
    expect(said).toContain('⚠ 30 payments in the books are not on the list of Stripe.')
    expect(said).toMatch(/20 Nov 2026 · €9\.99 · pi_7\n… and more: 22$/)
  })
})

describe('/stats', () => {
  test('sends the weeks as a picture, with the figures below it, to admins alone', async () => {
    stage.books.clock.advance(days(7))
    const bob = await stage.meet('Bob')
    await bob.buys('year')
    const { photo, caption } = await stage.admin.say('/stats')
    expect(photo).toMatchObject([{ width: 1440 }])
    expect(caption).toContain(
      'since 23 November\nEarned: 2,400 Stars\nWith access now: 2 · new: 1 · lapsed: 0',
    )
    expect(caption).toContain('The week before\nEarned: 250 Stars\nWith access at its end: 1 · new: 1')
    expect((await bob.say('/stats')).photo).toBeUndefined()
  })
})
