import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ControlRefusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { deedRoutes } from './deed-routes.ts'
import type * as face from './face.ts'
import type { StripeFault } from './life.ts'
import { StripeRefusal } from './refusal.ts'
import type { StripeState } from './state.ts'
import { wireRoutes } from './wire-routes.ts'

/** Lists to look at, by their names in addresses. */
const lists = {
  customers: 'customers',
  prices: 'prices',
  sessions: 'sessions',
  'payment-intents': 'paymentIntents',
  charges: 'charges',
  refunds: 'refunds',
  disputes: 'disputes',
  'balance-transactions': 'balanceTransactions',
  subscriptions: 'subscriptions',
  invoices: 'invoices',
  'portal-sessions': 'portalSessions',
  events: 'events',
} as const satisfies Record<string, keyof StripeState>

/** `/control/stripe`: what happens around Stripe's API, and what there is. README.md lists every route. */
export function stripeControl(app: FastifyInstance, world: World): void {
  deedRoutes(app, world)
  wireRoutes(app, world)
  for (const [name, list] of Object.entries(lists))
    app.get<{ Querystring: Record<string, string> }>(`/${name}`, ({ query }) =>
      [...world.state.stripe[list].values()].filter(each => fits(each, query)),
    )
  app.get('/balance', () => balanceOf(world))
  const fault = Type.Object({
    kind: Type.Enum(['cut', 'dropped', 'too_many', 'internal']),
    method: Type.String(),
    path: Type.String({ pattern: '^/v1/' }),
  })
  const body = Type.Object({ faults: Type.Array(fault) })
  app.post<{ Body: { faults: StripeFault[] } }>('/faults', { schema: { body } }, request => {
    world.stripe.faults = request.body.faults
    return { done: true }
  })
  app.get('/faults', () => world.stripe.faults)
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof StripeRefusal)) throw error
    return reply.code(error.status === 404 ? 404 : 409).send({ error: error.message })
  })
  app.setNotFoundHandler(() => {
    throw new ControlRefusal(404, 'Stripe has no such thing; test/sandbox/README.md lists what there is')
  })
}

/** Whether its fields are these, as in `?customer=cus_…&status=open`. */
function fits(object: object, query: Record<string, string>): boolean {
  return Object.entries(query).every(([field, value]) => String(Reflect.get(object, field)) === value)
}

/** What Stripe has for the account: sums of all balance transactions, per currency of the balance. */
function balanceOf({ state }: World): face.BalanceView {
  const sums: face.BalanceView = {}
  for (const { currency, amount, fee, net } of state.stripe.balanceTransactions.values()) {
    const sum = sums[currency] ?? { amount: 0, fee: 0, net: 0 }
    sums[currency] = { amount: sum.amount + amount, fee: sum.fee + fee, net: sum.net + net }
  }
  return sums
}
