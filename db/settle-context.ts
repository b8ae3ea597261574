import type { PoolClient } from 'pg'
import { ownsForever, stack } from './coverage.ts'
import type { Known, KnownOrder } from './decide.ts'
import { idIn } from './id.ts'
import type { Charge } from './payment.ts'
import type { PlanTerms } from './plan.ts'
import type { RecurringCharge } from './renewal-match.ts'
import { type KnownFact, type Renewed, Renewing, type RenewingSubscription } from './renewing.ts'
import { type KnownGrant, SettleRows } from './settle-rows.ts'

interface Loaded {
  forgotten: number[]
  payments: { rail: string; chargeId: string; paymentId: string }[]
  orders: (Omit<KnownOrder, 'terms'> & { planVersionId: string })[]
  versions: Record<string, PlanTerms>
  /** Times as text, here and below. Those in Stars have all of it, others what settling needs to know. */
  subscriptions: (RenewingSubscription & { rail: string })[]
  renewals: KnownFact[]
  grants: (KnownGrant & { renews: boolean })[]
}

/** What a batch of charges touches, locked, kept current while the batch is decided charge by charge. */
export interface SettleContext {
  /** The id of the transaction that holds the locks. */
  transaction: string
  /** Of the payers, those who were forgotten. */
  forgotten: number[]
  known(charge: Charge): Known
  orderOf(charge: Charge): KnownOrder | null
  /** The next of this charge stands in the books from now on. */
  booked(charge: Charge, paymentId: string): void
  /** Has a charge pay for its subscription in Stars. */
  renew(charge: RecurringCharge, order: KnownOrder): Renewed
  /** Whether the books know a subscription in Stars that its payer began with its order. */
  isBegun(charge: Charge): boolean
  /** What the payers hold. */
  rows: SettleRows
  /** Whether this is the first that they hold of this subscription. */
  isFirst(personId: number, planCode: string, subscriptionId: string): boolean
  /** Whether a subscription that gave them periods of this plan goes on. */
  isRenewing(personId: number, planCode: string): boolean
}

/** Loads and locks, in one round trip, what these charges touch (see the migration `settle-context`). */
export async function contextOf(client: PoolClient, charges: Charge[], now: Date): Promise<SettleContext> {
  const { rows } = await client.query<{ loaded: Loaded; transaction: string }>({
    name: 'settle_context',
    text: 'select settle_context($1, $2, $3, $4, $5, $6, $7) as loaded, pg_current_xact_id() as transaction',
    values: [
      now,
      [...new Set(charges.map(charge => charge.payerId))],
      charges.map(charge => charge.rail),
      charges.map(charge => charge.chargeId),
      charges.flatMap(charge => idIn(charge.reference) ?? []),
      charges.map(charge => charge.period?.subscription ?? null),
      charges.flatMap(charge => (charge.recurring && idIn(charge.reference)) ?? []),
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
  const rows = new SettleRows(loaded.grants)
  const going = new Set([
    ...loaded.subscriptions.filter(({ renews }) => renews).map(({ id }) => id),
    ...loaded.grants.filter(({ renews }) => renews).map(({ subscriptionId }) => subscriptionId),
  ])
  const subscriptions = new Map(loaded.subscriptions.map(known => [subscriptionKey(known), known]))
  const renewing = renewingOf(loaded)

  function orderOf(charge: Charge): KnownOrder | null {
    return orders.get(idIn(charge.reference) ?? '') ?? null
  }

  return {
    forgotten: loaded.forgotten,
    orderOf,
    rows,
    known(charge) {
      const order = orderOf(charge)
      const row = order ? rows.of(charge.payerId, order.terms.code) : []
      const { rail, period } = charge
      const providerId = period?.subscription
      return {
        bookedAs: payments.get(keyOf(charge)) ?? null,
        order,
        subscription: (providerId && subscriptions.get(subscriptionKey({ rail, providerId }))) || null,
        ownedForever: ownsForever(stack(row)),
      }
    },
    booked(charge, paymentId) {
      payments.set(keyOf(charge), paymentId)
    },
    renew(charge, order) {
      const { payerId } = charge
      const { code } = order.terms
      const renewed = renewing.pay(charge, order, ({ id }) => rows.spansOf(payerId, code, id))
      const { id, renews } = renewed.subscription
      if (renews) going.add(id)
      else going.delete(id)
      return renewed
    },
    isBegun(charge) {
      const order = orderOf(charge)
      return order !== null && renewing.isBegun({ personId: charge.payerId, orderId: order.id })
    },
    isFirst: (personId, planCode, subscriptionId) =>
      !rows.of(personId, planCode).some(fact => fact.subscriptionId === subscriptionId),
    isRenewing: (personId, planCode) =>
      rows.of(personId, planCode).some(({ subscriptionId }) => subscriptionId && going.has(subscriptionId)),
  }
}

/** Those in Stars. What was read brings times as text. */
function renewingOf({ subscriptions, renewals }: Loaded): Renewing {
  const dated = subscriptions.filter(({ rail }) => rail === 'stars').map(subscriptionWithDates)
  return new Renewing(
    dated,
    renewals.map(fact => ({ ...fact, at: new Date(fact.at) })),
  )
}

function subscriptionWithDates(read: RenewingSubscription): RenewingSubscription {
  const { createdAt, periodStartsAt, periodEndsAt, cancelAt, endedAt } = read
  return {
    ...read,
    createdAt: new Date(createdAt),
    periodStartsAt: new Date(periodStartsAt),
    periodEndsAt: new Date(periodEndsAt),
    cancelAt: cancelAt && new Date(cancelAt),
    endedAt: endedAt && new Date(endedAt),
  }
}

function subscriptionKey({ rail, providerId }: { rail: string; providerId: string }): string {
  return `${rail} ${providerId}`
}

function keyOf(charge: { rail: string; chargeId: string }): string {
  return `${charge.rail} ${charge.chargeId}`
}
