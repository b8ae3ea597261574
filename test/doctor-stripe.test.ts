import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { priceAtStripe } from './server/price-at-stripe.ts'
import { type Answer, scriptedStripe } from './server/scripted-stripe.ts'
import { openBooks, plan, type TestBooks } from './support/books.ts'
import { examined } from './support/examined.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

describe('the doctor, looking at Stripe', () => {
  const HOOK = 'https://shop.example/api/v1/stripe/webhook'
  const card = { price: 'price_monthly', amount: 900, currency: 'EUR' }
  const plans = [plan({ code: 'monthly', goods: 'service', stars: null, card })]
  const list = (...data: object[]): Answer => ({ object: { object: 'list', data, has_more: false } })
  const endpoint = { id: 'we_1', url: HOOK, status: 'enabled', enabled_events: ['*'] }
  const portal = { id: 'bpc_1', metadata: { starpass: '1' } }
  const forbidden: Answer = {
    status: 403,
    error: { type: 'invalid_request_error', message: 'not permitted' },
  }

  async function askStripe(lines: { price?: Answer; hooks?: Answer; portals?: Answer }, key = 'sk_test_1') {
    const { price = { object: priceAtStripe({}) }, hooks = list(endpoint), portals = list(portal) } = lines
    const stripe = await scriptedStripe(({ what }) =>
      what.includes('/prices/') ? price : what.endsWith('/webhook_endpoints') ? hooks : portals,
    )
    const env = {
      PUBLIC_URL: 'https://shop.example',
      SESSION_SECRET: 's'.repeat(32),
      STRIPE_SECRET_KEY: key,
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      STRIPE_API_ROOT: stripe.url,
    }
    return await examined(books, {}, env, { plans })
  }

  it('finds a shop sound whose prices, webhook and portal are as they must be', async () => {
    const { exitCode, said } = await askStripe({})
    expect(said).toContain(
      'ok    Stripe: answers, and every plan fits its price (test: no real money moves).',
    )
    expect(said).toContain(`ok    Stripe: sends events to ${HOOK}.`)
    expect(said).toContain('ok    Stripe: the customer portal is set up (bpc_1).')
    expect(exitCode).toBe(0)
    expect((await askStripe({}, 'rk_live_1')).said).toContain('(live: real money moves)')
  })

  // case 81
  it('says how a plan differs from its price, and exits with 1', async () => {
    const { exitCode, said } = await askStripe({ price: { object: priceAtStripe({ currency: 'usd' }) } })
    expect(said).toContain(
      'BAD   Stripe: The plan monthly: card.currency is EUR, and price_monthly is in USD.',
    )
    expect(exitCode).toBe(1)
  })

  it('exits with 1 when Stripe does not take the key, or does not answer', async () => {
    const error = { type: 'invalid_request_error', message: 'Invalid API Key provided' }
    const refused = await askStripe({ price: { status: 401, error } })
    expect(refused.said).toContain('BAD   Stripe: STRIPE_SECRET_KEY: Stripe says "Invalid API Key provided"')
    const away = await askStripe({ price: 'hang up' })
    expect(away.said).toMatch(/BAD {3}Stripe: .* Check STRIPE_SECRET_KEY, STRIPE_API_ROOT and the network\./)
    expect([refused.exitCode, away.exitCode]).toEqual([1, 1])
  })

  it.each<[string, Answer, string, number]>([
    ['is nowhere', list(), `note  Stripe: no webhook endpoint at ${HOOK}. Add it at Stripe`, 0],
    [
      'is off',
      list({ ...endpoint, status: 'disabled' }),
      `BAD   Stripe: the webhook endpoint at ${HOOK} is disabled`,
      1,
    ],
    [
      'tells too little',
      list({ ...endpoint, enabled_events: ['invoice.paid', 'refund.failed'] }),
      'BAD   Stripe: does not send checkout.session.completed, checkout.session.async_payment_succeeded,',
      1,
    ],
    [
      'cannot be seen',
      forbidden,
      'note  Stripe: its webhook endpoints were not looked at: the key may not',
      0,
    ],
  ])('says what to do when the webhook %s', async (_, hooks, line, exitCode) => {
    const found = await askStripe({ hooks })
    expect(found.said).toContain(line)
    expect(found.exitCode).toBe(exitCode)
  })

  it('takes a missing webhook seriously where the money is real', async () => {
    const { exitCode, said } = await askStripe({ hooks: list() }, 'sk_live_1')
    expect(said).toContain('BAD   Stripe: no webhook endpoint')
    expect(exitCode).toBe(1)
  })

  // case 76
  it('only notes a portal that is still to be made', async () => {
    const { exitCode, said } = await askStripe({ portals: list({ id: 'bpc_else', metadata: {} }) })
    expect(said).toContain('note  Stripe: the customer portal is not set up yet; starting does it.')
    expect(exitCode).toBe(0)
  })

  it('notes plans with a card price where there is no key', async () => {
    const { exitCode, said } = await examined(books, {}, {}, { plans })
    expect(said).toContain(
      'note  Stripe: STRIPE_SECRET_KEY is not set, so these are not sold by card: monthly.',
    )
    expect(exitCode).toBe(0)
  })
})
