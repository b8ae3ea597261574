import type Stripe from 'stripe'
import type { World } from '../world.ts'
import { newId } from './id.ts'
import { moment } from './life.ts'
import type { StripeEvent } from './state.ts'

export const apiVersion = '2026-10-28.endive' satisfies typeof Stripe.API_VERSION

/** Something happened: the event is kept, with the object as it is now, and handed to the deliveries. */
export function emit(
  world: World,
  type: Stripe.Event['type'],
  object: object,
  previous_attributes?: object,
): void {
  const { stripe } = world.state
  const event: StripeEvent = {
    id: newId(world, 'evt'),
    object: 'event',
    api_version: apiVersion,
    created: moment(world),
    data: structuredClone(previous_attributes ? { object, previous_attributes } : { object }),
    livemode: isLive(world),
    pending_webhooks: [...stripe.webhookEndpoints.values()].filter(({ status }) => status === 'enabled')
      .length,
    request: world.stripe.request ? { ...world.stripe.request } : { id: null, idempotency_key: null },
    type,
  }
  stripe.events.set(event.id, event)
  world.stripeEvents(event)
}

/** Changes the object and tells of it, with what the changed fields were before; says nothing where nothing changed. */
export function change<T extends object>(
  world: World,
  type: Stripe.Event['type'],
  object: T,
  changes: Partial<T>,
): void {
  const before: Partial<T> = {}
  for (const key in changes)
    if (JSON.stringify(object[key]) !== JSON.stringify(changes[key]))
      before[key] = structuredClone(object[key])
  Object.assign(object, changes)
  if (Object.keys(before).length > 0) emit(world, type, object, before)
}

export function isLive(world: World): boolean {
  return /^[sr]k_live_/.test(world.state.stripe.account.secretKey)
}
