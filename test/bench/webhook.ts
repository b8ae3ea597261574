import { randomUUID } from 'node:crypto'
import { Registry } from 'prom-client'
import { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import type { Database } from '../../db/orm.ts'
import { createApp } from '../../server/app.ts'
import { createLogger } from '../../server/log.ts'
import { portOf } from './exchange.ts'
import { median, rateOf } from './measure.ts'
import { postAll } from './post.ts'

const SECRET = 'whsec_bench'
const EVENTS = 4000
const CONNECTIONS = 40

/** An event of the size of a real one: a paid invoice of one line. */
function eventOf(): string {
  const [id, invoice, customer] = [`evt_${randomUUID()}`, `in_${randomUUID()}`, `cus_${randomUUID()}`]
  const texts = Object.fromEntries(
    Array.from({ length: 80 }, (_, n) => [`field_${n}`, `of an invoice, ${n}`]),
  )
  const object = { id: invoice, object: 'invoice', customer, status: 'paid', ...texts }
  const data = { object }
  const type = 'invoice.paid'
  return JSON.stringify({ id, object: 'event', type, livemode: false, created: 1, data }, null, 2)
}

export interface WebhookFigures {
  /** Events a second over HTTP: signature checked, kept once, its reading owed. */
  kept: number
  /** Rows a second, each one's own statement and commit. */
  floor: number
  ratio: number
}

/** Brings signed events to the real route on real books, and writes single rows with the same driver, in turns; medians. */
export async function benchWebhook(
  billing: Billing,
  database: Database,
  rounds: number,
): Promise<WebhookFigures> {
  await database.pool.query('create table floor.events (id text primary key, payload jsonb not null)')
  const app = createApp({
    ...{ billing, apiKeys: [], probes: {}, telegramWebhook: null, registry: new Registry() },
    ...{ card: null, miniApp: null, upgradeUrl: async () => null },
    logger: createLogger('info', { write() {} }),
    stripeWebhook: { secrets: [SECRET], livemode: false, now: () => new Date() },
  })
  const port = await portOf(app)
  const [kept, floors, ratios]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round <= rounds; round++) {
    const bodies = Array.from({ length: EVENTS }, eventOf)
    const headers = bodies.map(payload => {
      return `Stripe-Signature: ${Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET })}`
    })
    const path = '/api/v1/stripe/webhook'
    const rate = await postAll({ port, path, bodies, headers, connections: CONNECTIONS })
    const floor = await rateOf(bodies.keys(), CONNECTIONS, n =>
      database.pool.query({
        name: 'floor_event',
        text: 'insert into floor.events values ($1, $2) on conflict do nothing',
        values: [`${round}-${n}`, '{}'],
      }),
    )
    if (round === 0) continue
    kept.push(rate)
    floors.push(floor)
    ratios.push(rate / floor)
  }
  await app.close()
  const { rows } = await database.pool.query(
    `select count(*)::int as count from provider_events where kind = 'event'`,
  )
  const sent = (rounds + 1) * EVENTS
  if (rows[0]?.count !== sent) throw new Error(`${rows[0]?.count} events are kept, ${sent} were sent`)
  return { kept: median(kept), floor: median(floors), ratio: median(ratios) }
}
