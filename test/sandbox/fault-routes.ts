import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type * as face from './face.ts'
import { newFaults } from './faults.ts'
import { releaseFaults } from './hold.ts'
import type { FindBot, Post } from './route.ts'
import { revokeToken } from './token.ts'
import type * as wire from './wire.ts'
import type { World } from './world.ts'

/** What goes wrong, and the token that is lost. */
export function faultRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const share = Type.Optional(Type.Number({ minimum: 0, maximum: 1 }))
  const shares = { duplicate: share, reorder: share, delay: share, too_many: share, internal: share }
  const body = Type.Object(
    {
      seed: Type.Integer(),
      ...shares,
      dropped: share,
      cut: share,
      delay_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    },
    { additionalProperties: false },
  )
  const view = (): face.FaultsView => ({ faults: world.faults.faults, counts: world.faults.counts })
  app.post<Post<face.Faults>>('/faults', { schema: { body } }, request => {
    const { counts } = world.faults
    world.faults = newFaults(request.body)
    // Whoever ends them may still ask what they have done.
    if (request.body.seed === 0) world.faults.counts = counts
    for (const each of world.state.bots.values()) releaseFaults(world, each)
    return view()
  })
  app.get('/faults', view)
  app.post<Post<object>>(
    '/revoke-token',
    (request): wire.NewToken => ({
      token: revokeToken(world, bot(request)),
    }),
  )
}
