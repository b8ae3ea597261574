import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BotCard, CardOffer } from '../../bot/dependencies.ts'
import { offer, type Wish } from '../../bot/offer.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP } from '../support/card-sale.ts'
import { chat, scriptedCard } from './card.ts'
import { ar, en, ru } from './speech.ts'

const APP = 'https://shop.example/app/'
const MANAGE = `Manage -> ${APP}?tgWebAppStartParam=billing`
const HELD = [MANAGE, 'What I have -> status']
const [care] = CARD_SHOP
const until = new Date('2026-12-21T12:00:00Z')
const url = 'https://checkout.example/c/1'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  await books.billing.meet({ id: 7, firstName: 'Ann' })
})
afterAll(() => books.close())

async function asked(code: string, card: BotCard | null, wish: Wish = {}, speech = en) {
  const { ctx, replies } = chat(speech)
  books.clock.advance(60_000)
  await offer(ctx, { billing: books.billing, card, appUrl: APP }, code, wish)
  return replies
}

describe('buying by card', () => {
  const opened = { kind: 'opened', url, stacksAfter: null, overlapsUntil: null } as const

  test('a plan for the card alone is a link at once, with its price and whether it goes on by itself', async () => {
    const card = scriptedCard({ offer: opened })
    expect(await asked('care', card)).toEqual([
      {
        text: [
          'The care\n€9.99 · 1 month · renews by itself until you cancel',
          'You pay on Stripe’s page, and we never see your card. I’ll write to you here as soon as the payment arrives. If the page has expired, /buy gets you a new one.',
        ].join('\n\n'),
        buttons: [`Pay €9.99 -> ${url}`],
      },
    ])
    expect(card.checkout).toHaveBeenCalledExactlyOnceWith({
      personId: 7,
      planCode: 'care',
      language: 'en',
      anyway: false,
    })
    const [once] = await asked('care', scriptedCard({ offer: opened, renews: false }))
    expect(once?.text).toContain('€9.99 · 1 month · paid once')
  })

  test('what they hold already is extended, and that is said', async () => {
    const [link] = await asked('care', scriptedCard({ offer: { ...opened, stacksAfter: until } }))
    expect(link?.text).toContain('You have The care until 21 December 2026.\n\nIf you buy it again')
  })

  test('what renews begins and is charged at once, beside what they hold, and that is said', async () => {
    const overlapping = { ...opened, overlapsUntil: until }
    const [link] = await asked('care', scriptedCard({ offer: overlapping }))
    expect(link?.text).toContain(
      'You have The care until 21 December 2026.\n\nA subscription doesn’t wait for that',
    )
    expect(link?.text).toContain('so until 21 December 2026 you would pay for the same days twice.')
    expect(link?.text).not.toContain('lose nothing')
  })

  test('a plan for both asks first, and makes nothing until it is told', async () => {
    const card = scriptedCard({ offer: opened, renews: false })
    expect(await asked('visit', card)).toEqual([
      {
        text: 'The visit\nHow would you like to pay?\n\n⭐ 500 Stars · 1 month · paid once\n💳 €25.00 · 1 month · paid once',
        buttons: ['With Stars · 500 ⭐ -> stars:visit', 'By card · €25.00 -> card:visit'],
      },
    ])
    expect(card.checkout).not.toHaveBeenCalled()
    expect((await asked('visit', card, { by: 'stars' })).map(({ text }) => text)).toEqual([
      'invoice: The visit',
    ])
    expect((await asked('visit', card, { by: 'card' }))[0]?.buttons).toEqual([`Pay €25.00 -> ${url}`])
  })

  test('where no card is taken, or Stripe has not told of the price, Stars alone are offered', async () => {
    for (const card of [null, scriptedCard({ renews: null })])
      expect((await asked('visit', card)).map(({ text }) => text)).toEqual(['invoice: The visit'])
  })

  // No button leads there, but what a press says comes from the person's own phone.
  test('no press buys a plan in a way it is not sold', async () => {
    const card = scriptedCard({ offer: opened })
    for (const [code, by] of [
      ['care', 'stars'],
      ['month', 'card'],
    ] as const) {
      const [answer] = await asked(code, card, { by, anyway: true })
      expect(answer?.text, `${code} by ${by}`).toBe('That plan can’t be bought in this chat. These can:')
    }
    expect(card.checkout).not.toHaveBeenCalled()
    expect((await asked('no-such', card))[0]?.text).toContain('no plan called “no-such” on sale')
  })
})

