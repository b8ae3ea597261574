import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, vi } from 'vitest'
import type { Arrival, BeginSession, Profile } from '../../db/billing.ts'
import type { TestBooks } from '../support/books.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const TTL_SECONDS = 900

/** Somebody who opens the Mini App, with a proof of their own that is good for 15 minutes. */
export function arrivalOf(
  { clock }: Pick<TestBooks, 'clock'>,
  id: number,
  { profile, ...more }: Partial<Omit<Arrival, 'profile'>> & { profile?: Partial<Profile> } = {},
): Arrival {
  return {
    profile: { id, firstName: `Person ${id}`, ...profile },
    canBeWritten: false,
    proof: randomBytes(32),
    authDate: clock.now(),
    proofEndsAt: new Date(+clock.now() + 15 * MINUTE),
    ttlSeconds: TTL_SECONDS,
    ...more,
  }
}

/** The session that begins, or goes on. */
export async function signedIn(
  { billing }: Pick<TestBooks, 'billing'>,
  arrival: Arrival,
): Promise<Exclude<BeginSession, { kind: 'refused' }>> {
  const begun = await billing.sessions.begin(arrival)
  if (begun.kind === 'refused') throw new Error(begun.because)
  return begun
}

/**
 * How many times the database was asked something meanwhile, transactions' own words counted too; but not what the
 * jobs look after every few seconds.
 */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.filter(call => !JSON.stringify(call[0]).includes('pgboss.')).length
  } finally {
    query.mockRestore()
  }
}

/** Resolves when somebody waits for what another transaction holds. */
export async function somebodyWaits({ database }: Pick<TestBooks, 'database'>): Promise<void> {
  const waiting = `select from pg_stat_activity
    where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`
  await vi.waitFor(async () => expect((await database.pool.query(waiting)).rowCount).toBeGreaterThan(0), {
    timeout: 15_000,
  })
}
