import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Rail } from './money.ts'
import {
  type BalanceComparison,
  type BalanceReading,
  type Drift,
  ProviderBalanceEntity,
} from './provider-balance.ts'
import { tell } from './tell.ts'

/** What is in flight has arrived by then; a difference that stays is real. */
const LASTING_MS = 2 * 60 * 1000

/**
 * Holds the ledger against the provider's own figure and keeps both. A drift that at least two readings, two minutes
 * apart or more, found the same is told to all admins, once; another one again, and so is the same after it was gone.
 */
export async function compareBalance(books: Books, reading: BalanceReading): Promise<BalanceComparison> {
  const compared = await books.orm.em.fork().transactional(em => compareWithin(books, em, reading))
  books.jobs.wake('messages')
  return compared
}

async function compareWithin(
  books: Books,
  em: EntityManager,
  { rail, currency, amount }: BalanceReading,
): Promise<BalanceComparison> {
  // One after the other, also before there is a row to lock.
  await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`balance on ${rail} in ${currency}`])
  const booked = await beforeFees(em, rail, currency)
  const drift = booked - amount
  const now = books.now()
  const last = await em.findOne(ProviderBalanceEntity, { rail, currency })
  const lasting = last !== null && last.booked - last.amount === drift
  const driftSince = lasting ? last.driftSince : now
  const known = drift === 0 ? null : (last?.alertedDrift ?? null)
  const alert = lasting && drift !== 0 && drift !== known && +now - +driftSince >= LASTING_MS
  if (alert) {
    const news = { kind: 'drift' as const, rail, currency, booked, provider: amount }
    await tell(
      books,
      em,
      books.adminIds.map(personId => ({ personId, news })),
    )
  }
  const alertedDrift = alert ? drift : known
  await em.upsert(ProviderBalanceEntity, { rail, currency, amount, booked, driftSince, alertedDrift })
  return { booked, provider: amount, drift }
}

/** What the provider has for us, and what it kept of it as its fees: the sum of its moves before fees. */
async function beforeFees(em: EntityManager, rail: Rail, currency: string): Promise<number> {
  const [row]: { held: string }[] = await em.execute(
    `select coalesce(sum(case when debit in ('cash', 'fees') then amount else 0 end
       - case when credit in ('cash', 'fees') then amount else 0 end), 0) as held
     from entries where rail = ? and currency = ?`,
    [rail, currency],
  )
  return Number(row?.held)
}

/** Every rail and currency that was ever compared, as it was at its last reading. */
export async function lastDrifts({ pool }: Pick<Books, 'pool'>): Promise<Drift[]> {
  const { rows } = await pool.query<{ rail: Rail; currency: string; drift: string }>(
    'select rail, currency, booked - amount as drift from provider_balances order by rail, currency',
  )
  return rows.map(row => ({ ...row, drift: Number(row.drift) }))
}
