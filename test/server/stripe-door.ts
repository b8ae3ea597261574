import type { LightMyRequestResponse } from 'fastify'
import { Registry } from 'prom-client'
import { Stripe } from 'stripe'
import { createFrame } from '../../server/frame.ts'
import { createLogger } from '../../server/log.ts'
import { stripeWebhookRoute } from '../../server/stripe/webhook.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { rows } from '../support/sale.ts'

export const WEBHOOK = '/api/v1/stripe/webhook'
export const SECRET = 'whsec_of_today'
export const OLD_SECRET = 'whsec_of_yesterday'

export interface Door {
  books: TestBooks
  app: ReturnType<typeof createFrame>
  /** The log so far. */
  log(): string[]
  /** As Stripe signs: at that time, in seconds from now. */
  sign(payload: string, options?: { secret?: string; after?: number }): string
  deliver(payload: string, signature?: string | null): Promise<LightMyRequestResponse>
  kept(): Promise<{ provider_id: string; payload: object }[]>
  /** What waits to be read again. */
  readings(): Promise<{ key: string; data: object }[]>
  counted(name: string): Promise<number>
  close(): Promise<void>
}

/** The webhook over real books, their clock standing. */
export async function openDoor(): Promise<Door> {
  const books = await openBooks()
  books.clock.stand()
  const registry = new Registry()
  const lines: string[] = []
  const secrets = [SECRET, OLD_SECRET]
  const webhook = { billing: books.billing, secrets, livemode: false, registry, now: books.clock.now }
  const app = createFrame(createLogger('trace', { write: line => void lines.push(line) }), frame => {
    stripeWebhookRoute(frame, webhook)
    frame.post('/json', async request => request.body)
  })
  await app.ready()

  function sign(payload: string, { secret = SECRET, after = 0 } = {}): string {
    const timestamp = Math.floor(+books.clock.now() / 1000) + after
    return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
  }

  return {
    books,
    app,
    log: () => lines,
    sign,
    async deliver(payload, signature = sign(payload)) {
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      const sealed = signature === null ? headers : { ...headers, 'stripe-signature': signature }
      return await app.inject({ method: 'POST', url: WEBHOOK, payload, headers: sealed })
    },
    kept: () => rows(books, 'select provider_id, payload from provider_events'),
    readings: () =>
      rows(
        books,
        `select singleton_key as key, data from pgboss.job where name = 'readings' order by created_on, id`,
      ),
    counted: async name => (await registry.getSingleMetric(name)?.get())?.values[0]?.value ?? Number.NaN,
    async close() {
      await app.close()
      await books.close()
    },
  }
}

export const anEvent = (changes: object = {}) => ({
  id: 'evt_1',
  object: 'event',
  type: 'customer.subscription.updated',
  livemode: false,
  data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1' } },
  ...changes,
})

/** As Stripe writes them. */
export const bytesOf = (event: object) => JSON.stringify(event, null, 2)
