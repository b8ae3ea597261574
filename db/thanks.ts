import { type Coverage, isLeft } from './coverage.ts'
import type { KnownOrder, KnownSubscription } from './decide.ts'
import type { News } from './notice.ts'
import type { Charge } from './payment.ts'
import type { Renewed } from './renewing.ts'

/** A charge that is good, and what it buys. */
export interface Sale {
  order: KnownOrder
  subscription: KnownSubscription | null
  /** The same in Stars, and what of it was paid for. */
  renewed?: Renewed
  paidForOther: boolean
}

/** Where what was bought lies, and beside what. */
interface Place {
  coverage: Coverage
  /** What they held of the same plan. */
  before: Coverage[]
  acquiredAt: Date
  /** The first they hold of its subscription. */
  isFirst: boolean
  /** A subscription to the same plan goes on. */
  isRenewing: boolean
  now: Date
}

/** What the payer is told of a purchase, or of a period that was paid. */
export function thanksFor({ chargeId, price, period }: Charge, sale: Sale, place: Place): News {
  const { order, subscription, renewed } = sale
  const { coverage, acquiredAt, isFirst, isRenewing } = place
  const plan = order.terms.title
  const back = isBack(place) && { back: true as const }
  // One that was found late says how long they have it by now, for others have followed.
  const until = renewed?.subscription.periodEndsAt ?? period?.endsAt
  if (until && !isFirst) {
    return { kind: 'renewed', plan, price, until: until.toISOString(), ...back, chargeId }
  }
  const stacks = !until && coverage.startsAt > acquiredAt
  const isFree = subscription !== null && price.amount === 0
  return {
    ...{ kind: 'thanks', plan, price, until: (until ?? coverage.endsAt)?.toISOString() ?? null },
    stackedFrom: stacks ? coverage.startsAt.toISOString() : null,
    ...(!until && isRenewing && { beside: true }),
    ...(isFree && { free: { renews: subscription.renews } }),
    ...back,
    ...(renewed?.subscription.renews && { renews: true }),
    chargeId,
  }
}

/** They had it, it had ended with its days of grace and all, and this opens it again. */
function isBack({ coverage, before, now }: Place): boolean {
  const had = before.some(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt)
  return had && !before.some(each => isLeft(each, now)) && coverage.startsAt <= now && isLeft(coverage, now)
}
