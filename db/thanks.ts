import type { Coverage } from './coverage.ts'
import type { KnownOrder, KnownSubscription } from './decide.ts'
import type { News } from './notice.ts'
import type { Charge } from './payment.ts'

/** A charge that is good, and what it buys. */
export interface Sale {
  order: KnownOrder
  subscription: KnownSubscription | null
  paidForOther: boolean
}

/** Where what was bought lies, and beside what. */
interface Place {
  coverage: Coverage
  acquiredAt: Date
  /** The first they hold of its subscription. */
  isFirst: boolean
  /** A subscription to the same plan goes on. */
  isRenewing: boolean
}

/** What the payer is told of a purchase, or of a period that was paid. */
export function thanksFor(
  { chargeId, price, period }: Charge,
  { order, subscription }: Sale,
  { coverage, acquiredAt, isFirst, isRenewing }: Place,
): News {
  const plan = order.terms.title
  if (period && !isFirst) {
    return { kind: 'renewed', plan, price, until: period.endsAt.toISOString(), chargeId }
  }
  const stacks = !period && coverage.startsAt > acquiredAt
  const isFree = subscription !== null && price.amount === 0
  return {
    ...{ kind: 'thanks', plan, price, until: coverage.endsAt?.toISOString() ?? null },
    stackedFrom: stacks ? coverage.startsAt.toISOString() : null,
    ...(!period && isRenewing && { beside: true }),
    ...(isFree && { free: { renews: subscription.renews } }),
    chargeId,
  }
}
