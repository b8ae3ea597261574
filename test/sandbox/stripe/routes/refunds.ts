import type Stripe from 'stripe'
import type { World } from '../../world.ts'
import { expandable, metadata, oneOf, params, positive, text, unplayed } from '../check.ts'
import { refund } from '../deeds/refund.ts'
import { find } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { merged } from '../metadata.ts'
import { impossible, invalid } from '../refusal.ts'
import { onlyExpand, type Route, route } from '../route.ts'

const create = params<Stripe.RefundCreateParams>()({
  amount: positive,
  charge: text,
  currency: unplayed,
  customer: unplayed,
  expand: expandable,
  instructions_email: unplayed,
  metadata,
  origin: unplayed,
  payment_intent: text,
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: unplayed,
  reverse_transfer: unplayed,
})
const listed = params<Stripe.RefundListParams>()({ ...dated, charge: text, payment_intent: text })

export const refundRoutes: Route[] = [
  route('POST', '/refunds', create, ({ world, params: { expand: _, payment_intent, charge, ...given } }) =>
    refund(world, {
      ...given,
      metadata: merged({}, given.metadata),
      charge: charge ?? chargeOf(world, payment_intent),
    }),
  ),
  route('GET', '/refunds/:id', onlyExpand, ({ world, id }) => find(world.state.stripe.refunds, 'refund', id)),
  route('GET', '/refunds', listed, ({ world, params }) => {
    const kept = [...world.state.stripe.refunds.values()].filter(
      refund =>
        (params.charge ?? refund.charge) === refund.charge &&
        (params.payment_intent ?? refund.payment_intent) === refund.payment_intent &&
        inSpan(refund, params.created),
    )
    return list(kept, params, '/v1/refunds')
  }),
]

function chargeOf(world: World, id: string | undefined): string {
  if (id === undefined)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'charge',
      'parameter_missing',
    )
  const { status, latest_charge } = find(
    world.state.stripe.paymentIntents,
    'payment_intent',
    id,
    'payment_intent',
  )
  if (status !== 'succeeded' || latest_charge === null)
    throw impossible(`This PaymentIntent (${id}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
    })
  return latest_charge
}
