import type { PlanTerms, Subscription } from '../db/billing.ts'
import type { BotCard } from './dependencies.ts'
import { waysOf } from './sale.ts'
import { type Item, isLate, isOpen, isStopped, owedOf, renewsClosed } from './status-item.ts'
import type { Speech } from './texts.ts'

/** What the advice depends on besides. */
interface Around {
  now: Date
  appUrl: string | null
  onSale: PlanTerms[]
  card: BotCard | null
  /** More than one of theirs renews, of which they are warned. */
  isParallel: boolean
}

/** What to do next: what is about to be lost first; null: more than is said already is not to be said. */
export function adviceFor({ t }: Speech, items: Item[], around: Around): string | null {
  const { now, appUrl, isParallel } = around
  if (items.some(owedOf)) return t('status-pay')
  const late = items.filter(item => isLate(item, now)).map(({ subscription }) => subscription)
  if (late.some(one => one?.rail === 'stars')) return t('status-top-up')
  const closed = items.find(item => renewsClosed(item, now))?.subscription
  if (closed) return stopAdvice({ t }, closed, appUrl)
  const open = items.filter(isOpen)
  if (open.length === 0) return t('status-buy')
  const stopped = open.find(isStopped)?.subscription
  if (stopped?.stoppedByUs) return t('status-allow')
  if (stopped?.rail === 'stars') return t('status-resume')
  if (stopped && appUrl !== null) return t('status-go-on')
  if (late.length > 0) return null
  const ending = open.filter(({ until, subscription }) => until !== null && !subscription?.renews)
  if (ending.length > 0) return extendAdvice({ t }, ending, around)
  return isParallel ? null : t('status-settled')
}

function stopAdvice({ t }: Pick<Speech, 't'>, { rail }: Subscription, appUrl: string | null): string {
  if (rail === 'stars') return t('status-stop-stars')
  return appUrl === null ? t('status-stop') : t('status-stop-manage')
}

/** What is bought once begins when this ends; what renews does not wait for that. */
function extendAdvice({ t }: Pick<Speech, 't'>, ending: Item[], { onSale, card }: Around): string {
  const ways = onSale
    .filter(({ code }) => ending.some(({ plan }) => plan === code))
    .flatMap(plan => Object.values(waysOf(plan, card)).filter(way => way !== null))
  if (ways.some(({ renews }) => !renews)) return t('status-extend')
  return ways.length > 0 ? t('status-extend-anew') : t('status-buy')
}
