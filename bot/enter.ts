import type { Logger } from 'pino'
import type { Billing, Charge, RefundElsewhere } from '../db/billing.ts'
import type { Metrics } from './metrics.ts'

interface EnterDependencies {
  billing: Pick<Billing, 'settle' | 'recordRefund'>
  metrics: Pick<Metrics, 'paid' | 'failed' | 'refunded' | 'booked'>
  /** Says in each line whence we know of it. */
  logger: Logger
}

/** Books a charge, counts and logs it. Resolves when it is committed, with whether it was news; rejects when it is not. */
export async function enterCharge(
  { billing, metrics, logger }: EnterDependencies,
  charge: Charge,
): Promise<boolean> {
  const startedAt = performance.now()
  const { kind, paymentId } = await billing.settle(charge).catch((error: unknown) => {
    metrics.failed()
    throw error
  })
  metrics.booked((performance.now() - startedAt) / 1000)
  logger.info({ person: charge.payerId, charge: charge.chargeId, payment: paymentId, kind }, 'payment')
  if (kind === 'repeated' || kind === 'nothing') return false
  metrics.paid(kind, charge.price)
  return true
}

/** The same for money that went back. */
export async function enterRefund(
  { billing, metrics, logger }: EnterDependencies,
  refund: RefundElsewhere,
): Promise<boolean> {
  const { chargeId, payerId } = refund.charge
  const { kind } = await billing.recordRefund(refund)
  logger.info({ person: payerId, charge: chargeId, kind }, 'refund')
  if (kind !== 'settled') return false
  metrics.refunded(chargeId)
  return true
}
