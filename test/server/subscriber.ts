import type { SubscriptionState } from '../../db/billing.ts'
import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { days, type TestBooks } from '../support/books.ts'
import { BUYER, type Stage, signIn } from './stage.ts'

type State = Omit<SubscriptionState, 'ticket' | 'personId' | 'orderId' | 'price'>

let told = 0
let people = BUYER + 1000

/** Somebody who is known, and has nothing yet. */
export async function newcomer({ billing }: Stage): Promise<number> {
  const id = ++people
  await billing.meet({ id, firstName: 'Ada' })
  return id
}

/** The provider tells of a subscription to this plan, thirty days of which are under way. Paid only with `pays`. */
export async function subscribes(
  { billing, clock }: TestBooks,
  personId: number,
  planCode: string,
  { pays = true, ...changes }: Partial<State> & { pays?: boolean } = {},
): Promise<State & { orderId: string; pay(): Promise<void> }> {
  const opened = await billing.cards.openCheckout({ personId, planCode })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { id: orderId, price, plan } = opened.order
  const now = clock.now()
  const state: State = {
    rail: 'card',
    providerId: `sub_${personId}_${++told}`,
    status: 'active',
    renews: true,
    periodStartsAt: now,
    periodEndsAt: new Date(+now + days(30)),
    cancelAt: null,
    endedAt: null,
    payUrl: null,
    createdAt: now,
    ...changes,
  }
  const ticket = await billing.cards.ticket()
  await billing.cards.recordSubscription({ ...state, ticket, personId, orderId, price })
  async function pay(): Promise<void> {
    const { periodStartsAt: startsAt, periodEndsAt: endsAt, providerId: subscription } = state
    if (!startsAt || !endsAt) throw new Error('it has no period')
    await billing.settle({
      rail: 'card',
      chargeId: `pi_${++told}`,
      payerId: personId,
      price,
      reference: orderId,
      paidAt: startsAt,
      payload: {},
      period: { subscription, price: plan.card?.price ?? null, startsAt, endsAt },
    })
  }
  if (pays) await pay()
  return { ...state, orderId, pay }
}

/** What the provider says of it later. */
export async function changes(
  { billing, clock }: TestBooks,
  personId: number,
  { orderId, pay: _, ...before }: Awaited<ReturnType<typeof subscribes>>,
  now: Partial<State>,
): Promise<void> {
  const order = await billing.cards.orderBy(orderId)
  if (!order) throw new Error(`no order ${orderId} at ${clock.now().toISOString()}`)
  const ticket = await billing.cards.ticket()
  await billing.cards.recordSubscription({ ...before, ...now, ticket, personId, orderId, price: order.price })
}

/** What the Mini App reads of this person's subscription. */
export async function subscriptionTold(stage: Stage, id: number): Promise<SubscriptionJson> {
  const headers = { ...(await signIn(stage, { id })), 'accept-language': 'en' }
  const response = await stage.app.inject({ url: '/api/v1/billing/subscription', headers })
  if (response.statusCode !== 200) throw new Error(response.body)
  return response.json()
}
