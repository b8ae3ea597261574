import { useEffect, useRef } from 'preact/hooks'
import type { PayOutcome } from '../../face.ts'
import { now } from '../now.ts'
import { Icon } from '../parts/icon.tsx'
import { Star } from '../parts/star.tsx'
import { closeSheet, type OpenPay, sheet } from '../store.ts'
import { amount, dateOf } from '../words.ts'
import { Confetti } from './confetti.tsx'
import { wordsOf } from './outcome.ts'

/** The Stars are gone, for good reason. */
export function Success({ open, chargeId }: { open: OpenPay; chargeId: string }) {
  const done = useFocus()
  return (
    <div data-testid="pay-done">
      <div class="pay-picture pay-good" aria-hidden="true">
        <Confetti />
        <Icon name="tick" />
      </div>
      <h2 class="pay-title">Payment complete</h2>
      <p class="pay-text">
        You paid{' '}
        <b>
          <Star /> {amount(open.invoice.total_amount)}
        </b>{' '}
        for <b dir="auto">{open.invoice.title}</b>.
        {open.everySeconds !== undefined && ` It renews on ${dateOf(now() / 1000 + open.everySeconds)}.`}
      </p>
      <button ref={done} type="button" class="wide-button" data-testid="pay-close" onClick={closeSheet}>
        Done
      </button>
      <button
        type="button"
        class="flat flat-wide"
        onClick={() => {
          sheet.value = { kind: 'receipt', person: open.person, chargeId }
        }}
      >
        See the receipt
      </button>
    </div>
  )
}

/** Telegram has not made up its mind; the bot will hear of it when it has. */
export function Pending() {
  const done = useFocus()
  return (
    <div data-testid="pay-pending">
      <div class="pay-picture pay-wait" aria-hidden="true">
        <Icon name="clock" />
      </div>
      <h2 class="pay-title">Payment is being processed</h2>
      <p class="pay-text">This can take a moment. The bot will be told when it is through.</p>
      <button ref={done} type="button" class="wide-button" data-testid="pay-close" onClick={closeSheet}>
        OK
      </button>
    </div>
  )
}

type FailureProps = { outcome: Extract<PayOutcome, { status: 'failed' }> } | { title: string; text: string }

/** Nothing was taken, and why: a refusal in the bot's own words. */
export function Failure(props: FailureProps) {
  const done = useFocus()
  const { title, text } = 'outcome' in props ? wordsOf(props.outcome) : props
  return (
    <div data-testid="pay-failed">
      <div class="pay-picture pay-bad" aria-hidden="true">
        <Icon name="close" />
      </div>
      <h2 class="pay-title">{title}</h2>
      <p class="pay-text" dir="auto" role="alert" data-testid="pay-problem">
        {text}
      </p>
      <button ref={done} type="button" class="wide-button" data-testid="pay-close" onClick={closeSheet}>
        OK
      </button>
    </div>
  )
}

/** The button that was pressed is gone; its place is taken by the next thing to press. */
function useFocus() {
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
