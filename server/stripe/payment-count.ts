import { Counter, type Registry } from 'prom-client'
import type { Settlement } from '../../db/billing.ts'

/** What came of reading a payment: of itself, of a refund, of what a dispute moved. */
export type Counted = Settlement['kind'] | 'refunded' | 'disputed'

const NAME = 'billing_payments_total'
const STATUS = new Map<Counted, string>([
  ['granted', 'success'],
  ['quarantined', 'quarantined'],
  ['returned', 'returned'],
  ['refunded', 'refunded'],
])

/**
 * Counts card payments by what became of them, each once: one that was in the books already counts for nothing, and a
 * dispute is no payment.
 */
export function countPayments(registry: Registry): (what: Counted) => void {
  const payments = counterOn(registry)
  // A series that is there from the start is a rate that works from the first payment on.
  for (const status of STATUS.values()) payments.inc({ rail: 'card', status }, 0)
  return what => {
    const status = STATUS.get(what)
    if (status) payments.inc({ rail: 'card', status })
  }
}

/** The bot counts Stars under the same name; whoever comes first makes it. */
function counterOn(registry: Registry): Counter {
  const known = registry.getSingleMetric(NAME)
  if (known instanceof Counter) return known
  const help = 'Payments by what became of them'
  return new Counter({ name: NAME, help, labelNames: ['rail', 'status'], registers: [registry] })
}
