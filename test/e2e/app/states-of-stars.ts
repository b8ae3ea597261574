import type { SubscriptionJson } from '../../../server/billing-contract.ts'
import type { OrderJson } from '../../../server/contract.ts'
import { byCard, living } from './cards.ts'
import { access } from './shop.ts'
import { AWAITED, inStars, joined, livingInStars, STOPPED } from './stars.ts'
import { closeInvoice, press, pressBuy, type State } from './state.ts'

const MONTH = { startParam: 'plan_month' }
const BILLING = { startParam: 'billing' }
const LATE = { ...AWAITED, status: 'past_due' }

/** What one may find whose plan renews by itself in Stars. */
export const statesOfStars: State[] = [
  {
    name: 'stars-plans',
    api: (_, language) => inStars(language),
    steps: app => press(app, 'app-plans'),
    shows: 'app-plans-how-stars',
  },
  {
    name: 'stars-plan',
    alike: true,
    api: (_, language) => inStars(language),
    opening: MONTH,
    shows: ({ page }) => page.locator('#main'),
  },
  {
    name: 'stars-overlaps',
    api: (plan, language) => ({
      ...inStars(language),
      'GET me/entitlements': {
        json: [access([{ plan: plan('month'), from: -9, to: 12 }], { source: 'manual' })],
      },
    }),
    opening: MONTH,
    shows: ({ frame }) => frame.locator('.notice'),
  },
  {
    name: 'stars-paid',
    alike: true,
    api: (plan, language) => {
      const { code, title } = plan('month')
      const order: OrderJson = {
        ...{ order_id: 'order-1', plan: code, plan_title: title, status: 'paid' },
        ...{ amount: 250, currency: 'XTR', expires_at: '2026-11-21T13:00:00Z' },
      }
      return {
        ...inStars(language),
        ...joined(plan('month')),
        'GET me/entitlements': (_address, times) => ({
          json: times === 1 ? [] : [access([{ plan: plan('month'), from: 0, to: 30 }])],
        }),
        'GET billing/subscription': (_address, times) => ({
          json: {
            ...livingInStars(plan('month'), { current_period_end: '2026-12-21T12:00:00Z' }),
            ...{ tier: 'paid', parallel: [], portal: false, renews: times > 1 },
            ...(times === 1 && { tier: 'free', id: null, plan: null, status: 'inactive' }),
          },
        }),
        'GET billing/orders/:id': { json: order },
      }
    },
    opening: MONTH,
    steps: app => closeInvoice(app, 'paid'),
    shows: 'app-paid',
  },
  {
    name: 'stars-parallel',
    api: (plan, language) => ({
      ...byCard(language),
      ...inStars(language),
      ...joined(plan('year'), living(plan('year'))),
      'POST billing/stars-invoice': { status: 409, problem: 'parallel' },
    }),
    opening: MONTH,
    steps: pressBuy,
    shows: 'app-parallel-go',
  },
  { ...home('stars-renewing', {}, 'app-manage'), alike: true },
  home('stars-past-due', LATE, 'app-due'),
  { ...home('stars-stopped', STOPPED, 'app-manage'), alike: true },
  {
    name: 'stars-plan-stopped',
    api: (plan, language) => ({ ...inStars(language), ...joined(plan('month'), STOPPED) }),
    opening: MONTH,
    shows: 'app-ending-text',
  },
  { ...mine('stars-mine', {}, 'app-cancel-renewal'), alike: true },
  { ...mine('stars-mine-awaited', AWAITED, 'app-pass-grace'), alike: true },
  { ...mine('stars-mine-past-due', LATE, 'app-sub-past-due'), alike: true },
  mine('stars-mine-stopped', STOPPED, 'app-resume'),
  mine('stars-mine-resume', { ...STOPPED, stopped_here: false }, 'app-resume-how'),
  {
    ...mine('stars-stop', {}, 'app-stop-sure'),
    steps: app => press(app, 'app-cancel-renewal'),
  },
  {
    name: 'stars-beside',
    api: (plan, language) => ({
      ...byCard(language),
      ...joined(plan('year'), {
        ...living(plan('year')),
        portal: true,
        parallel: [livingInStars(plan('month'))],
      }),
    }),
    opening: BILLING,
    shows: 'app-beside-cancel',
  },
]

function home(name: string, more: Partial<SubscriptionJson>, shows: string): State {
  return {
    name,
    api: (plan, language) => ({ ...inStars(language), ...joined(plan('month'), more) }),
    shows,
  }
}

/** The card of the plan they have, on the screen of payments. */
function mine(name: string, more: Partial<SubscriptionJson>, shows: string): State {
  return { ...home(name, more, shows), opening: BILLING }
}
