import type { Charge, Order, RenewalWord } from '../../db/billing.ts'
import { days, plan } from '../support/books.ts'
import { type Stage, signIn } from './stage.ts'
import { subscriptionTold } from './subscriber.ts'

/** Renewing in Stars, in Stars or by card, by card alone; and sold once. */
export const STARS_SHOP = [
  plan({ code: 'club', term: 'P30D', graceDays: 3, stars: { amount: 100, recurring: true } }),
  plan({ code: 'studio', term: 'P30D', graceDays: 3, stars: { amount: 200, recurring: true } }),
  plan({ code: 'pass' }),
]

/** Somebody who is known, and how they ask; signed in anew each time, since the clock moves. */
export async function someone(stage: Stage, id: number) {
  await stage.billing.meet({ id, firstName: 'Ada' })
  const headers = () => signIn(stage, { id })
  return {
    id,
    told: () => subscriptionTold(stage, id),
    async post(path: string, payload?: object) {
      const url = `/api/v1/billing/${path}`
      return await stage.app.inject({
        ...{ method: 'POST', url, headers: await headers() },
        ...(payload && { payload }),
      })
    },
  }
}

/** They begin a subscription in Stars: its first thirty days are paid. */
export async function joins(stage: Stage, personId: number, planCode: string): Promise<Order> {
  const opened = await stage.billing.openOrder({ personId, planCode, rail: 'stars', anyway: true })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  await pays(stage, opened.order, true)
  return opened.order
}

/** Thirty days from now are paid. */
export async function pays(stage: Stage, order: Order, isFirst: boolean): Promise<Charge> {
  const paidAt = stage.clock.now()
  const endsAt = new Date(+paidAt + days(30))
  const charge: Charge = {
    rail: 'stars',
    chargeId: `stars-${order.id}-${+paidAt}`,
    payerId: order.personId,
    price: order.price,
    reference: order.id,
    paidAt,
    payload: {},
    recurring: { isFirst, endsAt, periodSeconds: 2_592_000 },
  }
  const settled = await stage.billing.settle(charge)
  if (settled.kind !== 'granted') throw new Error(settled.kind)
  return charge
}

let updates = 0

/** Telegram says so of it. */
export async function says(stage: Stage, order: Order, state: RenewalWord['state']): Promise<void> {
  await stage.billing.renewals.hear({
    ...{ rail: 'stars', providerId: `update-${++updates}`, personId: order.personId, reference: order.id },
    ...{ state, at: stage.clock.now(), payload: {} },
  })
}
