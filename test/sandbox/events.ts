import type { FastifyInstance } from 'fastify'
import type { Changed } from './face.ts'
import type { World } from './world.ts'

/** `/control/events`: server-sent events, one `changed` for each thing a person would see change. */
export function events(app: FastifyInstance, world: World): void {
  app.get('/events', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(': hello\n\n')
    const listener = (changed: Changed) =>
      reply.raw.write(`event: changed\ndata: ${JSON.stringify(changed)}\n\n`)
    world.listeners.add(listener)
    reply.raw.once('close', () => world.listeners.delete(listener))
  })
}
