import type { Update } from 'grammy/types'
import type { Act } from './acts.ts'
import type { Customer } from './customer.ts'

/** One thing that happens to a person of its own, from what stood before to the acts that a victim dies in. */
export interface Step {
  name: string
  /** Admins would be told while jobs are carried out, when nobody knows any more whose admin is whose. */
  withoutAdmins?: true
  prepare(customer: Customer): Promise<Act[]>
}

export const updates = (...list: Update[]): Act => ({ kind: 'updates', updates: list })

export const refund = (requestedBy: number, chargeId: string, times = 1): Act => ({
  kind: 'refund',
  request: { chargeId, requestedBy, reason: 'asked for it', request: `refund ${chargeId}, ${times}` },
})
