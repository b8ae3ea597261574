import type { Charge, HearResult, Order, RenewalWord, Settlement } from '../../db/billing.ts'
import type { TestBooks } from './books.ts'
import { plan } from './plan.ts'
import { anOrder, chargeFor } from './sale.ts'

/** What renews in Stars: a key of their own each, three days of grace. `club` is for cards too, `month` is paid once. */
export const STARS_SHOP = [
  plan({
    ...{ code: 'club', entitlements: ['club'], term: 'P30D', graceDays: 3, goods: 'service' },
    stars: { amount: 500, recurring: true },
    card: { price: 'price_club', amount: 999, currency: 'EUR' },
  }),
  plan({
    ...{ code: 'gym', entitlements: ['gym'], term: 'P30D', graceDays: 3 },
    stars: { amount: 700, recurring: true },
  }),
  plan({ code: 'month' }),
]

const DAY_MS = 24 * 60 * 60 * 1000
const PERIOD_MS = 30 * DAY_MS

export function daysAfter(date: Date, days: number): Date {
  return new Date(+date + days * DAY_MS)
}

/** What Telegram says of a payment of the subscription that began with this order: it was the first, and paid now. */
export function recurringCharge(
  order: Order,
  {
    paidAt = order.createdAt,
    isFirst = true,
    endsAt = daysAfter(paidAt, 30),
    ...changes
  }: {
    isFirst?: boolean | null
    endsAt?: Date | null
  } & Partial<Charge> = {},
): Charge {
  return chargeFor(order, {
    ...{ paidAt, recurring: { isFirst, endsAt, periodSeconds: PERIOD_MS / 1000 } },
    ...changes,
  })
}

/** Orders, and pays the first period. */
export async function subscribe(
  books: Pick<TestBooks, 'billing'>,
  personId: number,
  planCode = 'club',
): Promise<{ order: Order; charge: Charge; settlement: Settlement }> {
  const order = await anOrder(books, personId, planCode)
  const charge = recurringCharge(order)
  return { order, charge, settlement: await books.billing.settle(charge) }
}

/** The next period is paid, at this moment but for `changes`. */
export async function renew(
  { billing, clock }: Pick<TestBooks, 'billing' | 'clock'>,
  order: Order,
  changes: Parameters<typeof recurringCharge>[1] = {},
): Promise<Charge> {
  const charge = recurringCharge(order, { paidAt: clock.now(), isFirst: false, ...changes })
  await billing.settle(charge)
  return charge
}

let lastUpdate = 0

/** Telegram's word on the subscription that began with this order, heard now but for `changes`. */
export async function hear(
  { billing, clock }: Pick<TestBooks, 'billing' | 'clock'>,
  order: Pick<Order, 'id' | 'personId'>,
  state: RenewalWord['state'],
  changes: Partial<RenewalWord> = {},
): Promise<HearResult['kind']> {
  const { kind } = await billing.renewals.hear({
    ...{ rail: 'stars', providerId: `update ${++lastUpdate}`, personId: order.personId },
    ...{ reference: order.id, state, at: clock.now(), payload: { update_id: lastUpdate } },
    ...changes,
  })
  return kind
}
