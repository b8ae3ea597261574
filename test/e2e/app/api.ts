import type { BrowserContext, Route } from 'playwright-core'
import { FREE } from '../../webapp/goods.ts'
import { inDays, NOW, plansIn } from './shop.ts'

/** `GET me`: the method, and the path below `/api/v1/`; an order by `billing/orders/:id`. */
type Asked = `${'GET' | 'POST' | 'PATCH'} ${string}`

export type Reply =
  /** 200 with this body. */
  | { json: unknown }
  /** Refused, by the kind of the problem. */
  | { status: number; problem?: string; more?: object; retryAfter?: number }
  /** No answer comes, or nobody is there. */
  | 'pending'
  | 'unreachable'

/** What the server says to each question; a function where it depends on what was asked, or how often. */
export type Api = Partial<Record<Asked, Reply | ((address: URL, times: number) => Reply)>>

/** A person who has bought nothing, in a shop that knows them. */
export function newcomer(language: string): Api {
  return {
    'POST miniapp/exchange-initdata': {
      json: { access_token: 'a.session.token', token_type: 'bearer', expires_in: 900 },
    },
    'GET me': {
      json: {
        telegram_id: 1001,
        first_name: 'Alice',
        last_name: 'Moreau',
        username: 'alice',
        language: null,
        telegram_language: language,
        time_zone: 'UTC',
      },
    },
    'GET me/entitlements': { json: [] },
    'GET me/sessions': {
      json: [
        { id: 'here', begun_at: inDays(-0.02), seen_at: inDays(-0.001), current: true },
        { id: 'there', begun_at: inDays(-0.2), seen_at: inDays(-0.1), current: false },
      ],
    },
    'GET catalog': { json: plansIn(language) },
    'GET shop': {
      json: {
        bot_url: 'https://t.me/starpass_demo_bot',
        support_contact: '@olga',
        terms_url: 'https://shop.example/terms',
        privacy_url: 'https://shop.example/privacy',
        languages: ['en', 'ru', 'ar'],
      },
    },
    'GET devices': { json: { items: [], max_devices: 1 } },
    'GET billing/subscription': { json: FREE },
    'GET billing/invoices': { json: { items: [], next_cursor: null } },
    'POST billing/stars-invoice': {
      json: {
        order_id: 'order-1',
        invoice_url: 'https://t.me/$aSlugOfAnInvoice',
        expires_at: new Date(NOW.getTime() + 3_600_000).toISOString(),
        stacks_after: null,
      },
    },
  }
}

/** Answers the app's questions in the server's place. Nothing else of the network is touched. */
export async function answer(context: BrowserContext, api: Api): Promise<void> {
  const asked = new Map<string, number>()
  await context.route('**/api/v1/**', async route => {
    const address = new URL(route.request().url())
    const path = address.pathname.replace(/^.*\/api\/v1\//, '').replace(/(billing\/orders)\/.+/, '$1/:id')
    const question = `${route.request().method()} ${path}` as Asked
    const times = (asked.get(question) ?? 0) + 1
    asked.set(question, times)
    const found = api[question]
    const reply = typeof found === 'function' ? found(address, times) : found
    await fulfill(route, reply ?? { status: 404, problem: 'not-in-this-test' })
  })
}

async function fulfill(route: Route, reply: Reply): Promise<void> {
  if (reply === 'pending') return
  if (reply === 'unreachable') return await route.abort('internetdisconnected')
  if ('json' in reply) return await route.fulfill({ json: reply.json })
  const { status, problem, more, retryAfter } = reply
  await route.fulfill({
    status,
    contentType: 'application/problem+json',
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
    body: JSON.stringify({
      type: problem ? `urn:starpass:problem:${problem}` : 'about:blank',
      title: 'No',
      status,
      detail: 'No.',
      instance: '/',
      request_id: '00000000-0000-4000-8000-000000000000',
      ...more,
    }),
  })
}
