// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { SubscriptionJson } from '../../server/billing-contract.ts'
import { LATE, MONTHLY, subscribed } from './cards.ts'
import { dayAt, FREE } from './goods.ts'
import { problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

const ENDING = { renews: false, cancel_at_period_end: true }
const PAID = ['Upgrade', 'Manage payment']
const OVER = ['See the plans', 'Manage payment']
/** After what was paid for ended. */
const lapsed = (status: string, more: Partial<SubscriptionJson> = {}): SubscriptionJson => ({
  ...FREE,
  status,
  plan_title: 'The month plan',
  current_period_end: dayAt(10),
  portal: true,
  ...more,
})

interface Standing {
  state: string
  told: SubscriptionJson
  says: string
  offers: string[]
}

// cases 72, 74 and 75
const STANDINGS: Standing[] = [
  {
    state: 'free',
    told: FREE,
    says: 'Payments Free You have no plan at the moment, and nothing will be charged. See the plans No payments yet',
    offers: ['See the plans'],
  },
  {
    state: 'active',
    told: subscribed(),
    says: 'Payments The month plan Active Renews on 30 November 2026 €9.99 per month Everything in Pro 3 devices',
    offers: [...PAID, 'Cancel renewal'],
  },
  {
    state: 'in its trial',
    told: subscribed({ status: 'trialing' }),
    says: 'The month plan Trial Trial until 30 November 2026, then it renews €9.99 per month',
    offers: [...PAID, 'Cancel renewal'],
  },
  {
    state: 'in a trial that ends',
    told: subscribed({ status: 'trialing', ...ENDING }),
    says: 'Trial Ends on 30 November 2026 and does not renew by itself',
    offers: PAID,
  },
  {
    state: 'canceled at its end',
    told: subscribed(ENDING),
    says: 'The month plan Will not renew Ends on 30 November 2026 and does not renew by itself Paid: €9.99',
    offers: PAID,
  },
  {
    state: 'past due, in grace',
    told: subscribed(LATE),
    says: 'The month plan Payment is late Open until 23 November 2026 while the payment is late €9.99 per month',
    offers: [...PAID, 'Cancel renewal'],
  },
  {
    state: 'unpaid, and open until what was paid for ends',
    told: subscribed({ status: 'unpaid', ...ENDING }),
    says: 'The month plan Not paid Ends on 30 November 2026',
    offers: PAID,
  },
  {
    state: 'paused',
    told: subscribed({ status: 'paused', ...ENDING }),
    says: 'The month plan Paused Ends on 30 November 2026',
    offers: PAID,
  },
  {
    state: 'canceled at once, and open to its end',
    told: subscribed({ status: 'canceled', ...ENDING }),
    says: 'The month plan Canceled Ends on 30 November 2026',
    offers: PAID,
  },
  {
    state: 'of a status nobody here knows',
    told: subscribed({ status: 'hibernating', ...ENDING }),
    says: 'The month plan Active Ends on 30 November 2026',
    offers: PAID,
  },
  {
    state: 'paid once with Stars',
    told: subscribed({
      id: null,
      rail: 'stars',
      price: { amount: 250, currency: 'XTR' },
      portal: false,
      ...ENDING,
    }),
    says: 'The month plan Active Ends on 30 November 2026 and does not renew by itself Paid: 250 Stars',
    offers: ['Upgrade'],
  },
  {
    state: 'given by hand, for ever',
    told: subscribed({
      id: null,
      plan: 'gone',
      plan_title: 'The old plan',
      rail: 'manual',
      current_period_end: null,
      price: null,
      portal: false,
      ...ENDING,
    }),
    says: 'Payments The old plan Active Yours for ever Upgrade No payments yet',
    offers: ['Upgrade'],
  },
  {
    state: 'of a plan that is sold no more',
    told: subscribed({ plan: 'gone', plan_title: null }),
    says: 'Payments Plan Active Renews on 30 November 2026 €9.99 Upgrade',
    offers: [...PAID, 'Cancel renewal'],
  },
  {
    state: 'ended',
    told: lapsed('ended'),
    says: 'Payments Free The month plan ended on 10 November 2026 See the plans',
    offers: OVER,
  },
  {
    state: 'ended, of a plan that is not known',
    told: lapsed('ended', { plan_title: null }),
    says: 'Free Ended on 10 November 2026',
    offers: OVER,
  },
  {
    state: 'canceled and over',
    told: lapsed('canceled'),
    says: 'Free Canceled The month plan ended on 10 November 2026',
    offers: OVER,
  },
  {
    state: 'never paid',
    told: { ...FREE, status: 'incomplete_expired', portal: true },
    says: 'Free Payment was not finished Nothing was charged.',
    offers: OVER,
  },
  {
    state: 'waiting for the first payment',
    told: { ...FREE, status: 'incomplete', portal: true },
    says: 'Free Payment not finished See the plans',
    offers: OVER,
  },
  {
    state: 'of an unknown status, and nothing held',
    told: { ...FREE, status: 'hibernating' },
    says: 'Free You have no plan at the moment',
    offers: ['See the plans'],
  },
]

describe('what they pay for', () => {
  afterEach(Visit.close)

  const open = (subscription: SubscriptionJson) =>
    Visit.open({ plans: [MONTHLY], subscription }, { startParam: 'billing' })

  it.each(STANDINGS)('is said in words: $state', async ({ told, says, offers }) => {
    const visit = await open(told)
    expect(visit.text).toContain(says)
    expect(visit.controls).toEqual(offers)
    expect(visit.text).not.toMatch(/1970|Invalid|undefined|null|_/)
    if (told.tier === 'free' && told.status !== 'past_due') expect(visit.text).not.toMatch(/due|late/i)
  })

  it('leads to the other plans', async () => {
    const visit = await open(subscribed())
    await visit.press('Upgrade')
    expect(visit.title).toBe('Plans')
  })

  it('did not come, and is asked for again, while the receipts stand', async () => {
    let broken = true
    const visit = await Visit.open({}, { startParam: 'billing' }, server =>
      server.on('GET billing/subscription', () => (broken ? problem(500, 'x') : Response.json(subscribed()))),
    )
    expect(visit.text).toContain('No payments yet')
    broken = false
    await visit.press('Try again')
    expect(visit.text).toContain('Renews on 30 November 2026')
  })
})
