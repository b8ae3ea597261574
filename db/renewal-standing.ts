/** A subscription in Stars, as far as its standing depends on what was paid. */
export interface PaidPeriods {
  id: string
  /** Its first payment, as far as the books know. */
  createdAt: Date
  /** Its latest payment. */
  periodStartsAt: Date
  /** The greatest end that was paid for. */
  periodEndsAt: Date
  /** It was found to be over, its grace included: its end then, or when the person had last turned it on. */
  endedAt: Date | null
}

/** What was said of a renewal. */
export interface RenewalFact {
  /** null: Telegram says the payer and the order alone; nearly always that is one subscription. */
  subscriptionId: string | null
  /** `stopped`: by us; the others are Telegram's words. */
  state: 'canceled' | 'active' | 'failed' | 'stopped'
  /** A stop that the provider has not answered yet lies in the far future: it will outdo whatever comes before. */
  at: Date
}

/** What becomes of a subscription, in the words all rails share. */
export interface Standing {
  status: 'active' | 'past_due' | 'canceled'
  renews: boolean
  cancelAt: Date | null
  endedAt: Date | null
}

/** How long before the end of a period Telegram may take the next payment, or try to. */
export const EARLY_MS = 3 * 24 * 60 * 60 * 1000

/** What was heard or paid last of one of them. */
interface Last {
  state: RenewalFact['state'] | 'paid'
  at: Date
}

/**
 * How those that one payer began with one order stand: of the latest payment and all that was said, the latest decides; but
 * a failure does not undo a stop. So a word may come before its payment, a payment that is found late undoes no later
 * word, and everything can be told in any order to the same answer.
 */
export function standingsOf(theirs: PaidPeriods[], facts: RenewalFact[]): Map<string, Standing> {
  const lasts = lastsOf(theirs, facts)
  return new Map(theirs.map(one => [one.id, standing(one, lasts.get(one.id) as Last)]))
}

/** When the person last turned one of them on, if nothing was paid or said of it since. */
export function turnedOnAt(id: string, theirs: PaidPeriods[], facts: RenewalFact[]): Date | null {
  const last = lastsOf(theirs, facts).get(id)
  return last?.state === 'active' ? last.at : null
}

function lastsOf(theirs: PaidPeriods[], facts: RenewalFact[]): Map<string, Last> {
  const lasts = new Map<string, Last>(theirs.map(one => [one.id, { state: 'paid', at: one.periodStartsAt }]))
  for (const fact of facts.toSorted((a, b) => +a.at - +b.at)) {
    const meant = theirs.find(({ id }) => id === fact.subscriptionId) ?? meantBy(fact, theirs, lasts)
    if (!meant || fact.at < meant.periodStartsAt || isStale(fact, meant)) continue
    // Of what renews no more nothing is awaited, so nothing can fail to come.
    if (fact.state === 'failed' && !renewsAfter(lasts.get(meant.id) as Last)) continue
    lasts.set(meant.id, fact)
  }
  return lasts
}

/** A failure told in the middle of a renewed period came late: what failed has been paid since. */
function isStale({ state, at }: RenewalFact, { createdAt, periodStartsAt, periodEndsAt }: PaidPeriods) {
  return state === 'failed' && periodStartsAt > createdAt && +at < +periodEndsAt - EARLY_MS
}

/**
 * Which of several a word is about. Telegram does not say (case 28), but each word is about one, so one is changed: it
 * must be one that can be, and what was paid for since was hardly what they canceled.
 */
function meantBy(
  { subscriptionId, state, at }: RenewalFact,
  theirs: PaidPeriods[],
  lasts: Map<string, Last>,
): PaidPeriods | undefined {
  if (subscriptionId !== null) return undefined
  if (theirs.length === 1) return theirs[0]
  const isOn = ({ id }: PaidPeriods) => renewsAfter(lasts.get(id) as Last)
  const fitting = theirs.filter(one => one.createdAt <= at && isOn(one) !== (state === 'active'))
  const still = fitting.filter(({ periodStartsAt }) => periodStartsAt <= at)
  const candidates = still.length > 0 ? still : fitting
  const distance = (one: PaidPeriods) =>
    state === 'failed' ? Math.abs(+one.periodEndsAt - +at) : -(lasts.get(one.id) as Last).at
  return candidates.toSorted((a, b) => distance(a) - distance(b) || (a.id < b.id ? 1 : -1))[0]
}

function renewsAfter({ state }: Last): boolean {
  return state !== 'canceled' && state !== 'stopped'
}

function standing({ periodEndsAt, endedAt }: PaidPeriods, last: Last): Standing {
  const isRevived = last.state === 'active' && endedAt !== null && last.at > endedAt
  if (endedAt && endedAt >= periodEndsAt && !isRevived)
    return { status: 'canceled', renews: false, cancelAt: null, endedAt }
  const renews = renewsAfter(last)
  return {
    status: last.state === 'failed' ? 'past_due' : 'active',
    renews,
    cancelAt: renews ? null : periodEndsAt,
    endedAt: null,
  }
}
