import { beSomeoneNew, confirmPayment } from '../deeds.ts'
import { Star } from '../parts/star.tsx'
import { bot, type OpenPay, purseOf } from '../store.ts'
import { amount, nameOf, stars } from '../words.ts'

/** The question, and why it cannot be asked when the purse is too light. */
export function Confirm({ open }: { open: OpenPay }) {
  const { title, description, total_amount: price } = open.invoice
  const missing = price - purseOf(open.person)
  return (
    <>
      <div class="pay-picture" aria-hidden="true">
        <Star />
      </div>
      <h2 class="pay-title">Confirm Your Purchase</h2>
      <p class="pay-text">
        Do you want to buy <b dir="auto">{title}</b>
        {bot.value && (
          <>
            {' '}
            in <b dir="auto">{nameOf(bot.value)}</b>
          </>
        )}{' '}
        for <b>{stars(price)}</b>
        {open.everySeconds !== undefined && ` every ${Math.round(open.everySeconds / 86_400)} days`}?
      </p>
      <p class="pay-what" dir="auto">
        {description}
      </p>
      {missing > 0 ? (
        <TooLow missing={missing} price={price} />
      ) : (
        <Go busy={open.step.name === 'busy'} price={price} />
      )}
    </>
  )
}

function Go({ busy, price }: { busy: boolean; price: number }) {
  return (
    <>
      <button
        type="button"
        class={`wide-button ${busy ? 'busy' : ''}`}
        aria-busy={busy}
        aria-disabled={busy}
        data-testid="confirm-pay"
        onClick={() => void confirmPayment()}
      >
        {busy ? (
          <>
            <span class="spinner" aria-hidden="true" />
            <span class="said-by">Paying…</span>
          </>
        ) : (
          <>
            Confirm and Pay <Star /> {amount(price)}
          </>
        )}
      </button>
      <p class="pay-note">
        {busy ? 'Asking the bot whether it accepts…' : 'Sandbox: no real Stars are spent.'}
      </p>
    </>
  )
}

function TooLow({ missing, price }: { missing: number; price: number }) {
  // Enough for this and a few more tries.
  const purse = Math.max(1000, price * 4)
  return (
    <div data-testid="balance-too-low">
      <p class="pay-low" role="alert">
        Your balance is too low: <b>{stars(missing)}</b> {missing === 1 ? 'is' : 'are'} missing. The sandbox
        sells no Stars; a purse is filled once, when its person is made.
      </p>
      <button type="button" class="wide-button" onClick={() => void beSomeoneNew(purse)}>
        Be someone new with <Star /> {amount(purse)}
      </button>
    </div>
  )
}
