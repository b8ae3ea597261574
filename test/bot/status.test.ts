import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { showStatus } from '../../bot/status.ts'
import type { SubscriptionState } from '../../db/billing.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, stateOf } from '../support/card-sale.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { plan } from '../support/plan.ts'
import { hear, recurringCharge, subscribe } from '../support/stars-sale.ts'
import { chat } from './card.ts'
import { ar, en, ru } from './speech.ts'

const APP = 'https://shop.example/app/'
const PAY = 'https://pay.example/1'
const MANAGE = `Manage -> ${APP}?tgWebAppStartParam=billing`
const REST = [`Open the shop -> ${APP}`, 'See the plans -> plans']

const CLUB = plan({
  ...{ code: 'club', entitlements: ['club'], term: 'P30D', graceDays: 3 },
  stars: { amount: 500, recurring: true },
})

let books: TestBooks
let ann = 7
beforeAll(async () => {
  books = await openBooks({ plans: [...CARD_SHOP, CLUB], at: new Date('2026-11-21T12:00:00Z') })
})
beforeEach(async () => {
  await books.billing.meet({ id: ++ann, firstName: 'Ann' })
})
afterAll(() => books.close())

async function status(speech = en, appUrl: string | null = APP) {
  const { ctx, replies } = chat(speech, ann)
  await showStatus(ctx, { billing: books.billing, card: null, appUrl, now: books.clock.now })
  const [reply] = replies
  if (!reply) throw new Error('no answer')
  return { lines: reply.text.split('\n\n'), buttons: reply.buttons }
}

/** Somebody who has paid a month of care; what the provider says of it now. */
async function subscriber(changes: Partial<SubscriptionState> = {}) {
  const { order } = await aSubscriber(books, ann)
  await books.billing.cards.recordSubscription(await stateOf(books, order, changes))
  return order
}

