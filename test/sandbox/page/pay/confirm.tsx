import { confirmPayment } from '../deeds.ts'
import { Star } from '../parts/star.tsx'
import { fill, purseful } from '../stars/wishes.ts'
import { bot, type OpenPay, purseOf } from '../store.ts'
import { amount, nameOf, stars } from '../words.ts'

/** The question, and why it cannot be asked when the purse is too light. */
export function Confirm({ open }: { open: OpenPay }) {
  const { title, description, total_amount: price } = open.invoice
  const every = open.everySeconds === undefined ? undefined : Math.round(open.everySeconds / 86_400)
  const missing = price - purseOf(open.person)
  return (
    <>
      <div class="pay-picture" aria-hidden="true">
        <Star />
      </div>
      <h2 class="pay-title">{every === undefined ? 'Confirm Your Purchase' : 'Subscribe'}</h2>
      <p class="pay-text">
        Do you want to {every === undefined ? 'buy' : 'subscribe to'} <b dir="auto">{title}</b>
        {bot.value && (
          <>
            {' '}
            in <b dir="auto">{nameOf(bot.value)}</b>
          </>
        )}{' '}
        for <b>{stars(price)}</b>
        {every !== undefined && ` every ${every} days`}?
      </p>
      <p class="pay-what" dir="auto">
        {description}
      </p>
      {missing > 0 ? (
        <TooLow person={open.person} missing={missing} />
      ) : (
        <Go busy={open.step.name === 'busy'} price={price} every={every} />
      )}
    </>
  )
}

function Go({ busy, price, every }: { busy: boolean; price: number; every: number | undefined }) {
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
            {every === undefined ? 'Confirm and Pay' : 'Subscribe for'} <Star /> {amount(price)}
            {every !== undefined && ` / ${every} days`}
          </>
        )}
      </button>
      <p class="pay-note">
        {busy ? 'Asking the bot whether it accepts…' : 'Sandbox: no real Stars are spent.'}
        {!busy && every !== undefined && ' It renews by itself until you cancel it in My Stars.'}
      </p>
    </>
  )
}

function TooLow({ person, missing }: { person: number; missing: number }) {
  // Enough for this and a little more.
  const more = Math.ceil((missing + 1) / purseful) * purseful
  return (
    <div data-testid="balance-too-low">
      <p class="pay-low" role="alert">
        Your balance is too low: <b>{stars(missing)}</b> {missing === 1 ? 'is' : 'are'} missing.
      </p>
      <button
        type="button"
        class="wide-button"
        data-testid="fill-purse"
        onClick={() => void fill(person, more)}
      >
        Get <Star /> {amount(more)}
      </button>
      <p class="pay-note">Sandbox: Stars cost nothing here.</p>
    </div>
  )
}
