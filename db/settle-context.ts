import type { PoolClient } from 'pg'
import { acquiredAfter, type Coverage, type GrantFact, ownsForever, stack } from './coverage.ts'
import type { Known, KnownOrder, KnownSubscription } from './decide.ts'
import { withDates } from './holdings.ts'
import { idIn } from './id.ts'
import type { Charge } from './payment.ts'
import type { PlanTerms } from './plan.ts'

interface Loaded {
  payments: { rail: string; chargeId: string; paymentId: string }[]
  orders: (Omit<KnownOrder, 'terms'> & { planVersionId: string })[]
  versions: Record<string, PlanTerms>
  subscriptions: (KnownSubscription & { rail: string; providerId: string })[]
  /** Times as text. */
  grants: (GrantFact & { personId: number; planCode: string; renews: boolean })[]
}

/** What a batch of charges touches, locked, kept current while the batch is decided charge by charge. */
export interface SettleContext {
  /** The id of the transaction that holds the locks. */
  transaction: string
  known(charge: Charge): Known
  orderOf(charge: Charge): KnownOrder | null
  /** The next of this charge stands in the books from now on. */
  booked(charge: Charge, paymentId: string): void
  /** Adds a grant to the payer's row and says where it lies, and which others it ended the wait of. */
  lay(personId: number, planCode: string, fact: GrantFact): { coverage: Coverage; renewed: string[] }
  /** Whether this is the first that they hold of this subscription. */
  isFirst(personId: number, planCode: string, subscriptionId: string): boolean
  /** Whether a subscription that gave them periods of this plan goes on. */
  isRenewing(personId: number, planCode: string): boolean
  /** When a grant of theirs made now begins to count. */
  acquiredAt(personId: number, planCode: string, now: Date): Date
}

/** Loads and locks, in one round trip, what these charges touch (see the migration `settle-context`). */
export async function contextOf(client: PoolClient, charges: Charge[], now: Date): Promise<SettleContext> {
  const { rows } = await client.query<{ loaded: Loaded; transaction: string }>({
    name: 'settle_context',
    text: 'select settle_context($1, $2, $3, $4, $5, $6) as loaded, pg_current_xact_id() as transaction',
    values: [
      now,
      [...new Set(charges.map(charge => charge.payerId))],
      charges.map(charge => charge.rail),
      charges.map(charge => charge.chargeId),
      charges.flatMap(charge => idIn(charge.reference) ?? []),
      charges.map(charge => charge.period?.subscription ?? null),
    ],
  })
  const [row] = rows
  if (!row) throw new Error('settle_context returned nothing')
  return { transaction: row.transaction, ...keepCurrent(row.loaded) }
}

function keepCurrent(loaded: Loaded): Omit<SettleContext, 'transaction'> {
  const payments = new Map(loaded.payments.map(payment => [keyOf(payment), payment.paymentId]))
  const orders = new Map(
    loaded.orders.map(order => [
      order.id,
      { ...order, terms: loaded.versions[order.planVersionId] as PlanTerms },
    ]),
  )
  const rows = new Map<string, GrantFact[]>()
  const going = [
    ...loaded.subscriptions.filter(({ renews }) => renews).map(({ id }) => id),
    ...loaded.grants.filter(({ renews }) => renews).map(({ subscriptionId }) => subscriptionId),
  ]
  for (const grant of loaded.grants) {
    rowOf(grant.personId, grant.planCode).push(withDates(grant))
  }
  const subscriptions = new Map(
    loaded.subscriptions.map(({ rail, providerId, ...known }) => [`${rail} ${providerId}`, known]),
  )

  function rowOf(personId: number, planCode: string): GrantFact[] {
    const key = `${personId} ${planCode}`
    const row = rows.get(key) ?? []
    rows.set(key, row)
    return row
  }

  function orderOf(charge: Charge): KnownOrder | null {
    return orders.get(idIn(charge.reference) ?? '') ?? null
  }

  return {
    orderOf,
    known(charge) {
      const order = orderOf(charge)
      const row = order ? rowOf(charge.payerId, order.terms.code) : []
      const { rail, period } = charge
      return {
        bookedAs: payments.get(keyOf(charge)) ?? null,
        order,
        subscription: (period && subscriptions.get(`${rail} ${period.subscription}`)) ?? null,
        ownedForever: ownsForever(stack(row)),
      }
    },
    booked(charge, paymentId) {
      payments.set(keyOf(charge), paymentId)
    },
    lay(personId, planCode, fact) {
      const row = rowOf(personId, planCode)
      // Nothing but the wait for this very period changes for what was there before.
      const awaited = fact.subscriptionId ? stack(row).filter(({ graceUntil }) => graceUntil) : []
      row.push(fact)
      const laid = new Map(stack(row).map(coverage => [coverage.grantId, coverage]))
      const renewed = awaited.filter(({ grantId }) => !laid.get(grantId)?.graceUntil)
      return { coverage: laid.get(fact.id) as Coverage, renewed: renewed.map(({ grantId }) => grantId) }
    },
    isFirst: (personId, planCode, subscriptionId) =>
      !rowOf(personId, planCode).some(fact => fact.subscriptionId === subscriptionId),
    isRenewing: (personId, planCode) =>
      rowOf(personId, planCode).some(
        ({ subscriptionId }) => subscriptionId && going.includes(subscriptionId),
      ),
    acquiredAt: (personId, planCode, now) => acquiredAfter(rowOf(personId, planCode), now),
  }
}

function keyOf(charge: { rail: string; chargeId: string }): string {
  return `${charge.rail} ${charge.chargeId}`
}
