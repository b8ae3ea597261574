import { expireSession } from '../deeds/expire-session.ts'
import { find } from '../find.ts'
import { inSpan, list } from '../list.ts'
import { lineItems } from '../objects/line-item.ts'
import { impossible } from '../refusal.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import { createParams, listParams } from './checkout-params.ts'
import { createSession } from './create-session.ts'

export const checkoutRoutes: Route[] = [
  route('POST', '/checkout/sessions', createParams, ({ world, params }) => createSession(world, params)),
  route('GET', '/checkout/sessions/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.sessions, 'checkout.session', id, 'session'),
  ),
  route('GET', '/checkout/sessions/:id/line_items', onlyExpand, ({ world, id }) => {
    find(world.state.stripe.sessions, 'checkout.session', id, 'session')
    return list(lineItems(world, id), {}, `/v1/checkout/sessions/${id}/line_items`)
  }),
  route('POST', '/checkout/sessions/:id/expire', onlyExpand, ({ world, id }) => {
    const session = find(world.state.stripe.sessions, 'checkout.session', id, 'session')
    if (session.status !== 'open')
      throw impossible(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      )
    expireSession(world, id)
    return session
  }),
  route('GET', '/checkout/sessions', listParams, ({ world, params }) => {
    const { customer, payment_intent, status, subscription, created } = params
    const kept = [...world.state.stripe.sessions.values()].filter(
      session =>
        (customer ?? session.customer) === session.customer &&
        (payment_intent ?? session.payment_intent) === session.payment_intent &&
        (status ?? session.status) === session.status &&
        (subscription ?? session.subscription) === session.subscription &&
        inSpan(session, created),
    )
    return list(kept, params, '/v1/checkout/sessions')
  }),
]
