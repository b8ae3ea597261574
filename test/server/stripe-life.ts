import type { Billing } from '../../db/billing.ts'
import { plan, type TestBooks } from '../support/books.ts'
import { someone } from '../support/sale.ts'
import {
  aDispute,
  aLine,
  aMove,
  anInvoice,
  aPayment,
  aRefund,
  aSession,
  aSubscription,
  seconds,
} from './stripe-objects.ts'
import type { Record } from './stripe-record.ts'

/** Sold by card; three days of grace while it renews. */
export const CARD_SHOP = [
  plan({
    code: 'pro',
    stars: null,
    graceDays: 3,
    card: { price: 'price_pro', amount: 999, currency: 'USD' },
  }),
]

export interface Buyer {
  personId: number
  orderId: string
  /** What the ids of this buyer's objects end with. */
  tag: string
}

let buyers = 0

/** Somebody new, who has opened a checkout. */
export async function aBuyer(books: Pick<TestBooks, 'billing'>): Promise<Buyer> {
  const personId = await someone(books)
  return { personId, orderId: await openCheckout(books.billing, personId), tag: `b${++buyers}` }
}

async function openCheckout(billing: Billing, personId: number): Promise<string> {
  const opened = await billing.cards.openCheckout({ personId, planCode: 'pro' })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  return opened.order.id
}

/** Something that happened at Stripe: what its objects say from then on, and the event that tells of it. */
export interface Step {
  type: string
  about: object
  written: Parameters<Record['write']>
}

const PERIODS: [from: string, to: string][] = [
  ['2026-11-21', '2026-12-21'],
  ['2026-12-21', '2027-01-21'],
  ['2027-01-21', '2027-02-21'],
]

/** The objects of one buyer. Months count from one. */
export function objectsOf({ personId, orderId, tag }: Buyer) {
  const metadata = { person: String(personId), order: orderId }
  const ids = { customer: `cus_${tag}`, subscription: `sub_${tag}` }
  const common = { customer: ids.customer, metadata: {} }
  const periodOf = (month: number) => PERIODS[month - 1] ?? ['', '']
  const payment = (month: number) => `pi_${tag}_${month}`
  return {
    payment,
    session: aSession({ id: `cs_${tag}`, customer: ids.customer, subscription: ids.subscription, metadata }),
    subscription: (month: number, changes: Parameters<typeof aSubscription>[0] = {}) =>
      aSubscription({
        id: ids.subscription,
        customer: ids.customer,
        metadata,
        period: periodOf(month),
        ...changes,
      }),
    invoice(month: number, status: 'paid' | 'open' = 'paid') {
      const [from, to] = periodOf(month)
      const id = `in_${tag}_${month}`
      const lines = { object: 'list' as const, data: [aLine({ from, to })], has_more: false, url: '' }
      return anInvoice({
        ...common,
        id,
        status,
        on: from,
        by: [payment(month)],
        lines,
        subscription: ids.subscription,
      })
    },
    paid: (month: number, changes: Parameters<typeof aPayment>[0] = {}) =>
      aPayment({ ...common, id: payment(month), on: periodOf(month)[0], ...changes }),
    refund: (month: number) => aRefund({ id: `re_${tag}`, payment_intent: payment(month) }),
    dispute: (month: number, status: string) => {
      const id = `dp_${tag}`
      const gone = aMove({ id: `txn_${id}`, amount: -999, fee: 1500, type: 'adjustment' })
      const back = aMove({ id: `txn_${id}_won`, amount: 999, fee: -1500, type: 'adjustment' })
      const balance_transactions = status === 'won' ? [gone, back] : [gone]
      return aDispute({ id, payment_intent: payment(month), status, balance_transactions })
    },
  }
}

/** Seven events: bought, paid, renewed, not paid, paid late, the second month given back, ended. */
export function shortLife(buyer: Buyer): Step[] {
  const of = objectsOf(buyer)
  const [first, second, third] = [of.invoice(1), of.invoice(2), of.invoice(3)]
  const step = (type: string, about: object, ...written: Step['written']): Step => ({ type, about, written })
  return [
    // What the first payment costs is told only later.
    step(
      'checkout.session.completed',
      of.session,
      of.session,
      of.subscription(1),
      first,
      of.paid(1, { moved: null }),
    ),
    step('invoice.paid', first, of.paid(1)),
    step('invoice.paid', second, of.subscription(2), second, of.paid(2)),
    step(
      'invoice.payment_failed',
      third,
      of.subscription(3, { status: 'past_due' }),
      of.invoice(3, 'open'),
      of.paid(3, { status: 'requires_payment_method', amount_received: 0, latest_charge: null }),
    ),
    step('invoice.paid', third, of.subscription(3), third, of.paid(3)),
    step('refund.created', of.refund(2), of.refund(2)),
    step(
      'customer.subscription.deleted',
      of.subscription(3),
      of.subscription(3, { status: 'canceled', ended_at: seconds('2027-02-01') }),
    ),
  ]
}

/** The same with what else Stripe tells on the way, and a dispute that is won. */
export function longLife(buyer: Buyer): Step[] {
  const of = objectsOf(buyer)
  const ending = of.subscription(3, { cancel_at: seconds('2027-02-21') })
  const step = (type: string, about: object, ...written: Step['written']): Step => ({ type, about, written })
  const [bought, paid, renewed, failed, repaired, refunded, ended] = shortLife(buyer) as [
    Step,
    Step,
    Step,
    Step,
    Step,
    Step,
    Step,
  ]
  return [
    bought,
    step('customer.subscription.created', of.subscription(1)),
    paid,
    step('charge.updated', { payment_intent: of.payment(2) }),
    renewed,
    step('customer.subscription.updated', of.subscription(2)),
    failed,
    step('customer.subscription.updated', of.subscription(3)),
    repaired,
    refunded,
    step('charge.refunded', { payment_intent: of.payment(2) }),
    step('charge.dispute.created', of.dispute(3, 'needs_response'), of.dispute(3, 'needs_response')),
    step('charge.dispute.funds_withdrawn', of.dispute(3, 'needs_response')),
    step('customer.subscription.updated', ending, ending),
    step('charge.dispute.closed', of.dispute(3, 'won'), of.dispute(3, 'won')),
    ended,
  ]
}
