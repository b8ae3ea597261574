import { Registry } from 'prom-client'
import { onTestFinished } from 'vitest'
import { createLogger } from '../../server/log.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { sessionFor } from '../../server/stripe/session.ts'
import { subjectOf } from '../../server/stripe/subject.ts'
import { stripeShop } from '../sandbox-suite/stripe-stage.ts'
import { openBooks } from '../support/books.ts'
import { rows, someone } from '../support/sale.ts'
import { CARD_SHOP } from './stripe-life.ts'

/** A Stripe that lives, and books that were told of it. */
export async function openLiving(options: Parameters<typeof stripeShop>[0]) {
  const shop = await stripeShop(options)
  await shop.deeds.addPrice({ id: 'price_pro', name: 'Pro', amount: 999, currency: 'usd', interval: 'month' })
  const books = await openBooks({ plans: CARD_SHOP, at: new Date(shop.clock.seconds * 1000) })
  onTestFinished(() => books.close())
  const { stripe, deeds } = shop
  const { billing } = books
  const logger = createLogger('silent')
  const about = { livemode: false, now: books.clock.now }
  const registry = new Registry()
  const reader = createReader({ stripe, billing, logger, registry, ...about })
  let told = 0
  return {
    ...shop,
    books,
    reconcile: () => reader.reconcile({ progress: () => {}, signal: new AbortController().signal }),
    /** `billing_reconcile_repaired_total` of cards. */
    async repaired(): Promise<unknown> {
      const { values } = (await registry.getSingleMetric('billing_reconcile_repaired_total')?.get()) ?? {}
      return values?.find(({ labels }) => labels['rail'] === 'card')?.value
    },
    /** Somebody subscribes, as the checkout of this shop asks for it. Returns the id of their subscription. */
    async subscriber(): Promise<string> {
      const personId = await someone(books)
      const opened = await billing.cards.openCheckout({ personId, planCode: 'pro' })
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      const { id: customer } = await stripe.customers.create({ metadata: { person: String(personId) } })
      await billing.cards.keepCustomer({ personId, livemode: false, customerId: customer })
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
