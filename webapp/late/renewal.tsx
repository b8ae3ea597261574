import { useEffect, useState } from 'preact/hooks'
import type { RenewalChangedJson, SubscriptionChoiceJson } from '../../server/billing-contract.ts'
import { failureOf } from '../api.ts'
import { openHolding } from '../open-holding.ts'
import { useAloud } from '../parts/aloud.tsx'
import { failureTitle } from '../parts/failed.tsx'
import { serverNow } from '../server-clock.ts'
import { callSignedIn } from '../session.ts'
import { expectChange, type Failure, reload } from '../store.ts'
import type { Subscription } from '../subscription.ts'
import { haptic } from '../telegram.ts'
import { day, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'
import { LinkButton } from './link-button.tsx'

interface Props {
  of: Subscription
  /** What the button says that ends the renewal. */
  cancel: string
  look: string
}

/** What can be done about its renewal: ended here or at the provider's, or had again; nothing where there is none. */
export function Renewal({ of: one, cancel, look }: Props) {
  const [done, setDone] = useState<string | null>(null)
  useAloud(done)
  if (one.id === null) return null
  const change = async (path: Change) => {
    const outcome = await ask(path, { subscription_id: one.id })
    if (outcome === 'done') setDone(path === CANCEL ? t('app-stopped') : t('app-resume-how'))
    return outcome
  }
  if (one.renews && one.rail === 'card')
    return <LinkButton path={CANCEL} body={{ subscription_id: one.id }} text={cancel} look={look} />
  if (one.renews) return <Stop one={one} text={cancel} look={look} stop={() => change(CANCEL)} />
  // By card that is done where they manage their payment.
  if (one.rail === 'card') return null
  return one.stopped_here ? <Allow allow={() => change(ALLOW)} /> : <InTelegram />
}

const CANCEL = 'billing/subscription/cancel'
const ALLOW = 'billing/subscription/allow'
type Change = typeof CANCEL | typeof ALLOW

/** Done also where there was nothing to do any more: what stands on the screen afterwards is true. */
async function ask(path: Change, body: SubscriptionChoiceJson): Promise<'done' | Failure> {
  const answer = await callSignedIn<RenewalChangedJson>({ method: 'POST', path, body })
  if (answer.kind !== 'ok' && answer.kind !== 'refused') return failureOf(answer)
  await reload()
  haptic('success')
  return 'done'
}

function Stop(props: {
  one: Subscription
  text: string
  look: string
  stop: () => Promise<'done' | Failure>
}) {
  const { one, text, look, stop } = props
  const [asked, setAsked] = useState(false)
  return (
    <>
      <button type="button" class={look} onClick={() => setAsked(true)}>
        {text}
      </button>
      {asked && (
        <Confirm
          title={t('app-stop-sure')}
          text={whatStopsMeans(one)}
          yes={t('app-cancel-renewal')}
          no={t('app-stop-keep')}
          deed={stop}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}

/**
 * Days of grace are for what is to be paid: without a renewal there is nothing to wait for, and what is open then is open
 * by what else they have.
 */
function whatStopsMeans({ plan, plan_title, current_period_end: end }: Subscription): string {
  const title = plan_title ?? t('app-plan')
  const now = serverNow()
  if (end !== null && Date.parse(end) > now.getTime()) return t('app-stop-text', { title, day: day(end) })
  const held = plan === null ? null : openHolding(plan, now)
  if (!held) return t('app-stop-late')
  return held.until === null
    ? t('app-stop-open', { title })
    : t('app-stop-kept', { title, day: day(held.until) })
}

/** We stopped it, so Telegram lets them turn it on only once we have taken that back. */
function Allow({ allow }: { allow: () => Promise<'done' | Failure> }) {
  const [state, setState] = useState<'idle' | 'busy' | Failure>('idle')
  const press = async () => {
    if (state === 'busy') return
    setState('busy')
    const outcome = await allow()
    if (outcome !== 'done') haptic('error')
    setState(outcome === 'done' ? 'idle' : outcome)
  }
  return (
    <>
      <button type="button" class="button" aria-disabled={state === 'busy'} onClick={() => void press()}>
        {state === 'busy' ? t('app-loading') : t('app-resume')}
      </button>
      <p class="trouble" role="status">
        {state !== 'idle' && state !== 'busy' && `${failureTitle(state)}. ${t('app-nothing-changed')}`}
      </p>
    </>
  )
}

/** Nobody but they can turn it on. What they do there should be seen here when they are back. */
function InTelegram() {
  useEffect(expectChange, [])
  return <p class="how">{t('app-resume-how')}</p>
}
