import type { Message } from '@grammyjs/types'
import type { ChatView } from '../../face.ts'

export interface Receipt {
  chargeId: string
  stars: number
  /** Unix seconds. */
  paidAt: number
  refundedAt?: number
  /** What was bought, where its invoice is in the chat: what a link sells leaves none. */
  title?: string
}

export interface Receipts {
  /** An invoice paid twice at once shows its latest payment. */
  byInvoice: ReadonlyMap<number, Receipt>
  byCharge: ReadonlyMap<string, Receipt>
}

/** What was paid in a chat; `paid` says which charge paid which invoice message. */
export function receiptsOf(messages: readonly Message[], paid: ChatView['paid']): Receipts {
  const invoices = new Map(paid.map(({ message_id, charge_id }) => [charge_id, message_id]))
  const titles = new Map(messages.map(one => [one.message_id, one.invoice?.title]))
  const byInvoice = new Map<number, Receipt>()
  const byCharge = new Map<string, Receipt>()
  for (const { date, successful_payment: payment, refunded_payment: back } of messages) {
    if (payment) {
      const chargeId = payment.telegram_payment_charge_id
      const invoice = invoices.get(chargeId)
      const title = invoice === undefined ? undefined : titles.get(invoice)
      const receipt: Receipt = {
        chargeId,
        stars: payment.total_amount,
        paidAt: date,
        ...(title === undefined ? {} : { title }),
      }
      byCharge.set(chargeId, receipt)
      if (invoice !== undefined) byInvoice.set(invoice, receipt)
    }
    const refunded = back && byCharge.get(back.telegram_payment_charge_id)
    if (refunded) refunded.refundedAt = date
  }
  return { byInvoice, byCharge }
}
