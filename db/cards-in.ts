import { inBatches } from './batch.ts'
import type { Books } from './books.ts'
import type { Cards } from './cards.ts'
import { catchingUpIn } from './catching-up.ts'
import { checkoutsBeside, keepCheckout } from './checkout.ts'
import { customerOf, forgetCustomer, keepCustomer, payerOf } from './customer.ts'
import { keepLinks, staleLinks } from './invoice.ts'
import { keepEvents } from './keep-event.ts'
import { openCheckout } from './open-checkout.ts'
import { orderBy } from './order-by.ts'
import { isOutage } from './outage.ts'
import { raise } from './raise.ts'
import { readAgain, readLater, workReadings } from './readings.ts'
import { recordCardRefund } from './record-card-refund.ts'
import { recordDispute } from './record-dispute.ts'
import { recordFailedCheckout } from './record-failed-checkout.ts'
import { recordInvoice } from './record-invoice.ts'
import { recordMovement } from './record-movement.ts'
import { recordSubscription } from './record-subscription.ts'
import { subscriptionsOf } from './subscription.ts'
import { tellOfDebt } from './tell-debt.ts'
import { paidUntold, unbookedMoves, unfinishedCharges } from './unfinished.ts'

/** Commits in flight at once, and events in one, as in `settle`. */
const KEEPING = { inFlight: 2, size: 64 }

/** The card rail's part of the door. */
export function cardsIn(books: Books): Cards {
  return {
    ...catchingUpIn(books),
    keepEvent: inBatches(events => keepEvents(books, events), KEEPING, isOutage),
    readAgain: (subject, key, when) => readAgain(books, subject, key, when),
    readLater: (subject, key) => readLater(books, subject, key),
    work: bring => workReadings(books, bring),
    ticket: () => ticket(books),
    customerOf: who => customerOf(books, who),
    keepCustomer: customer => keepCustomer(books, customer),
    forgetCustomer: customerId => forgetCustomer(books, customerId),
    payerOf: customerId => payerOf(books, customerId),
    openCheckout: request => openCheckout(books, request),
    keepCheckout: checkout => keepCheckout(books, checkout),
    checkoutsBeside: order => checkoutsBeside(books, order),
    orderBy: orderId => orderBy(books, orderId),
    recordSubscription: state => recordSubscription(books, state),
    tellOfDebt: state => tellOfDebt(books, state),
    recordInvoice: state => recordInvoice(books, state),
    recordRefund: refund => recordCardRefund(books, refund),
    recordDispute: state => recordDispute(books, state),
    recordMovement: movement => recordMovement(books, movement),
    unfinished: chargeIds => unfinishedCharges(books, chargeIds),
    unbooked: moves => unbookedMoves(books, moves),
    untold: of => paidUntold(books, of),
    recordFailedCheckout: orderId => recordFailedCheckout(books, orderId),
    raise: alarm => raise(books, alarm),
    subscriptionsOf: personId => subscriptionsOf(books, personId),
    staleLinks: (ids, before) => staleLinks(books, ids, before),
    keepLinks: links => keepLinks(books, links),
  }
}

/** Greater than every one before it, in whichever process. */
async function ticket({ pool }: Books): Promise<number> {
  const { rows } = await pool.query<{ ticket: string }>({
    name: 'ticket',
    text: "select nextval('reading_tickets') as ticket",
  })
  return Number(rows[0]?.ticket)
}
