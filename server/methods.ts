import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problem.ts'

/** Adds `routes`; where an address is known and the method is not, the answer is 405 with the methods that are. */
export function addRoutes<App extends FastifyInstance>(app: App, routes: (app: App) => void): void {
  const known = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = [method].flat()
    // Of the address of a plugin with a slash after it, Fastify tells only that.
    const got = methods.includes('HEAD') ? ['GET'] : []
    known.set(url, new Set([...(known.get(url) ?? []), ...methods, ...got]))
  })
  routes(app)
  app.after(() => {
    for (const [url, methods] of [...known]) {
      const others = app.supportedMethods.filter(method => !methods.has(method))
      const refuse = refuseBut([...methods].sort().join(', '))
      // In a hook, because it runs before the body is read.
      app.route({ method: others, url, schema: { hide: true }, onRequest: refuse, handler: refuse })
    }
  })
}

function refuseBut(allow: string) {
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('allow', allow)
    return reply.send(problem(reply, { status: 405, detail: `This address answers ${allow}.` }))
  }
}
