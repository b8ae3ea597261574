import type { RenewalDue } from '../../db/billing.ts'
import { recordDuties } from '../support/duties.ts'

/** Duties whose provider refuses to change the renewals in `refuses`, by the id it is asked with. */
export function changingRenewals() {
  const refuses = new Map<string, string>()
  let outages = 0
  const asked = recordDuties({
    changeRenewal({ providerId }) {
      if (outages-- > 0) throw new Error('timed out')
      const detail = refuses.get(providerId)
      return detail ? { kind: 'refused', detail } : { kind: 'done' }
    },
  })
  return {
    duties: asked.duties,
    refuses,
    /** The next time it is asked, it is out of reach. */
    missesOne() {
      outages = 1
    },
    /** What it was asked about this person, in order. */
    asksFor: (personId: number): Omit<RenewalDue, 'requestId'>[] =>
      asked.changes.filter(due => due.personId === personId).map(({ requestId: _, ...due }) => due),
  }
}
