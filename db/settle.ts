import type { PoolClient } from 'pg'
import { hangUp } from './awake.ts'
import type { Books } from './books.ts'
import { decide } from './decide.ts'
import { type Attempt, isCommitted } from './lost-commit.ts'
import { isOutage } from './outage.ts'
import type { Charge, Settlement } from './payment.ts'
import { type Booking, Postings } from './postings.ts'
import { isFarOff, type RecurringCharge } from './renewal-match.ts'
import { scrubbed } from './scrub.ts'
import { contextOf, type SettleContext } from './settle-context.ts'
import { storable } from './storable.ts'
import { warnOfParallel } from './warn-of-parallel.ts'
import { writePostings } from './write-postings.ts'

/** How long the database may take for one batch. One that is frozen would hold up all that comes after it. */
const PATIENCE_MS = 30_000

/**
 * Books charges together: loads and locks what they touch, decides, writes, commits; three round trips and one
 * commit however many they are. A charge that stands in the batch twice, or in the books already, changes nothing.
 */
export async function settleCharges(
  books: Books,
  told: Charge[],
  patienceMs = PATIENCE_MS,
): Promise<Settlement[]> {
  const charges = told.map(keepable)
  try {
    return await settleTogether(books, charges, patienceMs)
  } catch (error) {
    // Somebody booked one of them since we looked, in the name of a payer we did not lock; now it can be seen.
    if (isTaken(error)) return await settleTogether(books, charges, patienceMs)
    throw error
  }
}

/** What a payer typed may stand in it anywhere; money is recorded all the same. */
function keepable(charge: Charge): Charge {
  return { ...charge, reference: storable(charge.reference), payload: storable(charge.payload) }
}

/** Whether a unique key refused what was to be written. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

async function settleTogether(books: Books, charges: Charge[], patienceMs: number): Promise<Settlement[]> {
  const client = await books.pool.connect()
  const late = setTimeout(() => hangUp(client.connection.stream), patienceMs)
  let settled: Settled | undefined
  try {
    await client.query('begin')
    settled = await settleWithin(books, client, charges)
    await client.query('commit')
    clearTimeout(late)
    client.release()
  } catch (error) {
    // A connection that cannot even roll back is not used again; what it had begun ends with it.
    await client.query('rollback').then(
      () => client.release(),
      broken => client.release(broken),
    )
    clearTimeout(late)
    if (!settled || !isOutage(error) || !(await isCommitted(books.pool, settled))) throw error
  }
  books.jobs.wake('messages')
  if (settled.settlements.some(({ kind }) => kind === 'returned')) books.jobs.wake('refunds')
  return settled.settlements
}

/** A batch as it was decided and written, before its commit. */
interface Settled extends Attempt {
  settlements: Settlement[]
}

async function settleWithin(books: Books, client: PoolClient, charges: Charge[]): Promise<Settled> {
  const now = books.now()
  const context = await contextOf(client, charges, now)
  const postings = new Postings(now, books.adminIds)
  const settlements = charges.map(charge => settleOne(charge, context, postings))
  for (const charge of charges) warnOfFarEnd(books, charge)
  await warnOfParallel(client, postings)
  await writePostings(client, postings)
  if (context.forgotten.length > 0) await meetAgain(client, context.forgotten, now)
  await books.jobs.add(
    'messages',
    postings.notices.map(({ id, person_id }) => ({ id, key: String(person_id) })),
    client,
  )
  await books.jobs.add(
    'refunds',
    postings.refunds.map(({ id }) => ({ id })),
    client,
  )
  return { settlements, transaction: context.transaction, paymentIds: postings.payments.map(({ id }) => id) }
}

function warnOfFarEnd({ log }: Books, { chargeId, paidAt, recurring }: Charge): void {
  if (!recurring || !isFarOff({ paidAt, recurring })) return
  log.warn({ charge: chargeId, endsAt: recurring.endsAt }, 'an end that lies too far off is not believed')
}

/** Whoever was forgotten and has paid since is back, though nothing more is known of them. */
async function meetAgain(client: PoolClient, forgotten: number[], now: Date): Promise<void> {
  await client.query(
    `update people set forgotten_at = null, met_at = $2 where id = any($1) and exists (
       select from payments where person_id = people.id and paid_at > people.forgotten_at)`,
    [forgotten, now],
  )
}

/** Whether it pays for a subscription that we learn of by its payments. By card the provider tells of it first. */
function isRecurring(charge: Charge): charge is RecurringCharge {
  return charge.recurring !== undefined
}

function settleOne(charge: Charge, context: SettleContext, postings: Postings): Settlement {
  const verdict = decide(charge, context.known(charge))
  switch (verdict.kind) {
    case 'repeat':
      return { kind: 'repeated', paymentId: verdict.paymentId }
    case 'nothing':
      return { kind: 'nothing', paymentId: null }
    case 'quarantine': {
      const { reason } = verdict
      const paymentId = book({
        charge,
        order: context.orderOf(charge),
        quarantine: reason,
        credit: 'suspense',
      })
      postings.quarantined(charge, paymentId, reason, context.isBegun(charge))
      return { kind: 'quarantined', paymentId, reason }
    }
    case 'return': {
      const { order } = verdict
      const paymentId = book({ charge, order, quarantine: null, credit: 'suspense' })
      if (isRecurring(charge)) postings.renewed(charge, order, context)
      return { kind: 'returned', paymentId, refundId: postings.returned(charge, paymentId, order) }
    }
    case 'grant': {
      const { order } = verdict
      const paymentId = book({ charge, order, quarantine: null, credit: 'sales' })
      const renewed = isRecurring(charge) ? postings.renewed(charge, order, context) : null
      const sale = renewed ? { ...verdict, subscription: renewed.subscription, renewed } : verdict
      const { endsAt } = postings.granted(charge, paymentId, sale, context)
      return { kind: 'granted', paymentId, until: endsAt }
    }
  }

  function book(money: Booking): string {
    const isForgotten = context.forgotten.includes(charge.payerId)
    const payload = isForgotten ? scrubbed(charge.payload) : charge.payload
    const paymentId = postings.payment({ ...money, charge: { ...charge, payload } })
    context.booked(charge, paymentId)
    return paymentId
  }
}
