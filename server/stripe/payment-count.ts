import { Counter, type Registry } from 'prom-client'
import type { Settlement } from '../../db/billing.ts'

/** What counts as a payment that came to something, or went back. */
export type Counted = Settlement['kind'] | 'refunded'

const NAME = 'billing_payments_total'
const STATUS = { granted: 'success', quarantined: 'quarantined', returned: 'returned', refunded: 'refunded' }

/** Counts card payments by what became of them, each once: one that was in the books already counts for nothing. */
export function countPayments(registry: Registry): (what: Counted) => void {
  const payments = counterOn(registry)
  // A series that is there from the start is a rate that works from the first payment on.
  for (const status of Object.values(STATUS)) payments.inc({ rail: 'card', status }, 0)
  return what => {
    if (what !== 'repeated' && what !== 'nothing') payments.inc({ rail: 'card', status: STATUS[what] })
  }
}

/** The bot counts Stars under the same name; whoever comes first makes it. */
function counterOn(registry: Registry): Counter {
  const known = registry.getSingleMetric(NAME)
  if (known instanceof Counter) return known
  const help = 'Payments by what became of them'
  return new Counter({ name: NAME, help, labelNames: ['rail', 'status'], registers: [registry] })
}
