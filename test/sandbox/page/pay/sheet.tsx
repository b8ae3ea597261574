import type { PayOutcome } from '../../face.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Star } from '../parts/star.tsx'
import { closeSheet, type OpenPay, purseOf } from '../store.ts'
import { amount } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { Failure, Pending, Success } from './ending.tsx'
import './pay.css'

/** Telegram's sheet for a payment in Stars, from the question to how it ended. */
export function PaySheet({ open }: { open: OpenPay }) {
  return (
    <Dialog
      label="Confirm your purchase"
      locked={open.step.name === 'busy'}
      inPhone={open.forApp !== undefined}
      corner={<Balance stars={purseOf(open.person)} />}
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
      return <Ending open={open} outcome={step.outcome} />
  }
}

/** The client may be the last to know: what it shows is not always what happened. */
function Ending({ open, outcome }: { open: OpenPay; outcome: PayOutcome }) {
  if (outcome.status === 'failed') return <Failure outcome={outcome} />
  if (outcome.shows === 'pending') return <Pending />
  return outcome.shows === 'failed' ? (
    <Failure title="Payment failed" text="Something went wrong. Please try again later." />
  ) : (
    <Success open={open} chargeId={outcome.charge_id} />
  )
}

function Balance({ stars }: { stars: number }) {
  return (
    <div class="balance">
      <span>Your balance</span>
      <b data-testid="balance">
        <Star /> {amount(stars)}
      </b>
    </div>
  )
}
