import { type Item, isLate, isOpen, isStopped, owedOf } from './status-item.ts'
import type { Speech } from './texts.ts'

/** What to do next: what is about to be lost first. */
export function adviceFor({ t }: Speech, items: Item[], appUrl: string | null): string {
  if (items.some(owedOf)) return t('status-pay')
  const open = items.filter(isOpen)
  if (open.length === 0) return t('status-buy')
  if (open.some(isLate)) return t('status-top-up')
  const stopped = open.find(isStopped)?.subscription
  if (stopped?.stoppedByUs) return t('status-allow')
  if (stopped?.rail === 'stars') return t('status-resume')
  if (stopped && appUrl !== null) return t('status-go-on')
  return open.every(({ until, subscription }) => until === null || subscription?.renews)
    ? t('status-settled')
    : t('status-extend')
}
