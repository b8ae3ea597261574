import type { InvoiceJson } from '../../server/contract.ts'
import { t } from '../texts.ts'

/** What became of a payment, in a word (case 105). */
export function statusOf(status: InvoiceJson['status']): string {
  switch (status) {
    case 'paid':
      return t('app-status-paid')
    case 'past_due':
      return t('app-status-past-due')
    case 'open':
      return t('app-status-open')
    case 'draft':
      return t('app-status-draft')
    case 'canceled':
      return t('app-status-canceled')
    case 'refunded':
      return t('app-status-refunded')
  }
}
