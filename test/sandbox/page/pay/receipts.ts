import type { Message } from '@grammyjs/types'

export interface Receipt {
  chargeId: string
  stars: number
  /** Unix seconds. */
  paidAt: number
  refundedAt?: number
  /** What was bought, where the invoice is known. */
  title?: string
  invoiceId?: number
}

export interface Receipts {
  byInvoice: ReadonlyMap<number, Receipt>
  byCharge: ReadonlyMap<string, Receipt>
}

/**
 * What was paid in a chat. A service message does not say which of the paid invoices it paid: `known` does where this
 * page saw it, else it was the newest of that amount.
 */
export function receiptsOf(
  messages: readonly Message[],
  paidIds: readonly number[],
  known: ReadonlyMap<string, number>,
): Receipts {
  const invoices = messages.filter(one => one.invoice && paidIds.includes(one.message_id))
  const byInvoice = new Map<number, Receipt>()
  const byCharge = new Map<string, Receipt>()
  for (const message of messages) {
    const { successful_payment: paid, refunded_payment: back } = message
    if (paid) {
      const invoice = invoiceOf(message, invoices, known, byInvoice)
      const receipt: Receipt = {
        chargeId: paid.telegram_payment_charge_id,
        stars: paid.total_amount,
        paidAt: message.date,
        ...(invoice?.invoice ? { title: invoice.invoice.title, invoiceId: invoice.message_id } : {}),
      }
      byCharge.set(receipt.chargeId, receipt)
      if (invoice) byInvoice.set(invoice.message_id, receipt)
    }
    const refunded = back && byCharge.get(back.telegram_payment_charge_id)
    if (refunded) refunded.refundedAt = message.date
  }
  return { byInvoice, byCharge }
}

function invoiceOf(
  payment: Message,
  invoices: readonly Message[],
  known: ReadonlyMap<string, number>,
  taken: ReadonlyMap<number, Receipt>,
): Message | undefined {
  const paid = payment.successful_payment
  // A subscription is sold by link: no message of this chat is its invoice.
  if (!paid || paid.subscription_expiration_date !== undefined) return undefined
  const named = known.get(paid.telegram_payment_charge_id)
  const open = invoices.filter(one => !taken.has(one.message_id))
  if (named !== undefined) return open.find(one => one.message_id === named)
  const reserved = new Set(known.values())
  return open.findLast(
    one =>
      one.message_id < payment.message_id &&
      !reserved.has(one.message_id) &&
      one.invoice?.total_amount === paid.total_amount &&
      one.invoice.currency === paid.currency,
  )
}
