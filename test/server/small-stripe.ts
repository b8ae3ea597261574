import { priceAtStripe } from './price-at-stripe.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'

/** Ids are like no other's, as Stripe's are. */
let made = 0

type Fields = Record<string, unknown>

/** What becomes of a request instead of the right answer. `lost`: done at Stripe, and nobody hears of it. */
type Fate = Answer | 'lost' | null

/**
 * Customers, sessions and prices as Stripe keeps them, with its idempotency, and the weather a test wants: of what a
 * whole Stripe does, the sandbox plays more.
 */
export async function smallStripe(fate: (asked: Asked) => Fate | Promise<Fate> = () => null) {
  const objects = new Map<string, Fields>()
  const kept = new Map<string, { fields: string; answer: Answer }>()
  for (const [id, amount] of [
    ['price_course', 4900],
    ['price_pass', 1200],
    ['price_monthly', 900],
  ] as const)
    objects.set(id, {
      ...priceAtStripe({ id, unit_amount: amount, every: id === 'price_monthly' ? 'month' : null }),
    })

  function make(prefix: string, object: Fields): Answer {
    const id = `${prefix}_${++made}`
    objects.set(id, { id, ...object })
    return { object: { id, ...object } }
  }

  function create({ what, fields }: Asked): Answer {
    if (what === 'POST /v1/customers') return make('cus', { object: 'customer' })
    const { customer = '', mode } = fields
    const buyer = objects.get(customer)
    if (!buyer || buyer['deleted']) return missing('customer')
    const price = objects.get(fields['line_items[0][price]'] ?? '') ?? {}
    const { unit_amount: amount_total, currency } = price
    const session = {
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
    }
    return make('cs', {
      ...session,
      client_reference_id: fields['client_reference_id'],
      mode,
      customer,
      amount_total,
      currency,
      url: `https://pay.example/${made + 1}`,
    })
  }

  function act(asked: Asked): Answer {
    const [, , , first = '', second = ''] = asked.what.split(/[ /]/)
    if (asked.what === 'GET /v1/checkout/sessions') {
      const { customer } = asked.fields
      const data = [...objects.values()].filter(each => 'mode' in each && each['customer'] === customer)
      return { object: { object: 'list', data, has_more: false } }
    }
    if (asked.what.startsWith('GET')) {
      const object = objects.get(asked.what.split('/').at(-1) ?? '')
      return object ? { object } : missing('id')
    }
    if (second === 'sessions' && asked.what.endsWith('/expire')) {
      const id = asked.what.split('/').at(-2) ?? ''
      const session = objects.get(id)
      if (session?.['status'] !== 'open') return { status: 400, error: { type: 'invalid_request_error' } }
      objects.set(id, { ...session, status: 'expired', url: null })
      return { object: { ...session, status: 'expired', url: null } }
    }
    const { key } = asked
    const before = kept.get(`${first} ${key}`)
    const fields = JSON.stringify(asked.fields)
    if (before && before.fields !== fields)
      return {
        status: 400,
        error: { type: 'idempotency_error', message: 'Keys for idempotent requests can only…' },
      }
    const answer = before?.answer ?? create(asked)
    kept.set(`${first} ${key}`, { fields, answer })
    return answer
  }

  const server = await scriptedStripe(async asked => {
    const how = await fate(asked)
    if (how && how !== 'lost') return how
    const answer = act(asked)
    return how === 'lost' ? 'hang up' : answer
  })
  return {
    ...server,
    /** Those of a kind, by the beginning of their ids. */
    of: (prefix: string) => [...objects.values()].filter(({ id }) => String(id).startsWith(`${prefix}_`)),
    /** What happens at Stripe meanwhile. */
    change: (id: string, changes: Fields) => objects.set(id, { ...objects.get(id), ...changes }),
    remove: (id: string) => objects.delete(id),
  }
}

function missing(param: string): Answer {
  const error = {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message: `No such ${param}`,
  }
  return { status: param === 'id' ? 404 : 400, error }
}
