import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { World } from '../world.ts'
import type { ChangeService, ServiceView } from './face.ts'
import { hear } from './hear.ts'

/** Another service of the operator's, below `/service`: where the shop tells it what happened. */
export function service(app: FastifyInstance, world: World, secret: string): void {
  app.removeAllContentTypeParsers()
  // The very bytes are what is signed.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post<{ Body: string }>('/webhook', async ({ body, headers }, reply) => {
    reply.code(hear(world, secret, { body, headers }))
    await world.save()
  })
}

/** What it has heard, and whether it listens, below `/control`. */
export function serviceRoutes(app: FastifyInstance, world: World): void {
  const { service } = world.state
  app.get('/service', () => view(world))
  const body = Type.Object({ away: Type.Boolean() })
  app.post<{ Body: ChangeService }>('/service', { schema: { body } }, ({ body: { away } }) => {
    service.away = away
    return view(world)
  })
}

function view({ state: { service } }: World): ServiceView {
  const { away, unsigned, known, heard } = service
  const open = [...known.values()]
    .filter(({ isOpen }) => isOpen)
    .map(({ isOpen: _, sequence: __, ...access }) => access)
  return { away, unsigned, known: open, heard: [...heard.values()].reverse() }
}
