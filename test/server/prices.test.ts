import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createStripe } from '../../server/stripe/client.ts'
import { misfits } from '../../server/stripe/price-fit.ts'
import { watchPrices } from '../../server/stripe/prices.ts'
import { plan } from '../support/plan.ts'
import { priceAtStripe } from './price-at-stripe.ts'
import { type Answer, scriptedStripe } from './scripted-stripe.ts'

const CARD = { price: 'price_monthly', amount: 900, currency: 'EUR' }
const monthly = (term = 'P1M') => plan({ code: 'monthly', goods: 'service', term, stars: null, card: CARD })

describe('a plan and the price it names', () => {
  it.each([
    ['P1M', 'month', 1],
    ['P3M', 'month', 3],
    ['P1Y', 'year', 1],
    ['P1Y', 'month', 12],
    ['P12M', 'year', 1],
    ['P7D', 'week', 1],
    ['P1W', 'week', 1],
    ['P2W', 'day', 14],
    ['P30D', 'day', 30],
  ] as const)('fit where %s is bought and it renews every %s × %i', (term, every, count) => {
    expect(misfits(monthly(term), priceAtStripe({ every, count }))).toEqual([])
  })

  it.each([
    ['P1M', 'day', 30],
    ['P30D', 'month', 1],
    ['P1M', 'month', 2],
    ['P1Y', 'week', 52],
    ['P1M7D', 'month', 1],
    ['lifetime', 'month', 1],
  ] as const)('do not fit where %s is bought and it renews every %s × %i', (term, every, count) => {
    expect(misfits(monthly(term), priceAtStripe({ every, count }))).toEqual([
      expect.stringMatching(
        /^The plan monthly: its period is .*, and price_monthly renews every .*\. Correct/,
      ),
    ])
  })

  it.each(['P1M', 'P1Y6M', 'lifetime'])('fit where it is paid once, for %s', term => {
    expect(misfits(monthly(term), priceAtStripe({ every: null }))).toEqual([])
  })

  // case 81
  it('differ in each way that would take other money than the plan says', () => {
    const said = (price: Parameters<typeof priceAtStripe>[0]) =>
      misfits(monthly(), priceAtStripe(price)).join()
    expect(said({ currency: 'usd' })).toContain('card.currency is EUR, and price_monthly is in USD')
    expect(said({ unit_amount: 1000 })).toContain('card.amount is 900, and price_monthly costs 1000')
    expect(said({ active: false })).toContain('is archived at Stripe. Activate it there, or name another')
    expect(said({ billing_scheme: 'tiered', unit_amount: null })).toContain('not one fixed amount')
    expect(said({ custom_unit_amount: { maximum: null, minimum: null, preset: null } })).toContain(
      'not one fixed',
    )
    expect(said({ transform_quantity: { divide_by: 10, round: 'up' } })).toContain('not one fixed amount')
    expect(misfits(monthly(), 'missing').join()).toContain('Stripe has no price price_monthly in the mode of')
    expect(
      said({ currency: 'usd', unit_amount: 1, active: false, every: 'year' }).split(',The plan'),
    ).toHaveLength(4)
  })
})

describe('prices at the start', () => {
  const plans = [
    monthly(),
    plan({ code: 'course', goods: 'service', card: { ...CARD, price: 'price_course' } }),
  ]

  async function watch(answer: (id: string) => Answer) {
    const { url, asked } = await scriptedStripe(({ what }) => answer(what.split('/').at(-1) ?? ''))
    const { stripe, health } = createStripe({ secretKey: 'sk_test_1', apiRoot: url })
    const said: string[] = []
    let at = 0
    const wait = (seconds: number) => {
      at += seconds * 1000
    }
    const logger = pino({}, { write: line => void said.push(JSON.parse(line).msg) })
    return {
      prices: watchPrices({ stripe, plans, logger, now: () => new Date(at) }),
      health,
      asked,
      said,
      wait,
    }
  }

  const asItIs = (id: string) => ({
    object: priceAtStripe({ id, every: id === 'price_course' ? null : 'month' }),
  })
  const missing: Answer = { status: 404, error: { type: 'invalid_request_error', code: 'resource_missing' } }

  it('are read once each, and say which plans renew', async () => {
    const { prices, asked, health } = await watch(asItIs)
    expect(health()).toBe('unknown')
    expect(await prices.check()).toEqual({ problems: [], unknown: null })
    expect(plans.map(prices.renews)).toEqual([true, false])
    expect(await prices.learn(monthly())).toBe(true)
    expect(asked.map(({ what }) => what).sort()).toEqual([
      'GET /v1/prices/price_course',
      'GET /v1/prices/price_monthly',
    ])
    expect(health()).toBe('ok')
  })

  it('tell every difference of every plan at once, and sell none of those', async () => {
    const { prices } = await watch(id =>
      id === 'price_course' ? missing : { object: priceAtStripe({ unit_amount: 1 }) },
    )
    const { problems } = await prices.check()
    expect(problems).toEqual([
      expect.stringContaining('The plan monthly: card.amount is 900'),
      expect.stringContaining('The plan course: Stripe has no price price_course'),
    ])
    expect(plans.map(prices.renews)).toEqual([null, null])
  })

  it('stop nothing while Stripe does not answer, and are learned when it does', async () => {
    let up = false
    const { prices, said, health, asked, wait } = await watch(id => (up ? asItIs(id) : 'hang up'))
    expect(await prices.check()).toEqual({ problems: [], unknown: expect.stringContaining('connection') })
    expect(said).toEqual([expect.stringContaining('not sold by card until they are')])
    expect(plans.map(prices.renews)).toEqual([null, null])
    expect(health()).toBe('trouble')

    up = true
    const before = asked.length
    wait(5)
    expect(plans.map(prices.renews)).toEqual([null, null])
    expect(asked.length).toBe(before)
    wait(6)
    expect(plans.map(prices.renews)).toEqual([null, null])
    await expect.poll(() => plans.map(prices.renews)).toEqual([true, false])
    expect(asked.length).toBe(before + 2)
    expect(health()).toBe('ok')
  })

  it('that are learned too late to stop the start, and do not fit, are not sold, and the log says why', async () => {
    let up = false
    const { prices, said, wait } = await watch(() => (up ? missing : 'hang up'))
    await prices.check()
    up = true
    wait(11)
    expect(await prices.learn(monthly())).toBeNull()
    expect(said.at(-1)).toMatch(/^Not sold by card: The plan monthly: Stripe has no price price_monthly/)
  })

  it('want a key that Stripe takes', async () => {
    const { prices } = await watch(() => ({
      status: 401,
      error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_*1' },
    }))
    const { problems } = await prices.check()
    expect(problems).toEqual([
      'STRIPE_SECRET_KEY: Stripe says "Invalid API Key provided: sk_test_*1". Set a key that may read prices.',
    ])
  })
})
