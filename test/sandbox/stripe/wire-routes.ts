import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ControlRefusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { endpointsOf, setEndpoint } from './endpoints.ts'
import type * as face from './face.ts'

const text = Type.String({ minLength: 1 })
const { Boolean: flag, Optional: maybe } = Type

/** Endpoints, and the wire between them and Stripe. */
export function wireRoutes(app: FastifyInstance, world: World): void {
  const endpoint = Type.Object({
    id: maybe(text),
    url: Type.String({ pattern: '^https?://' }),
    secret: Type.Union([text, Type.Array(text, { minItems: 1 })]),
    enabled_events: maybe(Type.Array(text)),
    disabled: maybe(flag()),
  })
  app.get('/endpoints', () => endpointsOf(world))
  app.post<{ Body: face.NewEndpoint }>('/endpoints', { schema: { body: endpoint } }, request =>
    setEndpoint(world, request.body),
  )
  const wish = Type.Object(
    {
      hold: maybe(flag()),
      duplicate: maybe(Type.Number({ minimum: 0, maximum: 1 })),
      shuffle: maybe(flag()),
      seed: maybe(Type.Integer()),
      release: maybe(Type.Union([Type.Integer({ minimum: 1 }), Type.Array(text)])),
    },
    { additionalProperties: false },
  )
  app.post<{ Body: face.WireWish }>('/deliveries', { schema: { body: wish } }, ({ body }) => {
    const { release, ...rules } = body
    if (release === undefined) world.webhooks.rule(rules)
    else world.webhooks.release(release)
    return world.webhooks.view()
  })
  app.get<{ Querystring: face.DeliveriesQuery }>('/deliveries', ({ query }) => {
    const view = world.webhooks.view()
    const fits = ({ event, type }: { event: string; type: string }) =>
      event === (query.event ?? event) && type === (query.type ?? type)
    return { ...view, waiting: view.waiting.filter(fits), delivered: view.delivered.filter(fits) }
  })
  app.post<{ Body: face.Redelivery }>(
    '/redeliver',
    { schema: { body: Type.Object({ event: text }) } },
    ({ body }) => {
      const event = world.state.stripe.events.get(body.event)
      if (!event) throw new ControlRefusal(404, `there was no event ${body.event}`)
      world.webhooks.sendToAll(event)
      return event
    },
  )
}