describe('the state of a subscription, in words', () => {
  test('it renews: when, what it costs, and there is nothing to do', async () => {
    await subscriber()
    expect(await status()).toEqual({
      lines: [
        'What you have',
        'The care\nrenews by itself on 21 December 2026: €9.99, by card',
        'There is nothing you need to do.',
      ],
      buttons: [MANAGE, ...REST],
    })
    expect((await status(ru)).lines[1]).toMatch(/^The care\nпродлится само 21 декабря 2026.*9,99\s€, картой$/)
    expect((await status(ar)).lines[1]).toContain('تتجدد تلقائيًا')
  })

  test('it is on trial', async () => {
    await subscriber({ status: 'trialing' })
    const words = 'The care\nfree to try until 21 December 2026, then €9.99, by card'
    expect((await status()).lines).toContain(words)
  })

  // case 74
  test('it was canceled, and ends with what is paid', async () => {
    await subscriber({ renews: false, cancelAt: new Date('2026-12-21T12:00:00Z') })
    const { lines, buttons } = await status()
    const words = 'The care\nyours until 21 December 2026, 30 days left; canceled, so it will not renew'
    expect(lines[1]).toBe(words)
    expect(lines[2]).toBe('Changed your mind? “Manage” leads to where it goes on.')
    expect(buttons).toContain(MANAGE)
  })

  // case 72
  test('a payment is late: open for the days of grace, with the way to pay; then closed, with the same', async () => {
    const late = { status: 'past_due', payUrl: PAY }
    const order = await subscriber(late)
    books.clock.advance(days(31))
    const inGrace = await status()
    expect(inGrace.lines[1]).toMatch(
      /^The care\npaid until 21 December 2026; the next payment has not come yet: €9\.99, by card\. It stays open until 24 December 2026/,
    )
    expect(inGrace.lines.at(-1)).toBe('To keep it, pay what is owed: the button leads there.')
    expect(inGrace.buttons).toEqual([`Pay €9.99 -> ${PAY}`, MANAGE, ...REST])

    const unpaid = { ...late, status: 'unpaid', renews: false }
    await books.billing.cards.recordSubscription(await stateOf(books, order, unpaid))
    const closed = await status()
    expect(closed.lines).toEqual([
      'What you have',
      'The care\nclosed, for the payment has not come: €9.99, by card. It opens again as soon as it is paid.',
      'To keep it, pay what is owed: the button leads there.',
    ])
    expect(closed.buttons[0]).toBe(`Pay €9.99 -> ${PAY}`)
    books.clock.advance(-days(31))
  })

  // case 73
  test('the first payment waits for their bank: nothing is open yet', async () => {
    const order = await aCardOrder(books, ann)
    const first = { status: 'incomplete', renews: false, payUrl: PAY }
    await books.billing.cards.recordSubscription(await stateOf(books, order, first))
    const { lines, buttons } = await status()
    expect(lines[1]).toMatch(/^The care\nclosed, for the payment has not come/)
    expect(buttons[0]).toBe(`Pay €9.99 -> ${PAY}`)
  })

  test('it has ended', async () => {
    await subscriber({ status: 'canceled', renews: false, endedAt: new Date('2026-12-21T12:00:00Z') })
    books.clock.advance(days(40))
    expect((await status()).lines).toContain('The care\nended on 21 December 2026')
    expect((await status()).buttons).toEqual(REST)
    books.clock.advance(-days(40))
  })

  // case 36
  test('two that both go on are warned about, with the way to cancel one', async () => {
    await subscriber()
    const [care] = await books.billing.cards.subscriptionsOf(ann)
    expect((await status(en, null)).buttons).toEqual([
      `Stop renewing “The care” -> stop:${care?.id}`,
      'See the plans -> plans',
    ])
    await aSubscriber(books, ann, 'visit')
    const { lines, buttons } = await status()
    expect(lines).toContain(
      'These run side by side, and each costs you money:\n• The visit, paid by card\n• The care, paid by card',
    )
    expect(buttons.filter(button => button.startsWith('Stop renewing'))).toHaveLength(2)
    expect(buttons).toContain(MANAGE)
    // Which of them goes is theirs to say.
    expect(lines.at(-1)).toBe('If you want only one, cancel the others. We change nothing without you.')
  })

  // case 28
  test('two of one plan are told apart by their ends', async () => {
    const { order } = await subscribe(books, ann)
    const paidAt = new Date(+books.clock.now() + days(3))
    await books.billing.settle(recurringCharge(order, { paidAt }))
    const { lines, buttons } = await status()
    expect(lines).toContain(
      'These run side by side, and each costs you money:\n• The club, paid with Stars, until 24 December 2026\n• The club, paid with Stars, until 21 December 2026',
    )
    expect(
      buttons.filter(button => button.startsWith('Stop')).map(button => button.split(' -> ')[0]),
    ).toEqual([
      'Stop renewing “The club” (until 24 Dec 2026)',
      'Stop renewing “The club” (until 21 Dec 2026)',
    ])
  })

  // case 27
  test('its payment is late while a gift keeps it open: no day to come is named for it', async () => {
    const { order } = await subscribe(books, ann)
    const gift = { personId: ann, planCode: 'club', grantedBy: 900, reason: 'kind', request: `gift ${ann}` }
    await books.billing.grant(gift)
    books.clock.advance(days(30.5))
    await hear(books, order, 'failed')
    const { lines } = await status()
    expect(lines[1]).toMatch(
      /^The club\nyours until .* left; the payment for its renewal has not come yet: 500 Stars$/,
    )
    expect(lines.at(-1)).toMatch(/^To keep it, see that you have enough Stars/)
    books.clock.advance(-days(30.5))
  })

  test('what is given, and sold as a subscription alone, does not wait when it is bought', async () => {
    const gift = { personId: ann, grantedBy: 900, reason: 'kind', request: `given ${ann}` }
    await books.billing.grant({ ...gift, planCode: 'club' })
    expect((await status()).lines.at(-1)).toMatch(/^To keep it longer, subscribe with \/buy when it ends/)
    await books.billing.grant({ ...gift, planCode: 'visit', request: `more ${ann}` })
    expect((await status()).lines.at(-1)).toMatch(/^To keep it longer, buy it again at any time with \/buy/)
  })

  // case 29: their money went back, and the provider would not stop it
  test('it opens nothing and renews all the same: that is said, with the way to stop it', async () => {
    const { charge } = await subscribe(books, ann)
    await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
    await books.billing.work(
      recordDuties({ changeRenewal: () => ({ kind: 'refused', detail: 'NO' }) }).duties,
    )
    await nothingPending(books)
    const { lines, buttons } = await status()
    expect(lines).toEqual([
      'What you have',
      'The club\nclosed, but it still renews by itself on 21 December 2026: 500 Stars',
      'You don’t want that renewal? Stop it with the button, or in Telegram under Settings › My Stars.',
    ])
    expect(buttons[0]).toMatch(/^Stop renewing “The club” -> stop:/)
  })
})
