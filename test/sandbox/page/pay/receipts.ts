import type { Message } from '@grammyjs/types'
import type { ChatView } from '../../face.ts'
import type { SubscriptionView } from '../../subscription-face.ts'

export interface Receipt {
  chargeId: string
  stars: number
  /** Unix seconds. */
  paidAt: number
  refundedAt?: number
  /** What was bought, where that is known: by its invoice in the chat, or as a payment of a subscription. */
  title?: string
  /** A subscription's, after its first. */
  renewal: boolean
}

export interface Receipts {
  /** An invoice paid twice at once shows its latest payment. */
  byInvoice: ReadonlyMap<number, Receipt>
  byCharge: ReadonlyMap<string, Receipt>
}

type Subscription = Pick<SubscriptionView, 'title' | 'charges'>

/** What was paid in a chat; `paid` says which charge paid which invoice message. */
export function receiptsOf(
  messages: readonly Message[],
  paid: ChatView['paid'],
  subscriptions: readonly Subscription[] = [],
): Receipts {
  const renewed = new Map(subscriptions.flatMap(({ title, charges }) => charges.map(id => [id, title])))
  const invoices = new Map(paid.map(({ message_id, charge_id }) => [charge_id, message_id]))
  const titles = new Map(messages.map(one => [one.message_id, one.invoice?.title]))
  const byInvoice = new Map<number, Receipt>()
  const byCharge = new Map<string, Receipt>()
  for (const { date, successful_payment: payment, refunded_payment: back } of messages) {
    if (payment) {
      const chargeId = payment.telegram_payment_charge_id
      const invoice = invoices.get(chargeId)
      const title = invoice === undefined ? renewed.get(chargeId) : titles.get(invoice)
      const receipt: Receipt = {
        chargeId,
        stars: payment.total_amount,
        paidAt: date,
        ...(title === undefined ? {} : { title }),
        renewal: payment.is_recurring === true && payment.is_first_recurring !== true,
      }
      byCharge.set(chargeId, receipt)
      if (invoice !== undefined) byInvoice.set(invoice, receipt)
    }
    const refunded = back && byCharge.get(back.telegram_payment_charge_id)
    if (refunded) refunded.refundedAt = date
  }
  return { byInvoice, byCharge }
}