describe('when there is nothing to pay', () => {
  const title = { en: 'Care', ru: 'Забота', ar: 'رعاية' }
  const named = { ...care, title } as NonNullable<typeof care>

  test.each<[CardOffer, string, string[]]>([
    [{ kind: 'owned_forever', plan: named }, 'You have Care for ever.', []],
    [{ kind: 'too_many', retryAfterSeconds: 30 }, 'Please wait 30 seconds', []],
    [{ kind: 'paid' }, 'Your payment for The care has arrived and is being booked.', []],
    [{ kind: 'unavailable' }, 'Card payments are not possible at this moment. Nothing was charged', []],
    [{ kind: 'not_sold_on_rail', onSale: [] }, 'That plan can’t be bought in this chat. These can:', []],
    [
      { kind: 'subscribed', plan: named, rail: 'card', until },
      'You have Care already, until 21 December 2026, and it',
      HELD,
    ],
    [
      { kind: 'subscribed', plan: named, rail: 'card', until: null },
      'You have Care already, and it renews by itself.',
      HELD,
    ],
    // cases 27 and 72: what is owed is no day to come
    [
      { kind: 'subscribed', plan: named, rail: 'card', until, late: true },
      'You subscribe to Care already, and its next payment has not come yet. There is nothing to buy: pay what is owed',
      HELD,
    ],
    [
      { kind: 'subscribed', plan: named, rail: 'stars', until, late: true },
      'There is nothing to buy: have enough Stars in Telegram, under Settings › My Stars',
      HELD,
    ],
  ])('%j', async (said, words, buttons) => {
    const [answer, ...more] = await asked('care', scriptedCard({ offer: said }))
    expect(answer?.text).toContain(words)
    if (said.kind !== 'not_sold_on_rail') expect(answer?.buttons).toEqual(buttons)
    expect(more).toEqual([])
    for (const speech of [ru, ar])
      expect((await asked('care', scriptedCard({ offer: said }), {}, speech))[0]?.text).not.toBe('')
  })

  test('Stars are a tap away where Stripe does not answer', async () => {
    const [answer] = await asked('visit', scriptedCard(), { by: 'card' })
    expect(answer?.buttons).toEqual(['With Stars · 500 ⭐ -> stars:visit'])
  })

  // case 37
  test('beside another subscription they are warned, and only their own word goes on', async () => {
    const parallel = { kind: 'parallel', plan: named, rail: 'stars', until } as const
    const [warning] = await asked('care', scriptedCard({ offer: parallel }))
    expect(warning).toEqual({
      text: [
        'You already have Care until 21 December 2026; it is a subscription, paid with Stars.',
        'If you buy The care as well, both will cost you money. If you want only one, stop the other first.',
      ].join('\n\n'),
      buttons: [...HELD, 'Buy it all the same -> anyway:care'],
    })
    const [open] = await asked('care', scriptedCard({ offer: { ...parallel, rail: 'card', until: null } }))
    expect(open?.text).toContain('You already have Care; it is a subscription, paid by card.')

    const card = scriptedCard({ offer: { kind: 'opened', url, stacksAfter: null, overlapsUntil: null } })
    await asked('care', card, { by: 'card', anyway: true })
    expect(card.checkout).toHaveBeenCalledWith(expect.objectContaining({ anyway: true }))
  })

  // case 36, from the other side
  test('an invoice in Stars for what a subscription pays already says that both cost money', async () => {
    await aSubscriber(books, 7, 'visit')
    const [warning, invoice] = await asked('visit', scriptedCard(), { by: 'stars' })
    expect(warning?.text).toContain('and it renews by itself, so you needn’t buy it again.')
    expect(warning?.text).toContain('both cost you money')
    expect(invoice?.text).toBe('invoice: The visit')
    books.clock.advance(days(1))
  })
})
