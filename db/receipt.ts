import type { Money, Rail } from './money.ts'
import type { Text } from './plan.ts'

/** What somebody paid or is to pay, as they see it: a payment, or an invoice with the payment that it came to. */
export interface Receipt {
  /** The id of the invoice; where there is none, of the payment. */
  id: string
  /** The provider's own id of the payment, which support asks for; of an invoice that nobody paid, its own. */
  chargeId: string
  rail: Rail
  /** What it was for, as it was called then; null where the money fits no order: it is held, and can be given back. */
  plan: { code: string; title: Text } | null
  /** What it comes to. */
  price: Money
  /**
   * `past_due`: open, and it should have been paid by now. `canceled`: nobody is asked to pay it any more. `refunded`:
   * all that was paid is back; where only a part is, `amountRefunded` says so and it stays `paid` (case 105).
   */
  status: 'paid' | 'past_due' | 'open' | 'draft' | 'canceled' | 'refunded'
  /** In minor units of the currency of `price`, as are the two below. */
  amountDue: number
  amountPaid: number
  amountRefunded: number
  /** Where it stands in the list: when it was paid, or the invoice made. */
  createdAt: Date
  /** null: it was not. */
  paidAt: Date | null
  /** When the last of it went back; null: all of it is still here. */
  refundedAt: Date | null
  /** The provider's id of the invoice, its page and its file; null where there is none, or not yet. */
  providerInvoiceId: string | null
  hostedUrl: string | null
  pdfUrl: string | null
}

/** One of the list, as `receipts.ts` reads it; of the invoice's own facts, all are null where there is none. */
export interface ReceiptRow {
  id: string
  at: string
  rail: Rail
  charge_id: string | null
  code: string | null
  title: Text | null
  due: string
  paid: string
  currency: string
  paid_at: string | null
  /** Of its payments: what they were, what of that went back, and when. */
  booked: string | null
  back: string | null
  back_at: string | null
  invoice: string | null
  invoice_status: string | null
  due_at: string | null
  subscription_status: string | null
  period_ends_at: string | null
  hosted_url: string | null
  pdf_url: string | null
}

export function receiptOf(row: ReceiptRow, now: Date): Receipt {
  const [amountDue, amountPaid] = [Number(row.due), Number(row.paid)]
  return {
    id: row.id,
    chargeId: row.charge_id ?? row.invoice ?? '',
    rail: row.rail,
    plan: row.code !== null && row.title !== null ? { code: row.code, title: row.title } : null,
    price: { amount: amountDue, currency: row.currency },
    status: statusOf(row, now),
    amountDue,
    amountPaid,
    amountRefunded: Number(row.back),
    createdAt: new Date(row.at),
    paidAt: row.paid_at === null ? null : new Date(row.paid_at),
    refundedAt: row.back_at === null ? null : new Date(row.back_at),
    providerInvoiceId: row.invoice,
    hostedUrl: row.hosted_url,
    pdfUrl: row.pdf_url,
  }
}

function statusOf(row: ReceiptRow, now: Date): Receipt['status'] {
  const [booked, back] = [Number(row.booked), Number(row.back)]
  if (booked > 0 && back >= booked) return 'refunded'
  switch (row.invoice_status) {
    case null:
    case 'paid':
      return 'paid'
    case 'draft':
      return 'draft'
    case 'void':
    case 'uncollectible':
      return 'canceled'
    // `open`, and whatever the provider may think of next: it is not known to be paid.
    default:
      return isOverdue(row, now) ? 'past_due' : 'open'
  }
}

/** One that is collected by itself has no day of its own: the subscription says that it is late, or its time is over. */
function isOverdue({ due_at, subscription_status, period_ends_at }: ReceiptRow, now: Date): boolean {
  if (due_at !== null) return new Date(due_at) <= now
  if (subscription_status === 'past_due' || subscription_status === 'unpaid') return true
  return period_ends_at !== null && new Date(period_ends_at) <= now
}
