import type { Entitlement, PlanTerms, Receipt, Subscription } from '../db/billing.ts'

/** One thing somebody has, or had: a subscription, or what was paid once or given by hand. */
export interface Standing {
  /** Of the subscription; null: what was paid once, or given. */
  id: string | null
  /** null: nothing, ever. */
  planCode: string | null
  status: string
  rail: 'stars' | 'card' | 'manual' | null
  periodStartsAt: Date | null
  periodEndsAt: Date | null
  endsThen: boolean
  price: { amount: number; currency: string } | null
  renews: boolean
  graceUntil: Date | null
  /** It ends because it was stopped here. */
  stoppedHere: boolean
  payUrl: string | null
}

const NOTHING: Standing = {
  id: null,
  planCode: null,
  status: 'inactive',
  rail: null,
  periodStartsAt: null,
  periodEndsAt: null,
  endsThen: false,
  price: null,
  renews: false,
  graceUntil: null,
  stoppedHere: false,
  payUrl: null,
}

const OVER = new Set(['canceled', 'incomplete_expired'])
const DAY_MS = 24 * 60 * 60 * 1000

/** What the books know of one person. */
export interface Known {
  subscriptions: Subscription[]
  access: Entitlement[]
  receipts: Receipt[]
  now: Date
}

/**
 * What somebody has now, and what lives beside it. Access is the measure: something that opens nothing never stands
 * before something that does, whatever its provider calls it.
 */
export function standingOf(known: Known): { paid: boolean; main: Standing; beside: Standing[] } {
  const living = known.subscriptions.filter(each => isLiving(each, known))
  const open = known.access.filter(({ active }) => active)
  const opens = (subscription: Subscription) => isOpen(subscription, known)
  const renewing = [...living.filter(opens), ...living.filter(each => !opens(each))]
  const codes = new Set(renewing.map(({ plan }) => plan.code))
  const once = open.filter(({ plan }) => !codes.has(plan)).toSorted((one, other) => endOf(other) - endOf(one))
  const first = once[0]
  const firstOpen = renewing.find(opens)
  const besides = (main: Subscription | null) =>
    renewing.filter(each => each !== main).map(each => ofSubscription(each, known))

  if (firstOpen) return { paid: true, main: ofSubscription(firstOpen, known), beside: besides(firstOpen) }
  if (first) return { paid: true, main: ofAccess(first, known), beside: besides(null) }
  const waiting = renewing[0]
  const paid = open.length > 0
  if (waiting) return { paid, main: ofSubscription(waiting, known), beside: besides(waiting) }
  return { paid, main: lastOf(known), beside: [] }
}

function isLiving(subscription: Subscription, known: Known): boolean {
  const { status, endedAt } = subscription
  return endedAt === null && !OVER.has(status) && !hasLapsed(subscription, known)
}

/**
 * In Stars the end is ours to see: it comes with the time, and not when the books get round to writing it down; or with
 * a refund, where nothing more is to come.
 */
function hasLapsed(subscription: Subscription, known: Known): boolean {
  const { rail, plan, renews, periodEndsAt } = subscription
  if (rail !== 'stars' || periodEndsAt === null) return false
  if (renews) return graceOf(periodEndsAt, plan) <= known.now
  return periodEndsAt <= known.now || !stretchesOf(known, plan.code).some(one => isUnderway(one, known.now))
}

function isUnderway({ startsAt, endsAt }: Stretch, now: Date): boolean {
  return startsAt <= now && (endsAt === null || now < endsAt)
}

/** Whether what they have of its plan is open, or was a few days ago. */
function isOpen({ plan }: Subscription, known: Known): boolean {
  return stretchesOf(known, plan.code).some(stretch => covers(stretch, plan, known.now))
}

/** As the provider calls it. What is paid for ends when the books say, also where a later period has begun unpaid. */
function ofSubscription(subscription: Subscription, known: Known): Standing {
  const { id, plan, status, rail, price, renews, cancelAt, stoppedByUs, payUrl } = subscription
  const late = status !== 'active' && status !== 'trialing'
  const paid = late ? (lastStretch(known, plan.code, rail) ?? lastStretch(known, plan.code)) : null
  const endsAt = paid?.endsAt ?? subscription.periodEndsAt
  const graceUntil = endsAt && isOverdue(subscription, known.now) ? graceOf(endsAt, plan) : null
  return {
    id,
    planCode: plan.code,
    status,
    rail,
    periodStartsAt: paid?.startsAt ?? subscription.periodStartsAt,
    periodEndsAt: endsAt,
    endsThen: isLiving(subscription, known) ? cancelAt !== null : true,
    price,
    renews,
    graceUntil: graceUntil && known.now < graceUntil ? graceUntil : null,
    stoppedHere: stoppedByUs && !renews,
    payUrl,
  }
}

/** Whether a payment is waited for. In Stars nobody need have said so: it is, from the end of what was paid. */
function isOverdue({ rail, status, renews, periodEndsAt }: Subscription, now: Date): boolean {
  if (status === 'past_due') return true
  return rail === 'stars' && renews && periodEndsAt !== null && periodEndsAt <= now
}

/** Paid once, given by hand, or the rest of a subscription that is over before its time. */
function ofAccess({ plan, startsAt, endsAt, source }: Entitlement, known: Known): Standing {
  const stretch = lastStretch(known, plan)
  const over = source === 'card' ? known.subscriptions.find(each => each.plan.code === plan) : undefined
  const receipt = known.receipts.find(
    each => each.plan?.code === plan && each.rail === source && each.status === 'paid',
  )
  return {
    ...NOTHING,
    planCode: plan,
    status: over?.status ?? 'active',
    rail: source,
    periodStartsAt: stretch?.startsAt ?? startsAt,
    periodEndsAt: endsAt,
    endsThen: endsAt !== null,
    price: over?.price ?? receipt?.price ?? null,
  }
}

/** What ended last; nothing, where there never was anything. */
function lastOf(known: Known): Standing {
  const ended = known.access
    .filter(({ endsAt }) => endsAt !== null && endsAt <= known.now)
    .toSorted((one, other) => endOf(other) - endOf(one))[0]
  if (!ended) return NOTHING
  return { ...ofAccess(ended, known), status: 'ended', endsThen: false, price: null }
}

type Stretch = Entitlement['grants'][number]

/** When this plan was, is or will be open to them; each once, though it opens several keys. */
function stretchesOf({ access }: Known, planCode: string): Stretch[] {
  const all = access.flatMap(({ grants }) => grants).filter(({ plan }) => plan === planCode)
  return [...new Map(all.map(stretch => [stretch.grantId, stretch])).values()]
}

/** The last of them that has begun; `source`: of what came that way. */
function lastStretch(known: Known, planCode: string, source?: Stretch['source']): Stretch | null {
  const begun = stretchesOf(known, planCode).filter(
    each => each.startsAt <= known.now && (source === undefined || each.source === source),
  )
  return begun.toSorted((one, other) => endOf(other) - endOf(one))[0] ?? null
}

function covers({ startsAt, endsAt }: Stretch, plan: PlanTerms, now: Date): boolean {
  return startsAt <= now && (endsAt === null || now < graceOf(endsAt, plan))
}

function graceOf(endsAt: Date, { graceDays }: PlanTerms): Date {
  return new Date(+endsAt + graceDays * DAY_MS)
}

function endOf({ endsAt }: { endsAt: Date | null }): number {
  return endsAt === null ? Number.POSITIVE_INFINITY : +endsAt
}
