import type Stripe from 'stripe'
import { listOf, params, text, unplayed } from '../check.ts'
import { find } from '../find.ts'
import { moment } from '../life.ts'
import { dated, inSpan, list, paging } from '../list.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import type { StripeEvent } from '../state.ts'

const day = 24 * 60 * 60
const events = params<Stripe.EventListParams>()({
  ...dated,
  delivery_success: unplayed,
  type: text,
  types: listOf(text),
})
const endpoints = params<Stripe.WebhookEndpointListParams>()(paging)

export const eventRoutes: Route[] = [
  route('GET', '/events/:id', onlyExpand, ({ world, id }) => find(world.state.stripe.events, 'event', id)),
  route('GET', '/events', events, ({ world, params }) => {
    const { type, types, created } = params
    const kept = [...world.state.stripe.events.values()].filter(
      event =>
        event.created > moment(world) - 30 * day &&
        inSpan(event, created) &&
        (type === undefined || fits(event, type)) &&
        (types?.some(type => fits(event, type)) ?? true),
    )
    return list(kept, params, '/v1/events')
  }),
  route('GET', '/webhook_endpoints', endpoints, ({ world, params }) =>
    list(world.state.stripe.webhookEndpoints.values(), params, '/v1/webhook_endpoints'),
  ),
]

/** `charge.*` is a group of them. */
function fits({ type }: StripeEvent, asked: string): boolean {
  return asked.endsWith('.*') ? type.startsWith(asked.slice(0, -1)) : type === asked
}
