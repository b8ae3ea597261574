import type { QuarantineReason } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** Why money is held, for admins. */
export function reasonOf({ plain }: Speech, reason: QuarantineReason): string {
  switch (reason) {
    case 'unknown_order':
      return plain('quarantine-unknown-order')
    case 'wrong_amount':
      return plain('quarantine-wrong-amount')
    case 'wrong_currency':
      return plain('quarantine-wrong-currency')
    case 'wrong_rail':
      return plain('quarantine-wrong-rail')
    case 'wrong_price':
      return plain('quarantine-wrong-price')
  }
}
