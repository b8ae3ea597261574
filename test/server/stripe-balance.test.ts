import { Registry } from 'prom-client'
import { expect, it, onTestFinished } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { createLogger } from '../../server/log.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { sessionFor } from '../../server/stripe/session.ts'
import { subjectOf } from '../../server/stripe/subject.ts'
import { stripeShop } from '../sandbox-suite/stripe-stage.ts'
import { openBooks } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { rows, someone } from '../support/sale.ts'
import { CARD_SHOP } from './stripe-life.ts'

/** A Stripe that lives, and books that were told of it. */
async function openShop(options: Parameters<typeof stripeShop>[0]) {
  const shop = await stripeShop(options)
  await shop.deeds.addPrice({ id: 'price_pro', name: 'Pro', amount: 999, currency: 'usd', interval: 'month' })
  const books = await openBooks({ plans: CARD_SHOP, at: new Date(shop.clock.seconds * 1000) })
  onTestFinished(() => books.close())
  const { stripe, deeds } = shop
  const { billing } = books
  const logger = createLogger('silent')
  const about = { livemode: false, now: books.clock.now }
  const reader = createReader({ stripe, billing, logger, registry: new Registry(), ...about })
  let told = 0
  return {
    ...shop,
    books,
    /** Somebody subscribes, as the checkout of this shop asks for it. Returns the id of their subscription. */
    async subscriber(): Promise<string> {
      const personId = await someone(books)
      const opened = await billing.cards.openCheckout({ personId, planCode: 'pro' })
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      const { id: customer } = await stripe.customers.create({ metadata: { person: String(personId) } })
      const more = { customer, renews: true, publicUrl: 'https://shop.example', language: 'en' }
      const asked = sessionFor(opened.order, more)
      const session = await stripe.checkout.sessions.create(asked)
      await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
      const { subscription } = await stripe.checkout.sessions.retrieve(session.id)
      return String(subscription)
    },
    /** Works what Stripe told since, in this order; what waits for a fee is worked again. */
    async work(order: <Item>(items: Item[]) => Item[]): Promise<void> {
      const events = await deeds.events()
      let waiting = order(events.slice(told))
      told = events.length
      while (waiting.length > 0) {
        const again: typeof waiting = []
        for (const event of waiting) {
          const named = subjectOf(event)
          if (typeof named === 'string') continue
          if ((await reader.bring(named.subject).catch(() => 'later')) === 'later') again.push(event)
        }
        waiting = again
      }
    },
    chargeOf: async (subscription: string) => {
      const [payment] = await rows<{ id: string }>(
        books,
        `select p.charge_id as id from payments p join grants g on g.payment_id = p.id
           join subscriptions s on s.id = g.subscription_id where s.provider_id = $1 order by p.paid_at desc limit 1`,
        [subscription],
      )
      const { latest_charge } = await stripe.paymentIntents.retrieve(payment?.id ?? '')
      return String(latest_charge)
    },
  }
}

it.each([
  ['in the currency of the prices', false],
  ['in another, so that everything is converted', true],
])(
  'after all that can happen to money at Stripe, the books hold what its balance holds: %s',
  async (_, converted) => {
    const seed = Date.now()
    const { shuffled } = dice(seed)
    const shop = await openShop({ asyncCapture: true })
    const { deeds } = shop
    if (converted) await deeds.settleIn({ currency: 'eur', rates: { usd: 0.9 } })
    const subscribers = []
    for (let n = 0; n < 4; n++) subscribers.push(await shop.subscriber())
    await shop.work(shuffled)
    await shop.turnTo(Date.parse('2026-11-01T03:00:00Z') / 1000)
    await shop.work(shuffled)

    const [whole = '', failing = '', won = '', lost = ''] = await Promise.all(subscribers.map(shop.chargeOf))
    await deeds.refund({ charge: whole, amount: 400 })
    await deeds.refund({ charge: whole })
    const { id: refund } = await deeds.refund({ charge: failing, pending: true })
    const disputes = [await deeds.openDispute({ charge: won }), await deeds.openDispute({ charge: lost })]
    await shop.work(shuffled)
    await deeds.endRefund({ refund, succeeds: false })
    for (const [n, { id }] of disputes.entries())
      await deeds.closeDispute({ dispute: id, ending: n === 0 ? 'won' : 'lost' })
    await shop.work(shuffled)

    const held = new Map(
      (await shop.books.billing.balances()).map(each => [`${each.currency} ${each.account}`, each.balance]),
    )
    const currency = converted ? 'EUR' : 'USD'
    const balance = (await deeds.balance())[currency.toLowerCase()]
    expect({ net: held.get(`${currency} cash`), fee: held.get(`${currency} fees`) }, `seed ${seed}`).toEqual({
      net: balance?.net ?? 'none',
      fee: balance?.fee ?? 'none',
    })
    if (converted) expect(held.get('USD cash') ?? 0).toBe(0)
    expect(await auditBooks(shop.books.database)).toMatchObject({ unbalanced: [], strayed: [] })
    const [booked] = await rows<{ count: number }>(shop.books, 'select count(*)::int from payments')
    expect(booked?.count).toBe(8)
  },
)
