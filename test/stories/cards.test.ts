import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, plan } from '../support/books.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { GOOD, labels, links, type Player, sessionIn } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const FAILS_LATER = '4000000000000341'
const CLUB = plan({
  code: 'club',
  entitlements: ['club'],
  goods: 'service',
  stars: null,
  card: { price: 'price_club', amount: 500, currency: 'EUR' },
})

const BOX = plan({
  code: 'box',
  term: 'P30D',
  entitlements: ['box'],
  goods: 'physical',
  stars: { amount: 100, recurring: true },
  card: { price: 'price_box', amount: 500, currency: 'EUR' },
})

let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    plans: [...CARD_SHOP, CLUB, BOX],
    monthlyByCard: ['care', 'club'],
    appUrl: 'https://shop.example/app/',
  })
})
afterAll(() => stage.close())

const opened = async ({ id }: Player) =>
  (await stage.books.billing.accessOf(id)).filter(({ active }) => active).map(({ key }) => key)

// cases 72 and 73; first, while nobody else has anything to renew
test('a renewal fails: they read until when it stays open, and pay where the button leads', async () => {
  const ann = await stage.meet('Ann')
  await ann.buysByCard('care', FAILS_LATER)
  await stage.later(days(31))
  const told = await ann.reads('did not come through')
  expect(told.text).toContain('Your access stays open until 24 December 2026.')
  expect(labels(told)).toEqual([['Pay €9.99']])
  expect(await opened(ann)).toEqual(['care'])
  expect((await ann.say('/status')).text).toContain('the next payment has not come yet: €9.99, by card.')

  const owed = (await stage.telegram.stripe.invoices({ status: 'open' })).at(-1)
  expect(links(told)).toEqual([owed?.hosted_invoice_url])
  await stage.telegram.stripe.payInvoice({ invoice: owed?.id ?? '', card: GOOD })
  expect((await ann.reads('is renewed')).text).toContain('The care is renewed: yours until 21 January 2027.')
})

describe('by card in the chat', () => {
  test('a link, the money, the thanks; the status says that it renews', async () => {
    const ann = await stage.meet('Ann')
    const page = await ann.say('/buy care')
    expect(page.text).toContain('The care\n€9.99 · 1 month · renews by itself until you cancel')
    expect(labels(page)).toEqual([['Pay €9.99']])
    // case 67
    expect(sessionIn(await ann.say('/buy care'))).toBe(sessionIn(page))

    const moved = await stage.moved(() => ann.buysByCard('care'))
    expect(moved).toMatchObject({ 'sales EUR': -999 })
    expect((await ann.reads('Thank you')).text).toContain('Paid: €9.99.')
    expect(await opened(ann)).toEqual(['care'])
    const status = await ann.say('/status')
    expect(status.text).toContain('The care\nrenews by itself on 22 January 2027: €9.99, by card')
    expect(labels(status)).toEqual([['Manage'], ['Open the shop'], ['See the plans']])
    expect((await ann.say('/buy care')).text).toContain('You have The care already, until 22 January 2027,')
    expect(await stage.metric('billing_payments_total{rail="card",status="success"}')).toBe(3)
  })

  test('where both ways are open it asks, and each of them buys', async () => {
    const ann = await stage.meet('Ann')
    const asked = await ann.say('/buy visit')
    expect(labels(asked)).toEqual([['With Stars · 500 ⭐', 'By card · €25.00']])
    expect((await ann.press(asked, 'With Stars')).invoice?.total_amount).toBe(500)
    await ann.buysByCard('visit')
    expect((await ann.reads('Thank you')).text).toContain('The visit is yours until 22 January 2027.')
    expect(links(await ann.press(asked, 'By card'))).toHaveLength(1)
    expect((await ann.say('/plans')).text).toContain('The visit · 500 Stars or €25.00 · 1 month')
  })

  test('what renews in Stars and not by card says so, and asks first', async () => {
    const ann = await stage.meet('Ann')
    expect((await ann.say('/plans')).text).toContain(
      'The box · 100 Stars or €5.00 · 30 days\nAll of it, box\n↻ With Stars it renews by itself until you cancel; by card it does not',
    )
    const asked = await ann.say('/buy box')
    expect(asked.text).toContain(
      '⭐ 100 Stars · 30 days · renews by itself until you cancel\n💳 €5.00 · 30 days · paid once',
    )
    expect(labels(await ann.press(asked, 'With Stars'))).toEqual([['Subscribe · 100 ⭐'], ['Not now']])
  })

  // case 65
  test('money that was slow and did not come is told; nothing was opened', async () => {
    const ann = await stage.meet('Ann')
    const page = await ann.press(await ann.say('/buy visit'), 'By card')
    await stage.telegram.stripe.payCheckout({ session: sessionIn(page), card: 'slow' })
    const intent = (await stage.telegram.stripe.paymentIntents()).at(-1)
    expect(await opened(ann)).toEqual([])
    await stage.telegram.stripe.settleDebit({ payment_intent: intent?.id ?? '', succeeds: false })
    expect((await ann.reads('did not arrive after all')).text).toContain(
      'The visit did not arrive after all: €25.00.',
    )
    expect(await opened(ann)).toEqual([])
  })

  // cases 36 and 37
  test('a second subscription is warned about before, and after', async () => {
    const ann = await stage.meet('Ann')
    await ann.buysByCard('care')
    const warning = await ann.say('/buy club')
    expect(warning.text).toContain(
      'You already have The care until 22 January 2027; it is a subscription, paid by card.',
    )
    expect(labels(warning)).toEqual([['Manage'], ['What I have'], ['Buy it all the same']])
    const page = await ann.press(warning, 'Buy it all the same')
    await stage.telegram.stripe.payCheckout({ session: sessionIn(page), card: GOOD })
    const told = await ann.reads('These run side by side')
    expect(told.text).toContain('• The care, paid by card\n• The club, paid by card')
    expect(labels(told)).toEqual([['Stop renewing “The care”'], ['Stop renewing “The club”'], ['Manage']])
    await expect.poll(() => opened(ann)).toHaveLength(2)
    await ann.reads('The club is yours')
    expect((await ann.say('/status')).text).toContain('These run side by side, and each costs you money:')
  })

  // case 71
  test('a dispute suspends, and when it is won all is as it was', async () => {
    const ann = await stage.meet('Ann')
    await ann.buysByCard('visit')
    const charge = (await stage.telegram.stripe.charges()).at(-1)
    const dispute = await stage.telegram.stripe.openDispute({ charge: charge?.id ?? '' })
    expect((await ann.reads('is disputed: €25.00')).text).toContain('the access it paid for waits')
    await stage.admin.reads('Why, in Stripe’s words: fraudulent')
    expect(await opened(ann)).toEqual([])
    await stage.telegram.stripe.closeDispute({ dispute: dispute.id, ending: 'won' })
    await ann.reads('is settled, and your access')
    await stage.admin.reads('Dispute won: €25.00')
    expect(await opened(ann)).toEqual(['visit'])
  })
})
