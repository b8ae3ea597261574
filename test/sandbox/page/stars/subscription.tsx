import type { SubscriptionView } from '../../subscription-face.ts'
import { Star } from '../parts/star.tsx'
import { amount, dateOf } from '../words.ts'
import { again, arrange, cancel, renew } from './wishes.ts'

/** One subscription: what it costs, how it stands, and what its person may do about it. */
export function Subscription({ one }: { one: SubscriptionView }) {
  const { title, stars, period_seconds: period, state } = one
  return (
    <li class={`subscription subscription-${state}`} data-testid="subscription">
      <div class="subscription-head">
        <b dir="auto">{title}</b>
        <span class="subscription-price">
          <Star /> {amount(stars)} <small>every {Math.round(period / 86_400)} days</small>
        </span>
      </div>
      <p class="subscription-state" data-testid="subscription-state">
        {standingOf(one)}
      </p>
      <Deeds one={one} />
    </li>
  )
}

function standingOf({ state, expires, next_try, canceled_by_bot: byBot }: SubscriptionView): string {
  switch (state) {
    case 'active':
      return `Renews on ${dateOf(expires)}`
    case 'canceled':
      return byBot
        ? `Stopped by the bot. What is paid for runs until ${dateOf(expires)}; only the bot can allow it to renew again.`
        : `Canceled. What is paid for runs until ${dateOf(expires)}`
    case 'failing':
      return `The payment failed. It is tried again on ${dateOf(next_try ?? expires)}`
    case 'ended':
      return `Ended on ${dateOf(expires)}`
  }
}

function Deeds({ one }: { one: SubscriptionView }) {
  const { state } = one
  return (
    <div class="subscription-deeds">
      {state === 'failing' && <Deed id="pay-now" label="Pay now" main deed={() => void renew(one)} />}
      {(state === 'active' || state === 'failing') && (
        <Deed id="cancel-subscription" label="Cancel subscription" deed={() => void cancel(one)} />
      )}
      {state === 'canceled' && !one.canceled_by_bot && (
        <Deed id="renew-subscription" label="Renew subscription" main deed={() => void renew(one)} />
      )}
      {state === 'ended' && one.invoice_url !== undefined && (
        <Deed id="subscribe-again" label="Subscribe again" main deed={() => again(one)} />
      )}
      {(state === 'active' || state === 'failing') && <FailsNext one={one} />}
    </div>
  )
}

interface DeedProps {
  id: string
  label: string
  main?: boolean
  deed: () => void
}

function Deed({ id, label, main = false, deed }: DeedProps) {
  return (
    <button type="button" class={`chip ${main ? 'chip-main' : ''}`} data-testid={id} onClick={deed}>
      {label}
    </button>
  )
}

/** No person's wish, but the sandbox's: what else is hard to see. */
function FailsNext({ one }: { one: SubscriptionView }) {
  return (
    <label class="subscription-arranged">
      <input
        type="checkbox"
        checked={one.fails_next > 0}
        data-testid="fails-next"
        onChange={event => void arrange(one, event.currentTarget.checked)}
      />
      Sandbox: let the next payment fail
    </label>
  )
}
