import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Stripe } from 'stripe'

/** Any object of Stripe's, with the ones it expands to in it. */
type Thing = { id: string; object: string }

/** A Stripe that says what is written in its record, to the real SDK over real HTTP. */
export interface Record {
  stripe: Stripe
  /** What it says from now on; an object of the same id is another edition of it. */
  write(...things: Thing[]): void
  /** From now on it knows it no longer. */
  strike(id: string): void
  /** How it answers from now on, whatever it is asked, or at this path; null: as ever. */
  fail(how: number | 'silence' | null, path?: string): void
  /** Paths that were asked for, in order. */
  asked: string[]
  close(): Promise<void>
}

const FOLDERS: { [folder: string]: string } = {
  'checkout/sessions': 'checkout.session',
  subscriptions: 'subscription',
  invoices: 'invoice',
  payment_intents: 'payment_intent',
  refunds: 'refund',
  disputes: 'dispute',
  customers: 'customer',
  events: 'event',
  balance_transactions: 'balance_transaction',
}

/** What lists can be narrowed by here. `status=all` is what the record does anyway. */
const LISTED = /^(limit|starting_after|expand.*|created\[gte\]|subscription|payment_intent|status)$/

export async function openRecord(): Promise<Record> {
  const things = new Map<string, Thing>()
  const asked: string[] = []
  let failing: { how: number | 'silence' | null; path?: string | undefined } = { how: null }
  const of = (object: string) => [...things.values()].filter(thing => thing.object === object)

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stripe')
    asked.push(pathname)
    const how = (failing.path ?? pathname) === pathname ? failing.how : null
    if (how === 'silence') return
    if (how !== null) return void response.writeHead(how).end('{"error":{"type":"api_error"}}')
    const answer = answerTo(pathname.slice('/v1/'.length), searchParams)
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(answer ?? { error: { type: 'invalid_request_error', code: 'resource_missing' } }),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  function answerTo(path: string, query: URLSearchParams): object | null {
    const expand = [...query].flatMap(([key, value]) => (key.startsWith('expand') ? [value] : []))
    if (path === 'invoice_payments') return paymentsOf(query.get('payment[payment_intent]') ?? '')
    const folder = Object.keys(FOLDERS).find(name => path === name || path.startsWith(`${name}/`)) ?? ''
    if (path !== folder) {
      const thing = things.get(path.slice(folder.length + 1))
      return thing ? collapse(thing, new Set(expand)) : null
    }
    const strange = [...query.keys()].find(key => !LISTED.test(key))
    if (strange) throw new Error(`the record knows no lists by ${strange}`)
    const wanted = [...query].filter(([key]) => key === 'subscription' || key === 'payment_intent')
    const oldest = Number(query.get('created[gte]') ?? 0)
    // Newest first, as every list of Stripe's.
    const found = of(FOLDERS[folder] ?? '')
      .filter(thing => wanted.every(([key, value]) => belongsTo(thing, key, value)))
      .filter(thing => ((thing as { created?: number }).created ?? 0) >= oldest)
      .reverse()
    const inList = new Set(expand.map(name => name.replace(/^data\./, '')))
    const start = found.findIndex(({ id }) => id === query.get('starting_after')) + 1
    const page = found.slice(start, start + Number(query.get('limit') ?? 10))
    const more = start + page.length < found.length
    return pageOf(
      page.map(thing => collapse(thing, inList)),
      more,
    )
  }

  function paymentsOf(id: string): object {
    const all = (of('invoice') as Stripe.Invoice[]).flatMap(({ payments }) => payments?.data ?? [])
    return pageOf(all.filter(({ payment }) => payment.payment_intent === id))
  }

  const { port } = server.address() as AddressInfo
  return {
    stripe: new Stripe('sk_test_record', {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
    }),
    write(...written) {
      for (const thing of written) things.set(thing.id, thing)
    },
    strike: id => things.delete(id),
    fail: (how, path) => {
      failing = { how, path }
    },
    asked,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pageOf(data: object[], more = false): object {
  return { object: 'list', data, has_more: more, url: '/v1' }
}

function belongsTo(thing: Thing, key: string, value: string): boolean {
  if (thing.object !== 'invoice') return (thing as { payment_intent?: string }).payment_intent === value
  const { parent } = thing as Stripe.Invoice
  return key === 'subscription' && parent?.subscription_details?.subscription === value
}

/** What was not asked to be whole comes as its id, or not at all: as Stripe does. */
function collapse(thing: Thing, expand: Set<string>): object {
  const copy = structuredClone(thing) as Thing & { [field: string]: unknown }
  for (const field of ['balance_transaction', 'failure_balance_transaction', 'latest_charge']) {
    const inner = copy[field] as Thing | null | undefined
    if (!inner || expand.has(field)) continue
    const within = [...expand]
      .filter(name => name.startsWith(`${field}.`))
      .map(name => name.slice(field.length + 1))
    copy[field] = within.length > 0 ? collapse(inner, new Set(within)) : inner.id
  }
  if (!expand.has('payments')) delete copy['payments']
  return copy
}
