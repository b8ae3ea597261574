import { Counter, Histogram, type Registry } from 'prom-client'
import type { Money } from '../db/billing.ts'
import { ADMIN_COMMANDS, COMMANDS } from './commands.ts'
import { lately } from './lately.ts'

const NAMES = new Set([...COMMANDS, ...ADMIN_COMMANDS].map(command => command.name))

/** The Telegram metrics of the contract. Every label has a bounded set of values, whatever strangers send. */
export interface Metrics {
  /** A charge booked for the first time; never called for repeats. */
  paid(result: 'success' | 'quarantined', price: Money): void
  /** An attempt to book a charge that did not succeed; it will be repeated. */
  failed(): void
  /** Money that went back. The same charge counts once, however often and from wherever it is told. */
  refunded(chargeId: string): void
  booked(seconds: number): void
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
    paid(result, price) {
      payments.inc({ result })
      if (result === 'success') value.inc({ currency: price.currency }, price.amount)
    },
    failed: () => payments.inc({ result: 'failed' }),
    refunded: chargeId => (seen(chargeId) ? undefined : payments.inc({ result: 'refunded' })),
    booked: took => seconds.observe(took),
    precheck: result => prechecks.inc({ result }),
    update: type => updates.inc({ type }),
    command: name => commands.inc({ name: NAMES.has(name) ? name : 'unknown' }),
  }
}
