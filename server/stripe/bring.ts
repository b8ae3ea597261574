import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Stripe } from 'stripe'
import type { Billing, Subject } from '../../db/billing.ts'
import { catchUp } from './catch-up.ts'
import { countPayments } from './payment-count.ts'
import { bringCustomer } from './read-customer.ts'
import { bringInvoice } from './read-invoice.ts'
import { bringPayment } from './read-payment.ts'
import { bringSession } from './read-session.ts'
import { bringSubscription } from './read-subscription.ts'
import type { Desk } from './reading.ts'

/** What reading needs from outside. */
export interface ReaderDependencies {
  /** Made by `client.ts`: pinned to the API version that these readings are written against. */
  stripe: Stripe
  billing: Billing
  logger: Logger
  /** `billing_payments_total` is counted here. */
  registry: Registry
  now: () => Date
}

export interface Reader {
  /**
   * Reads the object again at Stripe and brings the books to what it says: for `billing.cards.work`. Nothing an event
   * says is believed, so the order of events, their number and their age cannot matter. Rejects where Stripe or the
   * database does not answer, or where Stripe has not told yet what a payment costs; then it is to be tried again.
   */
  bring(subject: Subject): Promise<void>
  /** Keeps what the webhook was never told of, of the last thirty days (case 78). Never rejects: trouble is logged. */
  catchUp(): Promise<void>
}

/** The inbound side of the card rail. One per registry. */
export function createReader({ stripe, billing, logger, registry, now }: ReaderDependencies): Reader {
  const desk: Desk = { stripe, billing, logger, counted: countPayments(registry) }
  return {
    async catchUp() {
      try {
        const missed = await catchUp({ stripe, billing, now: now() })
        if (missed > 0) logger.warn({ missed }, 'events that Stripe never got through with are worked now')
      } catch (error) {
        logger.error({ err: error }, 'the events that Stripe remembers could not be read')
      }
    },
    async bring({ kind, id }) {
      switch (kind) {
        case 'session':
          return await bringSession(desk, id)
        case 'subscription':
          return void (await bringSubscription(desk, id))
        case 'invoice':
          return await bringInvoice(desk, id)
        case 'payment':
          return await bringPayment(desk, id)
        case 'customer':
          return await bringCustomer(desk, id)
      }
    },
  }
}
