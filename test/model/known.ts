import type { Database } from '../../db/orm.ts'
import type { Paid } from './expected.ts'
import type { Sale } from './sales.ts'

type Pool = Database['pool']

interface Booked {
  rail: string
  id: string
  person: number
  amount: number
  currency: string
  at: number
  paidAt: number
}

interface Word {
  person: number
  reference: string
  turnsOn: boolean
  isOurs: boolean
  at: number
}

/**
 * What the shop has learned, and when: looked up after everything it did, while the clock stands. What follows from it
 * is for the model to say.
 */
export class Known {
  /** In the order of being learned. */
  readonly booked = new Map<string, Booked>()
  /** What is gone again, for which causes, since when. */
  readonly gone = new Map<string, Map<string, number>>()
  /** What was said of subscriptions in Stars, by Telegram or by us, oldest first. */
  words: Word[] = []

  async look(pool: Pool): Promise<void> {
    this.booked.clear()
    for (const payment of await bookedIn(pool)) this.booked.set(payment.id, payment)
    const causes = await goneIn(pool)
    const before = new Map(this.gone)
    this.gone.clear()
    for (const { id, cause, at } of causes) {
      const theirs = this.gone.get(id) ?? new Map<string, number>()
      this.gone.set(id, theirs.set(cause, before.get(id)?.get(cause) ?? at ?? 0))
    }
    this.words = await wordsIn(pool)
  }

  /**
   * Whether nobody could know until when something is paid. It was learned by its refund, which does not say when it was
   * paid, and the shop died before it booked that. Or they paid one link twice, for the second time when a period of the
   * first was over, or nearly: Telegram's list does not say which of both that was for.
   */
  isInDoubt(person: number, sales: Sale[]): boolean {
    const theirs = sales.filter(sale => sale.person === person)
    const isHalfKnown = ({ id, isGone, paidAt }: Sale) =>
      isGone && !this.gone.has(id) && this.booked.has(id) && this.booked.get(id)?.paidAt !== paidAt
    return theirs.some(sale => isHalfKnown(sale) || theirs.some(other => looksLikeRenewal(sale, other)))
  }

  /** What this person paid for a key, as far as the shop knows. */
  paidBy(person: number, key: string, sales: Sale[]): Paid[] {
    const byId = new Map(sales.map(sale => [sale.id, sale]))
    const theirs = [...this.booked.values()].flatMap(({ id, at }) => {
      const sale = byId.get(id)
      return sale?.person === person && sale.key === key ? [{ sale, at }] : []
    })
    return theirs.map(({ sale, at }) => ({
      knownAt: at,
      goneAt: Math.min(Infinity, ...(this.gone.get(sale.id)?.values() ?? [])),
      period: sale.period,
      awaited: this.#isAwaited(
        sale,
        theirs.map(each => each.sale),
      ),
    }))
  }

  /** The latest of what renews, as far as the shop knows. */
  #isAwaited({ period, subscription, rail, reference }: Sale, theirs: Sale[]): Paid['awaited'] {
    if (!period || !subscription) return false
    const same = theirs.filter(other => other.subscription?.id === subscription.id)
    if (same.some(other => (other.period?.to ?? 0) > period.to)) return false
    // What Stripe said of it when it was last asked is not known here; what it says now is.
    if (rail === 'card') return this.isCurrent ? subscription.goesOn : 'maybe'
    if (theirs.some(other => isBeside(other, subscription.id, reference))) return 'maybe'
    const last = this.#saidOf(theirs[0]?.person, reference)
      .filter(({ at }) => at >= period.from)
      .at(-1)
    return last?.turnsOn ?? true
  }

  /** The last that is known of it is our own wish that it ends. */
  isStopped({ person, rail, reference, subscription }: Sale, sales: Sale[]): boolean {
    const theirs = sales.filter(other => other.person === person)
    if (rail === 'card' || !subscription || theirs.some(other => isBeside(other, subscription.id, reference)))
      return false
    return this.#saidOf(person, reference).at(-1)?.isOurs === true
  }

  #saidOf(person: number | undefined, reference: string): Word[] {
    return this.words.filter(word => word.person === person && word.reference === reference)
  }

  /** All that happened has been told. */
  isCurrent = false
}

/** Which of two that one person began with one order a word is about, Telegram does not say. */
function isBeside({ subscription, ...other }: Sale, id: string, reference: string): boolean {
  return other.reference === reference && subscription !== null && subscription.id !== id
}

const EARLY_MS = 3 * 86_400_000

/** A first payment, when one of another of that order may be due or overdue. */
function looksLikeRenewal({ paidAt, reference, subscription }: Sale, other: Sale): boolean {
  const isSo = subscription !== null && isBeside(other, subscription.id, reference)
  return isSo && other.period !== null && paidAt >= other.period.to - EARLY_MS
}

async function bookedIn(pool: Pool): Promise<Booked[]> {
  const { rows } = await pool.query<Booked>(
    `select rail, charge_id as id, person_id::float8 as person, amount::float8 as amount, currency,
       extract(epoch from settled_at)::float8 * 1000 as at, extract(epoch from paid_at)::float8 * 1000 as "paidAt"
     from payments order by settled_at, payments.id`,
  )
  return rows
}

interface Gone {
  id: string
  cause: string
  /** null: it took nothing from anybody. */
  at: number | null
}

/** The refunds of all of it count as one cause, each dispute as another. */
async function goneIn(pool: Pool): Promise<Gone[]> {
  const { rows } = await pool.query<Gone>(
    `select p.charge_id as id, 'refunds' as cause, extract(epoch from max(o.settled_at))::float8 * 1000 as at from payments p join refunds r on r.payment_id = p.id
       join refund_outcomes o on o.refund_id = r.id
     where o.result = 'succeeded' and not exists (select from refund_failures f where f.refund_id = r.id)
     group by p.id having sum(r.amount) >= p.amount
     union all
     select p.charge_id, 'dispute ' || d.id, extract(epoch from min(v.revoked_at))::float8 * 1000
     from disputes d join payments p on p.id = d.payment_id left join standing_revocations v on v.dispute_id = d.id
     where d.stand in ('open', 'lost') group by p.id, d.id`,
  )
  return rows
}

/** A failure turns nothing off; of what we asked for, a stop that was not refused. */
async function wordsIn(pool: Pool): Promise<Word[]> {
  const { rows } = await pool.query<Omit<Word, 'at'> & { at: string }>(
    `select person_id::float8 as person, reference, state = 'active' as "turnsOn", false as "isOurs", told_at as at, id
       from renewal_words where state <> 'failed'
     union all
     select s.person_id::float8, s.order_id::text, false, true, coalesce(a.answered_at, r.asked_at), r.id
       from renewal_requests r join subscriptions s on s.id = r.subscription_id
       left join renewal_answers a on a.request_id = r.id
     where s.rail = 'stars' and r.wish = 'stop' and a.result is distinct from 'refused'
     order by at, id`,
  )
  return rows.map(({ at, ...word }) => ({ ...word, at: +new Date(at) }))
}
