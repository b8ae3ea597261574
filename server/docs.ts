import { fastifySwaggerUi } from '@fastify/swagger-ui'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'

/** Only what comes from here runs and is shown; it asks nobody else, and nobody frames it. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': ["'self'", 'data:'],
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/** `GET /docs`: /openapi.json to read, and to try. */
export function docsPage(app: App, { publicUrl, onRequest }: Open & { publicUrl: string | null }): void {
  app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    // Where PUBLIC_URL has a path, the proxy takes that off.
    indexPrefix: publicUrl ? new URL(publicUrl).pathname : '',
    staticCSP: POLICY,
    uiHooks: { onRequest },
    theme: { title: 'Starpass' },
    // Without the bar at the top, where the address of another description can be typed in.
    uiConfig: { layout: 'BaseLayout', displayRequestDuration: true, validatorUrl: null },
  })
}
