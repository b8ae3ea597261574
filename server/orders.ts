import Type from 'typebox'
import { type OrderState, textIn } from '../db/billing.ts'
import { OrderJson, ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import type { SignedIn } from './mini-app.ts'
import { problem } from './problem.ts'
import { holderOf } from './session.ts'
import { answerIn, languagesOf } from './text.ts'

/**
 * `GET /api/v1/billing/orders/{id}`: what became of an order, by the books alone. What the payer's client thinks of it
 * plays no part (cases 17-19).
 */
export function orderRoutes(app: App, { billing, onRequest }: SignedIn): void {
  const schema = {
    ...{ operationId: 'getOrder', summary: 'What became of an order' },
    ...{ tags: ['billing'], security: [{ session: [] }] },
    params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: OrderJson, 401: ProblemJson, 404: ProblemJson, '5xx': ProblemJson },
  }
  app.get('/api/v1/billing/orders/:id', { schema, onRequest }, async (request, reply) => {
    const { id: orderId } = request.params
    const found = await billing.orderState({ personId: holderOf(request).id, orderId })
    if (!found) {
      const trouble = { status: 404, detail: 'You have no such order.' }
      return reply.code(404).send(problem(reply, trouble))
    }
    return orderJson(found, answerIn(reply, languagesOf([found.order.plan.title])))
  })
}

function orderJson({ order, state }: OrderState, language: string): OrderJson {
  return {
    order_id: order.id,
    plan: order.plan.code,
    plan_title: textIn(order.plan.title, language),
    status: state,
    ...order.price,
    expires_at: order.expiresAt.toISOString(),
  }
}
