import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type * as face from './face.ts'
import { publicHex } from './init-data.ts'
import { openApp } from './launch.ts'
import { actingPerson } from './people.ts'
import type { FindBot, Post } from './route.ts'
import type * as wire from './wire.ts'
import type { World } from './world.ts'

/** Mini Apps: what opens them, and the key that signs for whoever is not the bot. */
export function appRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const from = Type.Union([
    Type.Object({ kind: Type.Literal('menu') }),
    Type.Object({ kind: Type.Literal('button'), message_id: Type.Integer(), text: Type.String() }),
    Type.Object({
      kind: Type.Literal('link'),
      start_param: Type.Optional(Type.String({ pattern: '^[\\w-]{0,512}$' })),
    }),
  ])
  const body = Type.Object({
    person: Type.Integer(),
    from,
    theme_params: Type.Record(Type.String(), Type.String()),
    platform: Type.Optional(Type.String({ pattern: '^\\w{1,64}$' })),
  })
  app.post<Post<face.OpenApp>>('/open-app', { schema: { body } }, request =>
    openApp(world, bot(request), actingPerson(world, request.body.person), request.body),
  )
  app.get('/web-app-key', (): wire.WebAppKey => ({ public_key: publicHex(world.state.webAppKey) }))
}
