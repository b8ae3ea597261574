import type { Stripe } from 'stripe'
import { findConfiguration } from './portal-configuration.ts'
import type { Prices } from './prices.ts'
import { isStripe } from './trouble.ts'

/** What an examination found: in order, something to know, or something that must be mended. */
export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  line: string
}

/** Without one of these, something that happens at Stripe is learned late or never (docs/cards.md). */
const NEEDED = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.deleted',
  'invoice.finalized',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.payment_action_required',
  'invoice.voided',
  'invoice.marked_uncollectible',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
]

interface Patient {
  stripe: Stripe
  prices: Prices
  livemode: boolean
  publicUrl: string
}

/** Holds what Stripe says against what the shop needs: key, prices, webhook, portal. Changes nothing. */
export async function examineStripe(patient: Patient): Promise<Finding[]> {
  const { stripe, prices, livemode } = patient
  const { problems, unknown } = await prices.check()
  if (unknown) {
    const remedy = 'Check STRIPE_SECRET_KEY, STRIPE_API_ROOT and the network.'
    return [{ level: 'bad', line: `Stripe: ${unknown} ${remedy}` }]
  }
  const found: Finding[] = problems.map(problem => ({ level: 'bad', line: `Stripe: ${problem}` }))
  const mode = livemode ? 'live: real money moves' : 'test: no real money moves'
  if (found.length === 0)
    found.push({ level: 'ok', line: `Stripe: answers, and every plan fits its price (${mode}).` })
  const looks = await Promise.all([
    look('webhook endpoints', () => webhook(patient)),
    look('portal configurations', () => portal(stripe)),
  ])
  return [...found, ...looks.flat()]
}

/** A key need not be allowed to read all this: then it is only said that it was not looked at. */
async function look(what: string, at: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await at()
  } catch (error) {
    if (!isStripe(error)) throw error
    const why = error.statusCode === 403 ? 'the key may not read them.' : error.message
    return [{ level: 'warn', line: `Stripe: its ${what} were not looked at: ${why}` }]
  }
}

async function webhook({ stripe, publicUrl, livemode }: Patient): Promise<Finding[]> {
  const address = `${publicUrl}/api/v1/stripe/webhook`
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 })
  const endpoint = data.find(({ url }) => url === address)
  if (!endpoint) {
    const remedy = 'Add it at Stripe (Developers, Webhooks), and its signing secret to STRIPE_WEBHOOK_SECRET.'
    const line = `Stripe: no webhook endpoint at ${address}. ${remedy}`
    // In test mode, the Stripe CLI brings events as well, and no list shows it.
    return [{ level: livemode ? 'bad' : 'warn', line }]
  }
  if (endpoint.status !== 'enabled')
    return [
      { level: 'bad', line: `Stripe: the webhook endpoint at ${address} is disabled. Enable it there.` },
    ]
  const sent = new Set(endpoint.enabled_events)
  const missing = sent.has('*') ? [] : NEEDED.filter(type => !sent.has(type))
  return missing.length === 0
    ? [{ level: 'ok', line: `Stripe: sends events to ${address}.` }]
    : [{ level: 'bad', line: `Stripe: does not send ${missing.join(', ')} to ${address}. Add them there.` }]
}

/** What moved on the balance since then, by its ids, the newest hundred; null: Stripe does not say. */
export async function movesSince(stripe: Stripe, since: Date): Promise<string[] | null> {
  try {
    const created = { gte: Math.floor(+since / 1000) }
    const { data } = await stripe.balanceTransactions.list({ created, limit: 100 })
    return data.map(({ id }) => id)
  } catch (error) {
    if (!isStripe(error)) throw error
    return null
  }
}

async function portal(stripe: Stripe): Promise<Finding[]> {
  const ours = await findConfiguration(stripe)
  if (ours) return [{ level: 'ok', line: `Stripe: the customer portal is set up (${ours.id}).` }]
  return [{ level: 'warn', line: 'Stripe: the customer portal is not set up yet; starting does it.' }]
}
