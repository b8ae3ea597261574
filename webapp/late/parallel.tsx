import { known } from '../parts/loaded.tsx'
import { buyByCard, dismissPurchase, purchase } from '../purchase.ts'
import { subscription } from '../store.ts'
import { type Subscription, subscriptionsOf } from '../subscription.ts'
import { day, money, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'

/** Another subscription lives already: which one, and what going on would mean. They decide (case 37). */
export function Parallel({ plan }: { plan: string }) {
  const living = subscriptionsOf(known(subscription.value)).find(one => one.renews && one.plan !== plan)
  const goOn = async () => {
    void buyByCard(plan, true)
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
      text={living ? words(living) : t('app-parallel-plain')}
      yes={t('app-parallel-go')}
      deed={goOn}
      onClose={leave}
    />
  )
}

function words({ plan_title: title, current_period_end: end, price }: Subscription): string {
  if (title === null || end === null || price === null) return t('app-parallel-plain')
  return t('app-parallel-text', { title, day: day(end), price: money(price) })
}
