import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Stripe } from 'stripe'
import type { Billing, Reconciled, Subject } from '../../db/billing.ts'
import type { Run } from './in-turn.ts'
import { keepUp } from './keep-up.ts'
import { countPayments } from './payment-count.ts'
import { bringCustomer } from './read-customer.ts'
import { bringInvoice } from './read-invoice.ts'
import { bringPayment } from './read-payment.ts'
import { bringSession } from './read-session.ts'
import { bringSubscription } from './read-subscription.ts'
import type { Desk } from './reading.ts'
import { createReconcile } from './reconcile.ts'

/** What reading needs from outside. */
export interface ReaderDependencies {
  /** Made by `client.ts`: pinned to the API version that these readings are written against. */
  stripe: Stripe
  billing: Billing
  logger: Logger
  /** `billing_payments_total` is counted here. */
  registry: Registry
  /** Whether money that moves with this key is real. */
  livemode: boolean
  now: () => Date
}

export interface Reader {
  /**
   * Reads the object again at Stripe and brings the books to what it says: for `billing.cards.work`. Nothing an event
   * says is believed, so the order of events, their number and their age cannot matter. Rejects where Stripe or the
   * database does not answer; then it is to be tried again. `later`: Stripe has not told all of it yet, as what a
   * payment costs, and is to be asked again in a while.
   */
  bring(subject: Subject): Promise<'done' | 'later'>
  /** Finds what no event told of, and holds the books against Stripe's own (case 78). One run at a time. */
  reconcile(run: Run): Promise<Reconciled>
  /** Does so now and every five minutes, unless another process does, until the signal is raised. */
  keepUp(signal: AbortSignal): Promise<void>
}

/** The inbound side of the card rail. One per registry. */
export function createReader({ registry, ...rest }: ReaderDependencies): Reader {
  const desk: Desk = { ...rest, counted: countPayments(registry) }
  const reconcile = createReconcile(desk, registry)
  return {
    reconcile,
    keepUp: signal => keepUp({ ...desk, reconcile }, signal),
    async bring({ kind, id }) {
      switch (kind) {
        case 'session':
          await bringSession(desk, id)
          return 'done'
        case 'subscription':
          await bringSubscription(desk, id)
          return 'done'
        case 'invoice':
          await bringInvoice(desk, id)
          return 'done'
        case 'payment':
          return await bringPayment(desk, id)
        case 'customer':
          await bringCustomer(desk, id)
          return 'done'
      }
    },
  }
}
