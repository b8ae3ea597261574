import { copy } from '../deeds.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Star } from '../parts/star.tsx'
import { bot, chats, closeSheet, receiptsIn } from '../store.ts'
import { amount, dateAndTime, nameOf } from '../words.ts'
import type { Receipt } from './receipts.ts'
import './pay.css'
import './receipt.css'

/** Proof of a payment, with the charge id that support and refunds ask for. */
export function ReceiptSheet({ person, chargeId }: { person: number; chargeId: string | undefined }) {
  const receipt = receiptsIn(chats.value.get(person)).byCharge.get(chargeId ?? '')
  return (
    <Dialog label="Receipt" corner={<h2 class="dialog-title">Receipt</h2>} onClose={closeSheet}>
      <div class="pay" data-testid="receipt-sheet">
        {receipt ? (
          <Paper receipt={receipt} />
        ) : (
          <p class="pay-text">The chat no longer shows this payment.</p>
        )}
      </div>
    </Dialog>
  )
}

function Paper({ receipt }: { receipt: Receipt }) {
  const { chargeId, refundedAt } = receipt
  return (
    <>
      <div class="pay-picture" aria-hidden="true">
        <Star />
      </div>
      <h2 class="pay-title" dir="auto">
        {receipt.title ?? 'Payment'}
      </h2>
      <p class={`receipt-sum ${refundedAt === undefined ? '' : 'undone'}`}>
        <Star /> {amount(receipt.stars)}
      </p>
      {refundedAt !== undefined && <p class="receipt-back">Refunded in full</p>}
      <dl class="receipt">
        <dt>To</dt>
        <dd dir="auto">{bot.value ? nameOf(bot.value) : ''}</dd>
        <dt>Paid</dt>
        <dd>{dateAndTime(receipt.paidAt)}</dd>
        {refundedAt !== undefined && (
          <>
            <dt>Refunded</dt>
            <dd>{dateAndTime(refundedAt)}</dd>
          </>
        )}
        <dt>Charge ID</dt>
        <dd>
          <button type="button" class="charge" onClick={() => void copy(chargeId, 'Charge ID')}>
            <span data-testid="charge-id">{chargeId}</span>
            <Icon name="copy" />
            <span class="said-by">Copy</span>
          </button>
        </dd>
      </dl>
      {refundedAt === undefined && (
        <p class="pay-note">
          An admin gives it back with <code>/refund</code> and this id.{' '}
          <button type="button" class="link" onClick={() => void copy(`/refund ${chargeId}`, 'Command')}>
            Copy the command
          </button>
        </p>
      )}
    </>
  )
}
