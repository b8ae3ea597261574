import type { Stripe } from 'stripe'
import type { StatementLine } from '../../db/billing.ts'
import { pagesOf } from './pages.ts'
import { tellOfForeign } from './payer.ts'
import { bringWhole } from './read-payment.ts'
import type { Desk, Foreign } from './reading.ts'
import { type Told, translateLine } from './translate-line.ts'
import { isStripe, mayPass } from './trouble.ts'

const HOUR_SECONDS = 60 * 60
const DAY_SECONDS = 24 * HOUR_SECONDS

/** So much before the last line is read once more: lines of one moment need not all be there at once. */
const OVERLAP_SECONDS = HOUR_SECONDS

/** Stripe's clock is not ours: so much before the first customer, of whom everything that is ours is the money. */
const SLACK_SECONDS = DAY_SECONDS

/** Payments that are read side by side. */
const AT_ONCE = 4

interface Run {
  /** Whose statement. */
  account: string
  signal: AbortSignal
  /** What moved later and is not booked yet is left to its event. */
  ripeBy: Date
  onRead: (count: number) => void
}

/**
 * Reads what moved on Stripe's balance since the last line that was kept, brings the payments into the books that they
 * do not know, and then keeps the lines. A line that belongs to nobody we know is kept as `other`; of all of them admins
 * are told at once. One of which Stripe
 * has not told all yet, or whose payment cannot be booked, is not kept, and is where the next run begins. Rejects where
 * Stripe does not answer; then the next begins where this one did.
 */
export async function readStatement(desk: Desk, run: Run): Promise<void> {
  const foreign: Foreign[] = []
  try {
    await readLines({ ...desk, foreign }, run)
  } finally {
    // Also of a run that broke off: what it kept is not read again.
    await tellOfForeign(desk, foreign)
  }
}

async function readLines(desk: Desk, run: Run): Promise<void> {
  const { account, signal, onRead } = run
  const { stripe, billing, livemode } = desk
  const { statement } = billing
  const of = { rail: 'card', account } as const
  const position = await statement.position(of)
  const { first } = await billing.cards.customerSpan(livemode)
  // Before the first customer nothing can have moved that is ours.
  if (first === null) return
  const from = position > 0 ? position - OVERLAP_SECONDS : Math.floor(+first / 1000) - SLACK_SECONDS
  const asked = { created: { gte: from }, expand: ['data.source'] }
  let newest = position
  let earliestHeld = Infinity
  for await (const page of pagesOf(
    place => stripe.balanceTransactions.list({ ...asked, ...place }),
    signal,
  )) {
    const { lines, held } = await sort(desk, run, page)
    // Newest first: how far it is read is known when all of it is.
    await statement.keep({ ...of, lines, position })
    newest = Math.max(newest, ...page.map(({ created }) => created))
    earliestHeld = Math.min(earliestHeld, ...held.map(({ at }) => +at / 1000))
    onRead(page.length)
    signal.throwIfAborted()
  }
  await statement.keep({ ...of, lines: [], position: Math.min(newest, earliestHeld - 1) })
}

interface Sorted {
  lines: StatementLine[]
  held: StatementLine[]
}

/** What of a page can be kept, once the books have what they did not know. */
async function sort(
  desk: Desk,
  { account, ripeBy }: Run,
  page: Stripe.BalanceTransaction[],
): Promise<Sorted> {
  const told = page.map(translateLine)
  const unbooked = (some: Told[]) => unbookedOf(desk, account, some)
  const missing = await unbooked(told)
  const ripe = missing.filter(({ line, isOpen }) => !isOpen && line.at <= ripeBy)
  const foreign = await bringAll(desk, paymentsOf(ripe))
  const isForeign = ({ line }: Told) => line.chargeId !== null && foreign.has(line.chargeId)
  const after = new Set(await unbooked(missing.filter(each => !isForeign(each))))
  const sorted: Sorted = { lines: [], held: [] }
  for (const each of told) {
    const { line } = each
    if (after.has(each) && !isTooOld(desk, line)) sorted.held.push(line)
    else sorted.lines.push(isForeign(each) ? { ...line, kind: 'other' } : line)
  }
  return sorted
}

/** Those that belong to a payment, and that the books neither have as moves nor know as lines. */
async function unbookedOf({ billing }: Desk, account: string, told: Told[]): Promise<Told[]> {
  const asked = told.filter(({ line }) => line.kind !== 'other')
  if (asked.length === 0) return []
  const providerIds = asked.map(({ line }) => line.providerId)
  const missing = new Set(await billing.cards.unbooked({ account, providerIds }))
  return asked.filter(({ line }) => missing.has(line.providerId))
}

/** Oldest first, each once. */
function paymentsOf(told: Told[]): string[] {
  const ids = told.flatMap(({ line }) => (line.chargeId === null ? [] : [line.chargeId]))
  return [...new Set(ids)].reverse()
}

/** Reads these payments again; returns the ones that are nobody's we know. */
async function bringAll(desk: Desk, payments: string[]): Promise<Set<string>> {
  const foreign = new Set<string>()
  for (let at = 0; at < payments.length; at += AT_ONCE) {
    const some = payments.slice(at, at + AT_ONCE)
    const came = await Promise.all(some.map(id => bring(desk, id)))
    for (const [index, id] of some.entries()) if (came[index] === 'none') foreign.add(id)
  }
  return foreign
}

/** One that cannot be booked does not keep back the others. */
async function bring(desk: Desk, id: string): Promise<'whole' | 'waits' | 'none'> {
  try {
    return await bringWhole(desk, id)
  } catch (error) {
    if (isStripe(error) && mayPass(error)) throw error
    desk.logger.error({ err: error, payment: id }, 'reconciling: this payment could not be booked')
    return 'waits'
  }
}

/** Longer than this nothing is waited for; then it is kept as it is, and the books differ where a person can see it. */
const WAIT_SECONDS = 30 * DAY_SECONDS

function isTooOld({ now }: Desk, { at }: StatementLine): boolean {
  return +now() - +at > WAIT_SECONDS * 1000
}
