import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { ControlRefusal } from './refusal.ts'
import type { FindBot, Get, Post } from './route.ts'
import { insert, pendingCount } from './updates.ts'
import type * as wire from './wire.ts'
import type { World } from './world.ts'

/** The wire between Telegram and the bots: updates put back or made up, and the calls received. */
export function updateRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const body = Type.Object({ update: Type.Object({}, { additionalProperties: true }) })
  app.post<Post<wire.Deliver>>('/deliver', { schema: { body } }, request =>
    insert(world, bot(request), request.body.update),
  )
  app.get<Get>('/updates', request => world.history.get(bot(request).user.id) ?? [])
  app.get('/bots', () =>
    [...world.state.bots.values()].map((each): wire.BotView => {
      const polling = world.pollers.has(each.user.id)
      return { bot: each.user, polling, pending_update_count: pendingCount(world, each) }
    }),
  )
  app.get<Get<{ method?: string }>>('/requests', (request): wire.RecordedCall[] => {
    const method = request.query.method?.toLowerCase()
    return world.requests.filter(call => method === undefined || call.method.toLowerCase() === method)
  })
  const kinds = Type.Enum([
    'successful_payment',
    'refunded_payment',
    'message',
    'subscription',
    'pre_checkout_query',
    'callback_query',
    'my_chat_member',
  ])
  const lose = Type.Object({
    updates: Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('all')]),
    of: Type.Optional(Type.Array(kinds)),
  })
  app.post<Post<wire.Lose>>('/lose', { schema: { body: lose } }, (request): wire.Lost => {
    world.losses.wish = request.body
    return { lost: world.losses.lost }
  })
  app.get<Get>('/lost', (): wire.Lost => ({ lost: world.losses.lost }))
  const again = Type.Object({ update_id: Type.Integer(), fresh: Type.Optional(Type.Boolean()) })
  app.post<Post<wire.Redeliver>>('/redeliver', { schema: { body: again } }, request => {
    const known = world.history
      .get(bot(request).user.id)
      ?.find(update => update.update_id === request.body.update_id)
    if (!known) throw new ControlRefusal(404, `there was no update ${request.body.update_id}`)
    const { update_id, ...content } = known
    return insert(world, bot(request), request.body.fresh ? content : { ...content, update_id })
  })
}
