import type { AddressInfo } from 'node:net'
import { Registry } from 'prom-client'
import { createBilling } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'
import { createFrame } from '../../server/frame.ts'
import { createLogger } from '../../server/log.ts'
import { stripeWebhookRoute } from '../../server/stripe/webhook.ts'
import { CARD_SHOP } from './stripe-life.ts'

// A process of its own that keeps what Stripe brings, and is killed before anything comes of it: `stripe-kill.test.ts`.

const [url = '', secret = ''] = process.argv.slice(2)

const billing = await createBilling({
  database: await openDatabase(url),
  plans: CARD_SHOP,
  adminIds: [],
  log: { info() {}, warn: console.warn, error: console.error },
  now: () => new Date(),
})
// What it takes up it never finishes.
await billing.cards.work(async ({ id }) => {
  process.send?.({ took: id })
  await new Promise(() => {})
})
const webhook = {
  billing,
  secrets: [secret],
  livemode: false,
  registry: new Registry(),
  now: () => new Date(),
}
const app = createFrame(createLogger('silent'), frame => stripeWebhookRoute(frame, webhook))
await app.listen({ host: '127.0.0.1', port: 0 })
process.on('disconnect', () => process.exit(0))
process.send?.({ port: (app.server.address() as AddressInfo).port })
