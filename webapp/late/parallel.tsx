import { known } from '../parts/loaded.tsx'
import type { Rail } from '../purchase/shown.ts'
import { buy, buyByCard, dismissPurchase, purchase } from '../purchase.ts'
import { subscription } from '../store.ts'
import { type Subscription, subscriptionsOf } from '../subscription.ts'
import { day, money, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'

/** Another subscription lives already: which one, and what going on would mean. They decide (case 37). */
export function Parallel({ plan, rail }: { plan: string; rail: Rail }) {
  const living = subscriptionsOf(known(subscription.value)).filter(({ id }) => id !== null)
  const [other] = [...living.filter(({ renews }) => renews), ...living]
  const goOn = async () => {
    void (rail === 'card' ? buyByCard : buy)(plan, true)
    return 'done' as const
  }
  const leave = () => {
    // Where they went on, something else stands there already.
    const now = purchase.peek()
    if (now.kind === 'refused' && now.why === 'parallel') dismissPurchase()
  }
  return (
    <Confirm
      title={t('app-parallel')}
      text={other ? words(other) : t('app-parallel-plain')}
      yes={t('app-parallel-go')}
      deed={goOn}
      onClose={leave}
    />
  )
}

function words({ plan_title: title, current_period_end: end, price, renews }: Subscription): string {
  if (title === null || end === null || price === null) return t('app-parallel-plain')
  if (!renews) return t('app-parallel-ends', { title, day: day(end) })
  return t('app-parallel-text', { title, day: day(end), price: money(price) })
}
