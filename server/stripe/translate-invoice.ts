import type { Stripe } from 'stripe'
import type { Charge, InvoiceState, Period } from '../../db/billing.ts'
import { idOf, instant, instantOrNull, money, wholeOf } from './reading.ts'

/** Whose an invoice is. */
interface Ours {
  personId: number
  /** Our order's id, as its metadata or its subscription's say. */
  reference: string
  /** The subscription it bills, where the books know it. */
  subscription: string | null
}

/** The subscription an invoice bills. */
export function subscriptionIn({ parent }: Stripe.Invoice): string | null {
  return idOf(parent?.subscription_details?.subscription)
}

export function translateInvoice(
  invoice: Stripe.Invoice,
  ours: Omit<Ours, 'reference'> & { ticket: number },
): InvoiceState {
  return {
    rail: 'card',
    providerId: invoice.id,
    ...ours,
    status: invoice.status ?? 'draft',
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    currency: invoice.currency.toUpperCase(),
    dueAt: instantOrNull(invoice.due_date),
    createdAt: instant(invoice.created),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  }
}

/** The payment intents that brought money for it. Money brought outside Stripe, or by a credit, is none of them. */
export function paymentsOf({ payments }: Stripe.Invoice): { id: string; payment: Stripe.InvoicePayment }[] {
  return (payments?.data ?? []).flatMap(payment => {
    const id = idOf(payment.payment.payment_intent)
    return id !== null && payment.status === 'paid' ? [{ id, payment }] : []
  })
}

/**
 * Whether it says what becomes of the money that came for it. Until then none of it may be booked: a payment is booked
 * once, and what was booked before its invoice was paid could never open the period, be it a part or the whole.
 */
export function isDecided({ status, amount_remaining }: Stripe.Invoice): boolean {
  // It can be paid all the same, and then is about to say so.
  if (status === 'uncollectible') return amount_remaining > 0
  return status !== null && status !== 'draft' && status !== 'open'
}

/** For so long after it came, an invoice may still say that money is its own. */
const SLOW_MS = 60 * 60 * 1000

/** Whether an invoice that does not count this payment may do so yet. Money on one that is void stays beside it. */
export function mayCount(invoice: Stripe.Invoice, payment: Stripe.PaymentIntent, now: Date): boolean {
  const own = invoice.payments?.data.find(each => idOf(each.payment.payment_intent) === payment.id)
  if (invoice.status === 'void' || own?.status === 'canceled') return false
  const came = instant(wholeOf(payment.latest_charge)?.created ?? payment.created)
  return !isDecided(invoice) || +now - +came < SLOW_MS
}

/**
 * What an invoice of a subscription says was paid: one charge for each payment, and one of nothing where it is paid
 * and no money moved (a trial, a coupon, a credit: case 82). Of one that will not be paid, what came opens nothing.
 */
export function chargesOf(invoice: Stripe.Invoice, ours: Ours): Charge[] {
  if (!isDecided(invoice)) return []
  const isPaid = invoice.status === 'paid'
  const period = isPaid && ours.subscription !== null ? periodOf(invoice, ours.subscription) : null
  const common = {
    rail: 'card' as const,
    payerId: ours.personId,
    // What names no period of a subscription must not be taken for the plan bought once.
    reference: period ? ours.reference : '',
    invoice: invoice.id,
    receiptUrl: null,
    ...(period && { period }),
  }
  const paidAt = instant(invoice.status_transitions.paid_at ?? invoice.created)
  const charges = paymentsOf(invoice).map(({ id, payment }) => ({
    ...common,
    chargeId: id,
    price: money(payment.amount_paid ?? payment.amount_requested, payment.currency),
    paidAt: instantOrNull(payment.status_transitions.paid_at) ?? paidAt,
    payload: { invoice, payment },
  }))
  if (charges.length > 0 || !period) return charges
  return [
    { ...common, chargeId: invoice.id, price: money(0, invoice.currency), paidAt, payload: { invoice } },
  ]
}

/**
 * The span that the invoice pays for: that of its line for the subscription. What only evens out a change in the middle
 * of a period (a proration) pays for the rest of it.
 */
function periodOf({ lines }: Stripe.Invoice, subscription: string): Period | null {
  const ofItems = lines.data.filter(({ parent }) => parent?.type === 'subscription_item_details')
  const whole = ofItems.filter(({ parent }) => !parent?.subscription_item_details?.proration)
  const rests = ofItems.filter(({ amount }) => amount > 0)
  const line = [...whole, ...rests].reduce<Stripe.InvoiceLineItem | null>(
    (best, next) => (best && best.period.end >= next.period.end ? best : next),
    null,
  )
  if (!line || line.period.end <= line.period.start) return null
  return {
    subscription,
    price: idOf(line.pricing?.price_details?.price),
    startsAt: instant(line.period.start),
    endsAt: instant(line.period.end),
  }
}
