import type Stripe from 'stripe'
import { params, text } from '../check.ts'
import { find } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { onlyExpand, type Route, route } from '../route.ts'

const listed = params<Stripe.DisputeListParams>()({ ...dated, charge: text, payment_intent: text })

export const disputeRoutes: Route[] = [
  route('GET', '/disputes/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.disputes, 'dispute', id),
  ),
  route('GET', '/disputes', listed, ({ world, params }) => {
    const kept = [...world.state.stripe.disputes.values()].filter(
      dispute =>
        (params.charge ?? dispute.charge) === dispute.charge &&
        (params.payment_intent ?? dispute.payment_intent) === dispute.payment_intent &&
        inSpan(dispute, params.created),
    )
    return list(kept, params, '/v1/disputes')
  }),
]
