import type { SubscriptionJson } from '../../../server/billing-contract.ts'
import { FREE } from '../../webapp/goods.ts'
import type { Api } from './api.ts'
import { byCard, living, subscribed } from './cards.ts'
import { inDays, paged, receipt } from './shop.ts'
import { press, type State } from './state.ts'

const BILLING = { startParam: 'billing' }
const PAY_URL = 'https://pay.example/i/1'
const LATE = {
  status: 'past_due',
  current_period_end: inDays(-1),
  grace_until: inDays(2),
  pay_url: PAY_URL,
}

/** What one may find who has paid by card. */
export const statesOfMine: State[] = [
  {
    name: 'renewing',
    api: (plan, language) => ({ ...byCard(language), ...subscribed(plan('month')) }),
    shows: 'app-manage',
  },
  {
    name: 'past-due',
    api: (plan, language) => ({ ...byCard(language), ...subscribed(plan('month'), LATE) }),
    shows: 'app-due',
  },
  mine('mine', {}, 'app-cancel-renewal'),
  mine('mine-trial', { status: 'trialing' }, 'app-sub-trial'),
  mine('mine-past-due', LATE, 'app-sub-past-due'),
  mine('mine-ending', { renews: false, cancel_at_period_end: true }, 'app-sub-ending'),
  {
    name: 'mine-incomplete',
    api: (_, language) => told(language, { ...FREE, status: 'incomplete', pay_url: PAY_URL, portal: true }),
    opening: BILLING,
    shows: 'app-due-confirm',
  },
  {
    name: 'mine-lapsed',
    api: (plan, language) =>
      told(language, {
        ...FREE,
        status: 'ended',
        plan_title: plan('month').title,
        current_period_end: inDays(-20),
        portal: true,
      }),
    opening: BILLING,
    shows: 'app-free',
  },
  {
    name: 'mine-parallel',
    api: (plan, language) => ({
      ...byCard(language),
      ...subscribed(plan('month'), { parallel: [living(plan('year'))] }),
    }),
    opening: BILLING,
    shows: 'app-beside',
  },
  {
    name: 'portal-fails',
    api: (plan, language) => ({
      ...byCard(language),
      ...subscribed(plan('month')),
      'POST billing/portal': { status: 503 },
    }),
    opening: BILLING,
    steps: app => press(app, 'app-portal'),
    shows: ({ frame }) => frame.locator('.trouble:not(:empty)'),
  },
  {
    name: 'receipts-of-cards',
    api: (plan, language) => {
      const card = { rail: 'card', currency: 'EUR', amount_due: 499, amount_paid: 499 } as const
      const owed = { ...card, amount_paid: 0, charge_id: null }
      return {
        ...byCard(language),
        ...subscribed(plan('month')),
        ...paged([
          receipt(plan('month'), 0, { ...owed, status: 'draft' }),
          receipt(plan('month'), 1, { ...owed, status: 'open' }),
          receipt(plan('month'), 2, { ...owed, status: 'past_due' }),
          receipt(plan('month'), 32, card),
          receipt(plan('week'), 40),
          receipt(plan('year'), 45, { ...card, currency: 'JPY', amount_due: 7900, status: 'canceled' }),
          receipt(plan('month'), 62, { ...card, status: 'refunded', refunded_at: inDays(-60) }),
        ]),
      }
    },
    opening: BILLING,
    shows: 'app-status-past-due',
  },
  {
    name: 'receipt-of-card',
    api: plan =>
      paged([
        receipt(plan('month'), 2, {
          rail: 'card',
          currency: 'EUR',
          amount_due: 499,
          amount_paid: 499,
          amount_refunded: 100,
          charge_id: 'pi_3QxYzA2eZvKYlo2C1a2b3c4d',
          pdf_url: 'https://pay.example/1.pdf',
          hosted_url: 'https://pay.example/1',
        }),
      ]),
    opening: BILLING,
    steps: ({ frame }) => frame.locator('[id^=receipt-]').click(),
    shows: 'app-receipt-pdf',
  },
]

function told(language: string, json: SubscriptionJson): Api {
  return { ...byCard(language), 'GET billing/subscription': { json } }
}

/** The card of the plan they have, on the screen of payments. */
function mine(name: string, more: Partial<SubscriptionJson>, shows: string): State {
  return {
    name,
    api: (plan, language) => ({ ...byCard(language), ...subscribed(plan('month'), more) }),
    opening: BILLING,
    shows,
  }
}
