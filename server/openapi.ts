import { fastifySwagger } from '@fastify/swagger'
import Type from 'typebox'
import { tagged } from './etag.ts'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'
import { nameSchemas } from './named-schemas.ts'
import { ABOUT, SECURITY, TAGS } from './openapi-about.ts'
import { withAllAnswers } from './openapi-answers.ts'
import { HEADERS, withHeaders } from './openapi-headers.ts'
import { TOLD_SERVICES } from './outgoing/described.ts'

/** Notes every route from now on, so that the app can describe itself; once, before its routes. */
export function describeRoutes(app: App, { publicUrl }: { publicUrl: string | null }): void {
  app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: ABOUT,
      servers: [{ url: publicUrl ?? '/' }],
      tags: TAGS,
      components: { securitySchemes: SECURITY, headers: HEADERS },
    },
    // PUBLIC_URL may have a path that is the beginning of one of ours.
    stripBasePath: false,
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => ({ url, schema: withAllAnswers(schema, String(route.method)) }),
    transformObject: document => ('openapiObject' in document ? describeWhole(document.openapiObject) : {}),
  })
}

function describeWhole(document: { paths?: object }) {
  return nameSchemas({ ...document, paths: withHeaders(document.paths), webhooks: TOLD_SERVICES })
}

/** `GET /openapi.json`: all routes, out of the very schemas that they are checked by. */
export function openApiRoute(app: App, { onRequest }: Open): void {
  const schema = {
    ...{ operationId: 'getOpenApi', summary: 'This description' },
    ...{ tags: ['about'], security: [] },
    response: { 200: Type.Unknown(), 304: Type.Null() },
  }
  app.get('/openapi.json', { schema, onRequest, onSend: tagged }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300')
    return app.swagger()
  })
}
