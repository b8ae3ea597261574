import type { OrderJson, PlanJson } from '../../../server/contract.ts'
import type { Api, Reply } from './api.ts'
import { access, inDays } from './shop.ts'
import { closeInvoice, press, pressBuy, type State } from './state.ts'

const MONTH = { startParam: 'plan_month' }

/** What one may find on the way from the plans to a paid one. */
export const statesOfBuying: State[] = [
  { name: 'plans', steps: app => press(app, 'app-plans'), shows: 'app-plans-title' },
  {
    name: 'plans-held',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('year'), from: -40, to: 325 }])] },
    }),
    steps: app => press(app, 'app-plans'),
    shows: ({ frame }) => frame.locator('.plan-held'),
  },
  {
    name: 'nothing-on-sale',
    api: () => ({ 'GET catalog': { json: [] } }),
    steps: app => press(app, 'app-plans'),
    shows: 'app-plans-none',
  },
  { name: 'plan', opening: MONTH, shows: ({ page }) => page.locator('#main') },
  {
    name: 'plan-retired',
    opening: { startParam: 'plan_gone' },
    shows: 'app-retired-text',
  },
  {
    name: 'stacking',
    api: plan => ({ 'GET me/entitlements': { json: [access([{ plan: plan('month'), from: -9, to: 21 }])] } }),
    opening: MONTH,
    shows: ({ frame }) => frame.locator('.notice'),
  },
  {
    name: 'owned-for-ever',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('lifetime'), from: -9, to: null }])] },
    }),
    opening: { startParam: 'plan_lifetime' },
    shows: 'app-owned-text',
  },
  {
    name: 'ordering',
    api: () => ({ 'POST billing/stars-invoice': 'pending' }),
    opening: MONTH,
    steps: pressBuy,
    shows: 'app-ordering',
  },
  { name: 'paying', api: ordered('open'), opening: MONTH, steps: pressBuy, shows: 'app-paying-text' },
  {
    name: 'checking',
    api: ordered('open'),
    opening: MONTH,
    steps: app => closeInvoice(app, 'paid'),
    shows: 'app-checking-text',
  },
  {
    name: 'checking-slow',
    api: ordered('open'),
    opening: MONTH,
    steps: async app => {
      await closeInvoice(app, 'paid')
      await app.frame.getByText(app.word('app-checking-text')).first().waitFor()
      await app.page.clock.fastForward(15_000)
    },
    shows: 'app-checking-slow',
  },
  {
    name: 'checking-odd',
    api: ordered('open'),
    opening: MONTH,
    steps: async app => {
      await closeInvoice(app, 'paid')
      await app.frame.getByText(app.word('app-checking-text')).first().waitFor()
      await app.page.clock.fastForward(65_000)
    },
    shows: 'app-stop-waiting',
  },
  {
    name: 'paid',
    api: (plan, language) => ({
      ...ordered('paid')(plan, language),
      'GET me/entitlements': (_address, times) => ({
        json: times === 1 ? [] : [access([{ plan: plan('month'), from: 0, to: 30 }])],
      }),
    }),
    opening: MONTH,
    steps: app => closeInvoice(app, 'paid'),
    shows: 'app-paid',
  },
  {
    name: 'held',
    api: ordered('held'),
    opening: MONTH,
    steps: app => closeInvoice(app, 'paid'),
    shows: 'app-held',
  },
  {
    name: 'refunded-while-waiting',
    api: ordered('refunded'),
    opening: MONTH,
    steps: app => closeInvoice(app, 'paid'),
    shows: 'app-refunded',
  },
  {
    name: 'cancelled',
    api: ordered('open'),
    opening: MONTH,
    steps: app => closeInvoice(app, 'cancelled'),
    shows: 'app-dropped-cancelled',
  },
  {
    name: 'expired',
    api: ordered('expired'),
    opening: MONTH,
    steps: app => closeInvoice(app, 'failed'),
    shows: 'app-dropped-expired',
  },
  refused('not-on-sale', { status: 400, problem: 'unknown-plan', more: { plans: ['week'] } }, 'app-retired'),
  refused('not-sold-here', { status: 400, problem: 'not-sold-here' }, 'app-not-here'),
  refused('refused-owned', { status: 409, problem: 'owned-forever' }, 'app-owned-text'),
  refused('refused-many', { status: 429, problem: 'too-many', retryAfter: 42 }, 'app-many'),
  refused('buying-fails', { status: 503 }, 'app-failed-server'),
  refused('buying-offline', 'unreachable', 'app-failed-offline'),
  {
    name: 'old-client',
    opening: { ...MONTH, version: '6.0' },
    steps: pressBuy,
    shows: 'app-unsupported-text',
  },
]

/** An order is made, and this becomes of it. */
function ordered(status: OrderJson['status']): (plan: (code: string) => PlanJson, language: string) => Api {
  return plan => {
    const { code, title, stars } = plan('month')
    const order: OrderJson = {
      order_id: 'order-1',
      plan: code,
      plan_title: title,
      status,
      amount: stars?.amount ?? 0,
      currency: 'XTR',
      expires_at: inDays(0.04),
    }
    return { 'GET billing/orders/:id': { json: order } }
  }
}

function refused(name: string, reply: Reply, shows: string): State {
  return {
    name,
    api: () => ({ 'POST billing/stars-invoice': reply }),
    opening: MONTH,
    steps: pressBuy,
    shows,
  }
}
