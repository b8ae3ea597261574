import type { Logger } from 'pino'
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import Type from 'typebox'
import type { Billing } from '../db/billing.ts'
import { ProblemJson } from './contract.ts'
import { type App, createFrame } from './frame.ts'
import { within } from './within.ts'

/** Well inside what Prometheus waits for a scrape, 10 s unless told. */
const BOOKS_LIMIT_MS = 2000

export interface MetricsDependencies {
  billing: Billing
  registry: Registry
  logger: Logger
}

/** `GET /metrics` and nothing else, for a port of its own: Prometheus reads it, the public never does. One per registry. */
export function createMetricsApp({ billing, registry, logger }: MetricsDependencies): App {
  collectDefaultMetrics({ register: registry })
  watchBooks({ billing, registry, logger })
  return createFrame(logger, app => {
    const schema = { response: { 200: Type.String(), '5xx': ProblemJson } }
    app.get('/metrics', { schema, logLevel: 'warn' }, async (_request, reply) => {
      reply.type(registry.contentType)
      return await registry.metrics()
    })
  })
}

/** Gauges that state the books are read from them at each scrape, so that all processes tell the same. */
function watchBooks({ billing, registry, logger }: MetricsDependencies): void {
  gauge('outbox_pending', {
    help: 'Messages and refunds that the books still owe, by kind',
    labelNames: ['kind'],
    read: async () =>
      (await billing.pending()).map(({ kind, count }) => ({ labels: { kind }, value: count })),
  })
  gauge('billing_books_drift', {
    help: 'Booked less what the provider said it holds, at the last reading, in minor units',
    labelNames: ['rail', 'currency'],
    read: async () =>
      (await billing.drift()).map(({ rail, currency, drift }) => ({
        labels: { rail, currency },
        value: drift,
      })),
  })

  function gauge(name: string, { help, labelNames, read }: BookGauge): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset()
        try {
          for (const { labels, value } of await within(BOOKS_LIMIT_MS, read())) this.set(labels, value)
        } catch (error) {
          // Better no figure than an old one; the other metrics are needed most when the database is down.
          logger.error({ err: error }, `${name} could not be read`)
        }
      },
    })
  }
}

interface BookGauge {
  help: string
  labelNames: string[]
  read(): Promise<{ labels: Record<string, string>; value: number }[]>
}
