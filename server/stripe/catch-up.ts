import type { Stripe } from 'stripe'
import { requireOurAccount } from './account.ts'
import { pagesOf } from './pages.ts'
import type { Desk } from './reading.ts'
import { readAllAgain } from './resync.ts'
import { subjectOf } from './subject.ts'
import { unless } from './unless.ts'

const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Stripe's clock is not ours, and what was being written down as it was asked is told a moment later. */
const OVERLAP_MS = 15 * MINUTE_MS

/** It remembers events for thirty days; a day for clocks, and for how long reading them takes. */
const REMEMBERED_MS = 29 * DAY_MS

/** Younger ones are likely on their way, and come a second time soon. */
const ON_THEIR_WAY_MS = 5 * MINUTE_MS

/** After so many pages it is said how far it got. */
const PAGES_BETWEEN_WORDS = 50

/**
 * Brings the books to all that Stripe did, whether or not an event of it came through: the webhook was down for days,
 * disabled, or had another key beside it (cases 78, 79). From the instant up to which all is known to be kept, it keeps
 * the events that Stripe remembers; where that is longer ago than it remembers, every object is read again. Only what
 * went through to the end is remembered as done; rejects otherwise. Safe at any time, from any number of processes.
 * `onRead` is told how many each page had.
 */
export async function catchUp(
  desk: Desk,
  signal: AbortSignal,
  onRead: (count: number) => void = () => {},
): Promise<void> {
  const { billing, livemode, now } = desk
  const at = now()
  await unless(signal, requireOurAccount(desk))
  const reached = await billing.cards.eventsReachedBy(livemode)
  const { first } = await billing.cards.customerSpan(livemode)
  // A clock that was ahead then must not hide what came since it was set right.
  const since = reached && new Date(Math.min(+reached, +at) - OVERLAP_MS)
  if (since && +since > +at - REMEMBERED_MS) await keepEvents(desk, { since, at, signal, onRead })
  // Before the first customer nothing can have happened that is ours.
  else if (first) await readAllAgain(desk, { first, since, signal, onRead })
  await billing.cards.reachEvents({ livemode, at })
}

interface Span {
  since: Date
  at: Date
  signal: AbortSignal
  onRead: (count: number) => void
}

async function keepEvents(desk: Desk, { since, at, signal, onRead }: Span): Promise<void> {
  const { stripe, logger } = desk
  const created = { gte: Math.floor(+since / 1000) }
  let missed = 0
  let pages = 0
  for await (const events of pagesOf(place => stripe.events.list({ created, ...place }), signal)) {
    const fresh = await Promise.all(events.map(event => keep(desk, event)))
    onRead(events.length)
    missed += events.filter((event, index) => fresh[index] && isLate(event, at)).length
    const back = events.at(-1)
    if (++pages % PAGES_BETWEEN_WORDS === 0 && back)
      logger.info({ pages, missed, since, back_to: new Date(back.created * 1000) }, 'catching up with Stripe')
  }
  if (missed > 0)
    logger.warn(
      { missed, since },
      'events that Stripe did not get through with are worked now; npm run doctor looks at the webhook endpoint',
    )
}

/** Whether it was not kept before, and something follows from it. */
async function keep({ billing }: Desk, event: Stripe.Event): Promise<boolean> {
  const named = subjectOf(event)
  if (typeof named === 'string') return false
  const { id, type } = event
  return (await billing.cards.keepEvent({ id, type, ...named, payload: event })) === 'kept'
}

function isLate({ created }: Stripe.Event, at: Date): boolean {
  return created * 1000 < +at - ON_THEIR_WAY_MS
}
