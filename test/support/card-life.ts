import { expect } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type {
  CardRefund,
  Charge,
  DisputeState,
  Movement,
  Order,
  SubscriptionState,
} from '../../db/billing.ts'
import { rebuildEntitlements } from '../../db/holdings.ts'
import type { TestBooks } from './books.ts'
import { aCardOrder, monthsAfter, periodCharge, stateOf, stripeId } from './card-sale.ts'
import { chargeFor, rows, someone } from './sale.ts'

export const euro = (amount: number) => ({ amount, currency: 'EUR' })

/** The provider says of what began with this order that it goes well, but for `changes`. */
export async function subscribe(
  books: Pick<TestBooks, 'billing'>,
  order: Order,
  changes: Partial<SubscriptionState> = {},
): Promise<void> {
  await books.billing.cards.recordSubscription(await stateOf(books, order, changes))
}

/** The `number`th month of what began with this order, from 0. */
export function month(order: Order, number: number, changes: Partial<Charge> = {}): Charge {
  const span = {
    startsAt: monthsAfter(order.createdAt, number),
    endsAt: monthsAfter(order.createdAt, number + 1),
  }
  return periodCharge(order, span, changes)
}

/** Somebody who bought a visit once, for 25 euro by card. */
export async function visitor(books: TestBooks): Promise<{ ann: number; charge: Charge }> {
  const ann = await someone(books)
  const charge = chargeFor(await aCardOrder(books, ann, 'visit'), { chargeId: stripeId('pi') })
  await books.billing.settle(charge)
  return { ann, charge }
}

/** A refund of the whole charge, made at the provider and done, but for `changes`. */
export function cardRefundOf(charge: Charge, changes: Partial<CardRefund> = {}): CardRefund {
  const { chargeId, price, paidAt } = charge
  return {
    ...{ chargeId, providerId: stripeId('re'), refundId: null, amount: price.amount },
    ...{ state: 'taken', detail: '', createdAt: paidAt },
    ...changes,
  }
}

/** A dispute of the whole charge, read now, but for `changes`. */
export async function disputeOf(
  { billing }: Pick<TestBooks, 'billing'>,
  { chargeId, price, paidAt }: Charge,
  changes: Partial<DisputeState> = {},
): Promise<DisputeState> {
  const { stand = 'open' } = changes
  return {
    ...{ rail: 'card', providerId: `dp_${chargeId}`, chargeId, ticket: await billing.cards.ticket() },
    ...{ stand, status: stand, reason: 'fraudulent', price, openedAt: paidAt },
    ...changes,
  }
}

/** The move of the balance that this charge brought, at a fee of 59 and unconverted, but for `changes`. */
export function movementOf({ chargeId, price }: Charge, changes: Partial<Movement> = {}): Movement {
  return {
    ...{ rail: 'card', providerId: stripeId('txn'), kind: 'charge', chargeId, refund: null, dispute: null },
    ...{ presented: price, settled: price, fee: 59 },
    ...changes,
  }
}

/** The books agree with themselves, and access worked out anew from the grants is what it was. */
export async function expectWhole(books: Pick<TestBooks, 'database'>): Promise<void> {
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  const entitlements = () => rows(books, 'select * from entitlements order by grant_id')
  const before = await entitlements()
  await rebuildEntitlements(books.database.orm.em.fork())
  expect(await entitlements()).toEqual(before)
}
