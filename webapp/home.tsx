import type { SubscriptionJson } from '../server/billing-contract.ts'
import type { PlanJson } from '../server/contract.ts'
import { type Holding, holdingsOf, isOpen, isOver } from './holdings.ts'
import { useNow } from './parts/clock.ts'
import { Free } from './parts/free.tsx'
import { Group, Row } from './parts/group.tsx'
import { Icon } from './parts/icon.tsx'
import { known, Loaded } from './parts/loaded.tsx'
import { Pass } from './parts/pass.tsx'
import { PastDue } from './parts/past-due.tsx'
import { PurchaseNotice } from './parts/purchase-notice.tsx'
import { Screen } from './parts/screen.tsx'
import { Skeleton } from './parts/skeleton.tsx'
import { go } from './route.ts'
import { isSold } from './sold.ts'
import { access, me, plans, receipts, subscription } from './store.ts'
import { endingOf, renewalOf } from './subscription.ts'
import { day, t } from './texts.ts'

/** What I own, until when, and what I can do about it. */
export function Home() {
  const now = useNow()
  const who = known(me.value)
  // Without these it could be said, but not all of it, and then it would change under their eyes.
  const waiting = [plans.value, receipts.value, subscription.value].some(({ kind }) => kind === 'loading')
  return (
    <Screen
      title={t('app-home-title')}
      hello={who ? t('app-hello', { name: who.first_name }) : ''}
      busy={waiting || access.value.kind === 'loading'}
      corner={
        <button
          type="button"
          id="to-settings"
          class="round"
          aria-label={t('app-settings')}
          onClick={() => go({ screen: 'settings' })}
        >
          <Icon name="sliders" />
        </button>
      }
    >
      <PurchaseNotice />
      <PastDue />
      <Loaded of={access.value} tall>
        {entitlements =>
          waiting ? (
            <Skeleton tall />
          ) : (
            <Holdings
              holdings={holdingsOf(entitlements, known(receipts.value)?.items ?? [], now)}
              plans={known(plans.value) ?? []}
              told={known(subscription.value)}
              now={now}
            />
          )
        }
      </Loaded>
    </Screen>
  )
}

/** Everything they have now and later as passes; what is over as rows, unless there is nothing else to show. */
function Holdings(props: {
  holdings: Holding[]
  plans: PlanJson[]
  told: SubscriptionJson | null
  now: Date
}) {
  const { holdings, plans, told, now } = props
  const renewal = (plan: string) => (told ? renewalOf(told, plan) : undefined)
  const live = holdings.filter(holding => !isOver(holding))
  const over = holdings.filter(isOver)
  const passes = live.length > 0 ? live : over.slice(0, 1)
  const earlier = live.length > 0 ? over : over.slice(1)
  return (
    <>
      {!holdings.some(isOpen) && <Free plans={plans} quiet={passes.length > 0} />}
      {passes.map(holding => (
        <Pass
          key={`${holding.plan} ${holding.from}`}
          holding={holding}
          now={now}
          plan={plans.find(({ code }) => code === holding.plan)}
          renewal={renewal(holding.plan)}
        >
          <Deed
            holding={holding}
            plans={plans}
            managed={Boolean(renewal(holding.plan) ?? endingOf(told, holding.plan))}
          />
        </Pass>
      ))}
      {earlier.length > 0 && (
        <Group title={t('app-earlier')}>
          {earlier.map(({ plan, title, state, until }) => (
            <Row
              key={plan}
              id={`earlier-${plan}`}
              label={title}
              below={
                state === 'refunded'
                  ? t('app-refunded-on', { day: day(until ?? '') })
                  : t('app-ended-on', { day: day(until ?? '') })
              }
              onPress={() => go({ screen: 'plan', code: plan })}
            />
          ))}
        </Group>
      )}
      <div class="card rows">
        <Row id="to-devices" label={t('app-devices')} onPress={() => go({ screen: 'devices' })} />
      </div>
    </>
  )
}

/** The one thing to do about a pass, where there is any. `managed`: a subscription is behind it. */
function Deed({ holding, plans, managed }: { holding: Holding; plans: PlanJson[]; managed: boolean }) {
  const { plan, state, until } = holding
  if (managed && isOpen(holding) && state !== 'grace')
    return (
      <button
        type="button"
        id={`manage-${plan}`}
        class="button button-on-pass"
        onClick={() => go({ screen: 'billing' })}
      >
        {t('app-manage')}
      </button>
    )
  // What renews by itself, and is only late, must not be paid for twice.
  if (!plans.some(one => one.code === plan && isSold(one)) || until === null || state === 'grace') return null
  const toPlan = () => go({ screen: 'plan', code: plan })
  if (state === 'now' || state === 'later')
    return (
      <button
        type="button"
        id={`extend-${plan}-${holding.from}`}
        class="button button-on-pass"
        onClick={toPlan}
      >
        {t('app-extend')}
      </button>
    )
  return (
    <button type="button" id={`extend-${plan}-${holding.from}`} class="button button-main" onClick={toPlan}>
      {isOver(holding) ? t('app-again') : t('app-extend')}
    </button>
  )
}
