import { Counter, Histogram, type Registry } from 'prom-client'
import type { Money, Settlement } from '../db/billing.ts'
import { ADMIN_COMMANDS, COMMANDS } from './commands.ts'
import { lately } from './lately.ts'

const NAMES = new Set([...COMMANDS, ...ADMIN_COMMANDS].map(command => command.name))

/** The Telegram metrics of the contract. Every label has a bounded set of values, whatever strangers send. */
export interface Metrics {
  /** A charge booked for the first time; never called for repeats. */
  paid(outcome: Exclude<Settlement['kind'], 'repeated' | 'nothing'>, price: Money): void
  /** An attempt to book a charge that did not succeed; it will be repeated. */
  failed(): void
  /** Money that went back. The same charge counts once, however often and from wherever it is told. */
  refunded(chargeId: string): void
  booked(seconds: number): void
  /** Money in Stars that no update told of, and the list of transactions did. */
  repaired(): void
  /**
   * `unavailable`: the books did not answer in time; `late`: Telegram no longer wanted our answer; `unanswered`:
   * Telegram could not be reached in time.
   */
  precheck(result: 'ok' | 'rejected' | 'unavailable' | 'late' | 'unanswered'): void
  update(type: string): void
  /** `name` as typed; any we do not have counts as `unknown`. */
  command(name: string): void
}

/** The metrics of one bot, on a registry that has none of them yet. */
export function metricsOn(registry: Registry): Metrics {
  const counter = (name: string, help: string, labelNames: string[]): Counter =>
    new Counter({ name, help, labelNames, registers: [registry] })

  const payments = counter(
    'telegram_payments_total',
    'Stars payments by what became of them; failed: attempts',
    ['result'],
  )
  const billed = billedOn(registry)
  const repaired = sharedCounter(registry, {
    name: 'billing_reconcile_repaired_total',
    help: 'Payments and refunds that were missing from the books and that reconciliation brought in',
    labelNames: ['rail'],
  })
  repaired.inc({ rail: 'stars' }, 0)
  const value = counter('telegram_payment_value_total', 'Value of successful payments, in minor units', [
    'currency',
  ])
  const prechecks = counter('telegram_precheck_total', 'Pre-checkout queries by answer', ['result'])
  const updates = counter('telegram_updates_total', 'Updates received, by type', ['type'])
  const commands = counter('telegram_command_total', 'Commands received, by name', ['name'])
  const seconds = new Histogram({
    name: 'telegram_payment_processing_seconds',
    help: 'From reading a payment to its commit',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  // A series that is there from the start is a rate that works from the first payment on.
  for (const result of ['success', 'failed', 'refunded', 'quarantined']) payments.inc({ result }, 0)
  const seen = lately(10_000)

  return {
    paid(outcome, price) {
      billed.inc({ rail: 'stars', status: STATUSES[outcome] })
      // Money on its way back was earned for a moment; it counts again when it is gone.
      const result = outcome === 'quarantined' ? outcome : 'success'
      payments.inc({ result })
      if (result === 'success') value.inc({ currency: price.currency }, price.amount)
    },
    failed: () => payments.inc({ result: 'failed' }),
    refunded(chargeId) {
      if (seen(chargeId)) return
      payments.inc({ result: 'refunded' })
      billed.inc({ rail: 'stars', status: 'refunded' })
    },
    booked: took => seconds.observe(took),
    repaired: () => repaired.inc({ rail: 'stars' }),
    precheck: result => prechecks.inc({ result }),
    update: type => updates.inc({ type }),
    command: name => commands.inc({ name: NAMES.has(name) ? name : 'unknown' }),
  }
}

const STATUSES = { granted: 'success', returned: 'returned', quarantined: 'quarantined' } as const

/** Payments on every rail. */
function billedOn(registry: Registry): Counter {
  const billed = sharedCounter(registry, {
    name: 'billing_payments_total',
    help: 'Payments by what became of them',
    labelNames: ['rail', 'status'],
  })
  for (const status of [...Object.values(STATUSES), 'refunded']) billed.inc({ rail: 'stars', status }, 0)
  return billed
}

/** One counter for both rails: in a process with the HTTP side it is there already, or will be shared from here. */
function sharedCounter(
  registry: Registry,
  how: { name: string; help: string; labelNames: string[] },
): Counter {
  const known = registry.getSingleMetric(how.name)
  return known instanceof Counter ? known : new Counter({ ...how, registers: [registry] })
}
