import { inDays, paged, receipt } from './shop.ts'
import { press, type State } from './state.ts'
import { statesOfBuying } from './states-of-buying.ts'
import { statesOfCards } from './states-of-cards.ts'
import { statesOfDevices } from './states-of-devices.ts'
import { statesOfHome } from './states-of-home.ts'
import { statesOfMine } from './states-of-mine.ts'
import { statesOfStars } from './states-of-stars.ts'

const BILLING = { startParam: 'billing' }

const statesOfTheRest: State[] = [
  { name: 'receipts-none', opening: BILLING, shows: 'app-billing-none' },
  {
    name: 'receipts-few',
    api: plan =>
      paged([
        receipt(plan('month'), 2),
        receipt(plan('week'), 12, { status: 'refunded', refunded_at: inDays(-11) }),
        receipt(plan('year'), 80, { rail: 'card', currency: 'EUR', amount_due: 4900, amount_paid: 4900 }),
      ]),
    opening: BILLING,
    shows: 'app-status-refunded',
  },
  {
    name: 'receipts-many',
    api: plan => paged(Array.from({ length: 200 }, (_, at) => receipt(plan('week'), at * 7))),
    opening: BILLING,
    steps: async ({ frame }) => {
      // Whoever scrolls down gets the older ones, and in the end all of them.
      for (let seen = 0; seen < 200; seen = await frame.locator('[id^=receipt-]').count())
        await frame.locator('[id^=receipt-]').last().scrollIntoViewIfNeeded()
    },
    shows: ({ frame }) => frame.locator(`[id="receipt-payment-week-${199 * 7}"]`),
  },
  {
    name: 'receipt',
    api: plan => paged([receipt(plan('month'), 2)]),
    opening: BILLING,
    steps: ({ frame }) => frame.locator('[id^=receipt-]').click(),
    shows: 'app-receipt-id',
  },
  {
    name: 'receipt-refunded',
    api: plan => paged([receipt(plan('month'), 9, { status: 'refunded', refunded_at: inDays(-1) })]),
    opening: BILLING,
    steps: ({ frame }) => frame.locator('[id^=receipt-]').click(),
    shows: 'app-receipt-id',
  },
  { name: 'settings', steps: app => press(app, 'app-settings'), shows: 'app-sign-out' },
  {
    name: 'sign-out',
    steps: async app => {
      await press(app, 'app-settings')
      await press(app, 'app-sign-out')
    },
    shows: 'app-sign-out-text',
  },
  shut('old', 'init-data-old', 'app-old-text'),
  shut('ended', 'init-data-replayed', 'app-ended-text'),
  shut('refused', 'init-data-forged', 'app-refused-text'),
  {
    name: 'unreachable',
    api: () => ({ 'POST miniapp/exchange-initdata': 'unreachable' }),
    shows: 'app-failed-offline-text',
  },
  {
    name: 'server-failed',
    api: () => ({ 'POST miniapp/exchange-initdata': { status: 503 } }),
    shows: 'app-failed-server-text',
  },
  {
    name: 'part-failed',
    api: () => ({ 'GET me/entitlements': { status: 500 } }),
    shows: 'app-failed-server',
  },
  {
    name: 'too-many-starts',
    api: () => ({ 'POST miniapp/exchange-initdata': { status: 429, problem: 'too-many', retryAfter: 40 } }),
    shows: 'app-failed-many-text',
  },
  { name: 'outside', opening: { outside: true }, shows: 'app-outside-open' },
]

/** Everything a person may have before their eyes, by its name. */
export const states: State[] = [
  ...statesOfHome,
  ...statesOfBuying,
  ...statesOfCards,
  ...statesOfMine,
  ...statesOfStars,
  ...statesOfDevices,
  ...statesOfTheRest,
]

export function stateNamed(name: string): State {
  const found = states.find(state => state.name === name)
  if (!found) throw new Error(`there is no state ${name}`)
  return found
}

function shut(name: string, problem: string, shows: string): State {
  return { name, api: () => ({ 'POST miniapp/exchange-initdata': { status: 401, problem } }), shows }
}
