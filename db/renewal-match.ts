import type { Charge, Recurring } from './payment.ts'
import { EARLY_MS, type PaidPeriods } from './renewal-standing.ts'

/** A charge that pays for a subscription in Stars. */
export interface RecurringCharge extends Charge {
  recurring: Recurring
}

/** A subscription in Stars as settling sees it. */
export interface StarsSubscription extends PaidPeriods {
  /** The charge id of its first payment, by which Telegram knows it (case 29). */
  providerId: string
}

/** From one payment to the end of what it paid for. */
interface Span {
  startsAt: Date
  endsAt: Date
}

/**
 * Which of the subscriptions that its payer began with its order a charge pays for; null: it begins another (case 28).
 * A renewal belongs to the one whose end is nearest. A first payment that is found after its own renewals lies a
 * whole period before what began with them.
 */
export function paidFor<Known extends StarsSubscription>(
  { paidAt, recurring }: RecurringCharge,
  theirs: Known[],
  spansOf: (subscription: Known) => Span[],
): Known | null {
  const { isFirst, periodSeconds } = recurring
  const isRenewalOf = (one: Known) => {
    if (isFirst !== null) return !isFirst
    const firstEnd = Math.min(+one.periodEndsAt, ...spansOf(one).map(({ endsAt }) => +endsAt))
    return +paidAt >= firstEnd - EARLY_MS
  }
  const distance = (one: Known) => Math.abs(+one.periodEndsAt - +paidAt)
  const renewed = theirs.filter(isRenewalOf).toSorted((a, b) => distance(a) - distance(b))[0]
  if (renewed) return renewed
  return theirs.find(({ createdAt }) => +createdAt - +paidAt >= periodSeconds * 1000 - EARLY_MS) ?? null
}

/** An end can lie a little further than one period off, where a payment came early; so far off it is a mistake. */
const MOST_PERIODS = 3

/** Whether the end that the provider named is beyond belief: it would open for years what a month was paid for. */
export function isFarOff({ paidAt, recurring }: Pick<RecurringCharge, 'paidAt' | 'recurring'>): boolean {
  const { endsAt, periodSeconds } = recurring
  return endsAt !== null && +endsAt > +paidAt + MOST_PERIODS * periodSeconds * 1000
}

/**
 * What a charge pays for: from its payment to the end the provider named; where it named none, on from the end of what
 * was paid before. An end that lies before the payment is nonsense, and one that is far off is as good as none.
 */
export function spanOf(
  charge: Pick<RecurringCharge, 'paidAt' | 'recurring'>,
  subscription: StarsSubscription | null,
  spans: Span[],
): Span {
  const { paidAt, recurring } = charge
  const { periodSeconds } = recurring
  const endsAt = isFarOff(charge) ? null : recurring.endsAt
  if (endsAt && endsAt > paidAt) return { startsAt: paidAt, endsAt }
  // Also where it was paid and nothing was granted for it, as to whoever has the plan for ever.
  const known = subscription
    ? [...spans, { startsAt: subscription.periodStartsAt, endsAt: subscription.periodEndsAt }]
    : []
  const before = known.filter(({ startsAt }) => startsAt < paidAt).map(span => +span.endsAt)
  const from = endsAt ? +paidAt : Math.max(+paidAt, ...before)
  return { startsAt: paidAt, endsAt: new Date(from + periodSeconds * 1000) }
}

/** The subscription after this payment: its end never moves back (case 24), its beginning never forward. */
export function afterPayment<Known extends StarsSubscription>(
  { chargeId }: Charge,
  { startsAt, endsAt }: Span,
  known: Known,
): Known {
  const isEarliest = startsAt < known.createdAt
  return {
    ...known,
    ...(isEarliest && { providerId: chargeId, createdAt: startsAt }),
    periodStartsAt: startsAt > known.periodStartsAt ? startsAt : known.periodStartsAt,
    periodEndsAt: endsAt > known.periodEndsAt ? endsAt : known.periodEndsAt,
  }
}
