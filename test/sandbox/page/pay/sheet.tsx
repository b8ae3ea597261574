import { Dialog } from '../parts/dialog.tsx'
import { Star } from '../parts/star.tsx'
import { closeSheet, me, type OpenPay } from '../store.ts'
import { amount } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { Failure, Success } from './ending.tsx'
import './pay.css'

/** Telegram's sheet for a payment in Stars, from the question to how it ended. */
export function PaySheet({ open }: { open: OpenPay }) {
  return (
    <Dialog
      label="Confirm your purchase"
      locked={open.step.name === 'busy'}
      corner={<Balance />}
      onClose={closeSheet}
    >
      <div class="pay" aria-live="polite" data-testid="pay-sheet">
        <Step open={open} />
      </div>
    </Dialog>
  )
}

function Step({ open }: { open: OpenPay }) {
  const { step } = open
  switch (step.name) {
    case 'confirm':
    case 'busy':
      return <Confirm open={open} />
    case 'unknown':
      return <Failure title="No answer" text={`${step.problem} Look at your balance before you pay again.`} />
    case 'done':
      return step.outcome.status === 'paid' ? (
        <Success open={open} chargeId={step.outcome.charge_id} />
      ) : (
        <Failure outcome={step.outcome} />
      )
  }
}

function Balance() {
  return (
    <div class="balance">
      <span>Your balance</span>
      <b data-testid="balance">
        <Star /> {amount(me.value?.stars ?? 0)}
      </b>
    </div>
  )
}
