import { openHolding } from '../open-holding.ts'
import { go, route } from '../route.ts'
import { serverNow } from '../server-clock.ts'
import { subscription } from '../store.ts'
import { owedOf, type Subscription } from '../subscription.ts'
import { day, money, t } from '../texts.ts'
import { LinkOut } from './link-out.tsx'
import { known } from './loaded.tsx'
import { Notice } from './notice.tsx'

/** Money that is late: until when that does no harm, and the way to pay (cases 72 and 73). */
export function PastDue() {
  return (
    <>
      {owedOf(known(subscription.value)).map(one => (
        <Owed key={`${one.plan} ${one.current_period_start}`} owed={one} />
      ))}
    </>
  )
}

export function Owed({ owed }: { owed: Subscription }) {
  const { pay_url, status } = owed
  const [title, text] = words(owed)
  return (
    <Notice tone="warn" title={title} text={text}>
      {pay_url !== null ? (
        <LinkOut url={pay_url}>{status === 'incomplete' ? t('app-go-on') : t('app-pay-now')}</LinkOut>
      ) : (
        route.value.screen !== 'billing' && (
          <button type="button" class="button" onClick={() => go({ screen: 'billing' })}>
            {t('app-manage')}
          </button>
        )
      )}
    </Notice>
  )
}

/** What it is for is left out where it fits no plan; until when it stays open, where something else keeps it open. */
function words(owed: Subscription): [string, string?] {
  const { status, rail, plan, plan_title: title, price, grace_until } = owed
  if (status === 'incomplete')
    return [t('app-due-confirm'), title ? t('app-due-confirm-text', { title }) : t('app-due-confirm-plain')]
  if (!title) return [t('app-due')]
  const isOpenBeside = plan !== null && openHolding(plan, serverNow()) !== null
  if (rail === 'stars' && price && isOpenBeside)
    return [t('app-due'), t('app-due-stars-beside', { title, price: money(price) })]
  if (grace_until === null || isOpenBeside) return [t('app-due'), t('app-due-text', { title })]
  const until = { title, day: day(grace_until) }
  // Nobody pays this by hand: Telegram takes it from what they have.
  if (rail === 'stars' && price) return [t('app-due'), t('app-due-stars', { ...until, price: money(price) })]
  return [t('app-due'), t('app-due-grace', until)]
}
