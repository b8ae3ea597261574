import { known } from '../parts/loaded.tsx'
import type { Rail } from '../purchase/shown.ts'
import { buy, buyByCard, dismissPurchase, purchase } from '../purchase.ts'
import { subscription } from '../store.ts'
import { isLate, type Subscription, subscriptionsOf } from '../subscription.ts'
import { day, money, t } from '../texts.ts'
import { Confirm } from './confirm.tsx'

/** Another subscription lives already: which one, and what going on would mean. They decide (case 37). */
export function Parallel({ plan, rail }: { plan: string; rail: Rail }) {
  const other = subscriptionsOf(known(subscription.value)).find(({ id, renews }) => id !== null && renews)
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

function words(one: Subscription): string {
  const { plan_title: title, current_period_end: end, price } = one
  if (title === null || end === null || price === null) return t('app-parallel-plain')
  if (isLate(one)) return t('app-parallel-late', { title, price: money(price) })
  return t('app-parallel-text', { title, day: day(end), price: money(price) })
}
