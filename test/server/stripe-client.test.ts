import { Stripe } from 'stripe'
import { expect, it } from 'vitest'
import { createStripe } from '../../server/stripe/client.ts'
import { judge } from '../../server/stripe/standing.ts'
import { SECRET_KEY } from './card-stage.ts'

it.each([
  ['https://api.stripe.com', 'https', 'api.stripe.com', 443],
  ['http://127.0.0.1', 'http', '127.0.0.1', 80],
  ['http://127.0.0.1:12111', 'http', '127.0.0.1', '12111'],
])('%s is where Stripe is asked, in the version of the SDK', (apiRoot, protocol, host, port) => {
  const { stripe } = createStripe({ secretKey: SECRET_KEY, apiRoot })
  expect(stripe.getApiField('protocol')).toBe(protocol)
  expect(stripe.getApiField('host')).toBe(host)
  expect(stripe.getApiField('port')).toBe(port)
  expect(stripe.getApiField('version')).toBe(Stripe.API_VERSION)
})

// case 65
it.each([
  ['unpaid', null, false, 'paid'],
  ['unpaid', null, true, 'over'],
  ['unpaid', 'pi_1', true, 'over'],
  ['unpaid', { status: 'processing' }, false, 'paid'],
  ['unpaid', { status: 'requires_payment_method' }, false, 'over'],
  ['unpaid', { status: 'canceled' }, false, 'over'],
  ['paid', { status: 'succeeded' }, true, 'paid'],
] as const)('a complete page, %s with the payment %o (withdrawn: %s), is %s', async (...row) => {
  const [payment_status, payment_intent, isCanceled, kind] = row
  const read: object[] = []
  const readAgain = async (subject: object) => void read.push(subject)
  const session = {
    id: 'cs_1',
    status: 'complete',
    url: null,
    customer: 'cus_1',
    payment_status,
    payment_intent,
  }
  type Given = Parameters<typeof judge>
  const needs = { billing: { cards: { readAgain } } } as unknown as Given[0]
  const standing = await judge(needs, { orderId: 'order-1', isCanceled }, session as unknown as Given[2])
  expect(standing.kind).toBe(kind)
  expect(read).toHaveLength(kind === 'paid' ? 1 : 0)
})
