import { createHash } from 'node:crypto'
import { fastify } from 'fastify'
import { Registry } from 'prom-client'
import type { Billing } from '../../db/billing.ts'
import { createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import { portOf } from './exchange.ts'
import { median } from './measure.ts'
import { postAll } from './post.ts'

/** Fewer than one service may ask within a minute. */
const READS_PER_KEY = 5000
const READS = 4000
const CONNECTIONS = 40
const NOTHING = Array.from({ length: READS }, () => '')
const path = (personId: number) => `/api/v1/people/${personId}/entitlements`

export interface EntitlementFigures {
  /** Fastify that answers the same JSON, requests a second. */
  echo: number
  /** By how much of that rate another service is answered from the database: the list, and that it has not changed. */
  read: number
  unchanged: number
}

/** Another service asks what somebody may use, over HTTP on real books; and Fastify answers the same, in turns; medians. */
export async function benchEntitlements(
  billing: Billing,
  personId: number,
  rounds: number,
): Promise<EntitlementFigures> {
  const services = Math.ceil(((rounds + 1) * 2 * READS) / READS_PER_KEY)
  const keys = Array.from({ length: services }, (_, n) => `bench-key-${n}`)
  const apiKeys = keys.map(key => ({ name: key, sha256: createHash('sha256').update(key).digest('hex') }))
  const app = createApp({
    ...{ billing, apiKeys, probes: {}, registry: new Registry() },
    ...{ telegramWebhook: null, card: null, stripeWebhook: null, miniApp: null },
    logger: createLogger('info', { write() {} }),
    upgradeUrl: async () => null,
  })
  const headers = { authorization: `Bearer ${keys[0]}` }
  const { body, headers: answered } = await app.inject({ url: path(personId), headers })
  const echo = fastify()
  echo.get(path(personId), async (_request, reply) => await reply.type('application/json').send(body))
  const [product, floor] = [await portOf(app), await portOf(echo)]
  const asking = Array.from({ length: READS }, (_, n) => `Authorization: Bearer ${keys[n % services]}`)
  const knowing = asking.map(line => `${line}\r\nIf-None-Match: ${answered.etag}`)
  const load = { path: path(personId), bodies: NOTHING, connections: CONNECTIONS }

  const [echoes, reads, unchanged]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round <= rounds; round++) {
    const rate = await postAll({ ...load, port: floor })
    const read = await postAll({ ...load, port: product, headers: asking })
    const same = await postAll({ ...load, port: product, headers: knowing })
    if (round === 0) continue
    echoes.push(rate)
    reads.push(read / rate)
    unchanged.push(same / rate)
  }
  await Promise.all([app.close(), echo.close()])
  return { echo: median(echoes), read: median(reads), unchanged: median(unchanged) }
}
