import type { Stripe } from 'stripe'
import { pagesOf } from './pages.ts'
import type { Desk } from './reading.ts'
import { subjectOf } from './subject.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** For so long after it was made something may come of it: a slow payment, an order that runs out, a refund that fails. */
const OPEN_MS = 60 * DAY_MS

/** Stripe's clock is not ours. */
const SLACK_MS = DAY_MS

/** After so many pages it is said how far it got. */
const PAGES_BETWEEN_WORDS = 50

interface Gap {
  /** When the first customer of ours was made: nothing older is ours. */
  first: Date
  /** From here on events are missing; null: all of them. */
  since: Date | null
  signal: AbortSignal
  /** Told how many each page had. */
  onRead: (count: number) => void
}

/**
 * Has every object read again that something may have happened to: for a silence longer than Stripe remembers events.
 * What comes meanwhile goes first. Rejects where Stripe does not answer, or the signal is raised: then it begins anew.
 */
export async function readAllAgain(desk: Desk, gap: Gap): Promise<void> {
  const { logger } = desk
  const { first, since, onRead } = gap
  logger.warn(
    { since: since ?? first },
    'Stripe tells of this span by events no longer: all of ours is read again',
  )
  await readCustomersAgain(desk)
  for (const { what, event, pages } of listsOf(desk, gap)) {
    let read = 0
    let asked = 0
    for await (const things of pages) {
      for (const thing of things) read += await readAgain(desk, event, thing)
      onRead(things.length)
      if (++asked % PAGES_BETWEEN_WORDS === 0) logger.info({ what, read }, 'reading all again')
    }
    logger.info({ what, read }, 'all of these will be read again')
  }
}

interface Listed {
  what: string
  /** What an event of it would be: each is named as if one had told of it now. */
  event: string
  pages: AsyncIterable<object[]>
}

/** A subscription and a dispute go on for as long as they like; the rest is over some time after it was made. */
function listsOf(desk: Desk, { first, since, signal }: Gap): Listed[] {
  const { checkout, subscriptions, disputes, refunds, invoices, paymentIntents } = desk.stripe
  const any = { created: { gte: secondsBefore(+first) } }
  const late = { created: { gte: secondsBefore(since ? Math.max(+first, +since - OPEN_MS) : +first) } }
  return [
    {
      what: 'subscriptions',
      event: 'customer.subscription.updated',
      pages: pagesOf(page => subscriptions.list({ ...any, status: 'all', ...page }), signal),
    },
    {
      what: 'disputes',
      event: 'charge.dispute.updated',
      pages: pagesOf(page => disputes.list({ ...any, ...page }), signal),
    },
    {
      what: 'refunds',
      event: 'refund.updated',
      pages: pagesOf(page => refunds.list({ ...late, ...page }), signal),
    },
    {
      what: 'sessions that are over',
      event: 'checkout.session.completed',
      pages: narrowed(
        pagesOf(page => checkout.sessions.list({ ...late, ...page }), signal),
        ({ status }) => status !== 'open',
      ),
    },
    {
      what: 'invoices of no subscription',
      event: 'invoice.updated',
      pages: narrowed(
        pagesOf(page => invoices.list({ ...late, ...page }), signal),
        ({ parent }) => !parent?.subscription_details,
      ),
    },
    {
      what: 'payments that are not booked whole',
      event: 'payment_intent.succeeded',
      pages: unfinished(
        desk,
        pagesOf(page => paymentIntents.list({ ...late, ...page }), signal),
      ),
    },
  ]
}

function secondsBefore(instant: number): number {
  return Math.floor((instant - SLACK_MS) / 1000)
}

async function* narrowed<T>(pages: AsyncIterable<T[]>, fits: (thing: T) => boolean): AsyncGenerator<T[]> {
  for await (const things of pages) yield things.filter(fits)
}

/** Of those that brought money, the ones that are not in the books whole. */
async function* unfinished({ billing }: Desk, pages: AsyncIterable<Stripe.PaymentIntent[]>) {
  for await (const payments of narrowed(pages, ({ status }) => status === 'succeeded')) {
    const open = new Set(await billing.cards.unfinished(payments.map(({ id }) => id)))
    yield payments.filter(({ id }) => open.has(id))
  }
}

async function readAgain({ billing }: Desk, type: string, object: object): Promise<number> {
  const named = subjectOf({ type, data: { object } })
  if (typeof named === 'string') return 0
  await billing.cards.readAgain(named.subject, named.key, 'behind others')
  return 1
}

/** Stripe lists no customer who was deleted. */
async function readCustomersAgain({ billing, livemode }: Desk): Promise<void> {
  const limit = 100
  for (let after = ''; ; ) {
    const ids = await billing.cards.customersAfter({ livemode, after, limit })
    for (const id of ids) await billing.cards.readAgain({ kind: 'customer', id }, id, 'behind others')
    const last = ids.at(-1)
    if (ids.length < limit || last === undefined) return
    after = last
  }
}
