import type { Billing } from '../db/billing.ts'
import type { App } from './frame.ts'
import { LiveJson, NotReadyJson, ReadyJson } from './health-contract.ts'
import { problem } from './problem.ts'
import { within } from './within.ts'

/** How a provider has been lately, from what the process already knows; it must not wait for the network. */
export type Probe = () => 'ok' | 'trouble' | 'unknown'

/** Slower than this, a database is as good as down for whoever watches. */
const READY_LIMIT_MS = 2000

const WATCHED = { tags: ['health'], security: [] }

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: the books answer and their schema is current;
 * providers stand in the body and decide nothing, or their trouble would take our own service down.
 */
export function healthRoutes(
  app: App,
  { billing, probes }: { billing: Billing; probes: Record<string, Probe> },
): void {
  const live = {
    ...{ operationId: 'isLive', summary: 'The process answers', ...WATCHED },
    response: { 200: LiveJson },
  }
  app.get('/health/live', { schema: live }, async () => ({ status: 'ok' as const }))

  const schema = {
    ...{ operationId: 'isReady', summary: 'The books answer and their schema is current', ...WATCHED },
    response: { 200: ReadyJson, 503: NotReadyJson },
  }
  app.get('/health/ready', { schema }, async (request, reply) => {
    const { database, schema } = await within(READY_LIMIT_MS, billing.health()).catch(error => {
      request.log.error({ err: error }, 'the books do not say how they are')
      return { database: 'down', schema: 'unknown' } as const
    })
    const ready = database === 'ok' && schema === 'current'
    const providers = Object.fromEntries(Object.entries(probes).map(([name, probe]) => [name, probe()]))
    const body = { ready, database, schema, providers }
    if (ready) return body
    const detail =
      database === 'down' ? 'The database does not answer.' : 'The schema of the database is not current.'
    return reply.code(503).send(problem(reply, { status: 503, kind: 'not-ready', detail }, body))
  })
}
