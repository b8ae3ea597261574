import type { Message } from '@grammyjs/types'
import { Star } from '../parts/star.tsx'
import { myReceipts, sheet } from '../store.ts'
import { amount } from '../words.ts'

/** What happened rather than what was said: Stars went out, or came back. A press opens the receipt. */
export function Service({ message }: { message: Message }) {
  const payment = message.successful_payment ?? message.refunded_payment
  if (!payment) return null
  const chargeId = payment.telegram_payment_charge_id
  const { title, renewal = false } = myReceipts.value.byCharge.get(chargeId) ?? {}
  const sum = (
    <b>
      <Star /> {amount(payment.total_amount)}
    </b>
  )
  const what = title !== undefined && (
    <>
      {' for '}
      <bdi>{title}</bdi>
    </>
  )
  const isRenewal = renewal && message.successful_payment !== undefined
  return (
    <div class="service" lang="en">
      <button type="button" class="pill" data-testid="service" onClick={() => openReceipt(message, chargeId)}>
        {message.successful_payment ? (
          <>
            {isRenewal ? 'Renewed: you paid' : 'You paid'} {sum}
            {what}
          </>
        ) : (
          <>
            Refunded {sum}
            {what}
          </>
        )}
      </button>
    </div>
  )
}

function openReceipt(message: Message, chargeId: string): void {
  sheet.value = { kind: 'receipt', person: message.chat.id, chargeId }
}
