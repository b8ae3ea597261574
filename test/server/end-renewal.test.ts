import { expect, it } from 'vitest'
import { createStripe } from '../../server/stripe/client.ts'
import { endRenewal } from '../../server/stripe/end-renewal.ts'
import { SECRET_KEY } from './card-stage.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'

const list = (...data: object[]): Answer => ({ object: { object: 'list', data, has_more: false } })

/** A Stripe that knows what `lines` say. */
async function open(lines: Record<string, (asked: Asked) => Answer>) {
  const stripe = await scriptedStripe(asked => {
    const line = lines[asked.what]
    if (line) return line(asked)
    throw new Error(`unexpected: ${asked.what}`)
  })
  const said: string[] = []
  const say = (_: object, message: string) => void said.push(message)
  const logger = { info: say, warn: say, error: say }
  const { stripe: sdk } = createStripe({ secretKey: SECRET_KEY, apiRoot: stripe.url })
  return { ...stripe, said, end: () => endRenewal('pi_1', { stripe: sdk, logger }) }
}

interface Life {
  /** What else is said of `sub_1`. */
  is?: object
  /** How much of the payments of `in_1` is back; 900 each. */
  back?: number[]
  /** The last invoice of `sub_1` that is paid. */
  latest?: string
}

/** `pi_1` paid for a period of `sub_1`, with the invoice `in_1`. */
function ofSubscription({ is, back = [900], latest = 'in_1' }: Life = {}) {
  const parent = { subscription_details: { subscription: 'sub_1' } }
  const data = back.map((_, at) => {
    return { status: 'paid', payment: { type: 'payment_intent', payment_intent: `pi_${at + 1}` } }
  })
  const intents = back.map((amount_refunded, at) => {
    const id = `pi_${at + 1}`
    const object = { id, latest_charge: { id: `ch_${at}`, amount: 900, amount_refunded } }
    return [`GET /v1/payment_intents/${id}`, () => ({ object })] as const
  })
  return {
    ...Object.fromEntries(intents),
    'GET /v1/invoice_payments': () => list({ id: 'inpay_1', invoice: { id: 'in_1', parent } }),
    'GET /v1/invoices': ({ fields }: Asked) =>
      fields['status'] === 'paid' && fields['limit'] === '1'
        ? list({ id: latest, parent, payments: { data } })
        : 'hang up',
    'GET /v1/subscriptions/sub_1': () => ({
      object: { id: 'sub_1', status: 'active', cancel_at: null, cancel_at_period_end: false, ...is },
    }),
    'POST /v1/subscriptions/sub_1': () => ({ object: { id: 'sub_1' } }),
  }
}

const ENDED = {
  what: 'POST /v1/subscriptions/sub_1',
  fields: { cancel_at_period_end: 'true' },
}

it('ends the renewal of what was paid for last, and is wholly back', async () => {
  const { asked, said, end } = await open(ofSubscription())
  await end()
  expect(asked.at(-1)).toMatchObject(ENDED)
  expect(said).toEqual(['refunded in full, so it renews no more'])
})

it.each<[string, Life]>([
  ['only a part is back', { back: [400] }],
  ['another payment of the same invoice is not', { back: [900, 0] }],
  ['a later period is paid', { latest: 'in_2' }],
  ['it is over', { is: { status: 'canceled' } }],
  ['it is about to end', { is: { cancel_at: 1_800_000_000 } }],
])('leaves a subscription as it is where %s', async (_, life) => {
  const { asked, end } = await open(ofSubscription(life))
  await end()
  expect(asked.map(({ what }) => what)).not.toContain(ENDED.what)
})

it('leaves alone what was paid once', async () => {
  const { asked, end } = await open({ 'GET /v1/invoice_payments': () => list() })
  await end()
  expect(asked).toHaveLength(1)
})
