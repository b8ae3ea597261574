import type { Reply } from './api.ts'
import { byCard, cardOrder, subscribed } from './cards.ts'
import { press, type State } from './state.ts'

const MONTH = { startParam: 'plan_month' }
/** Presses the client's quieter button, which is that of the card. */
const payByCard: NonNullable<State['steps']> = async ({ page }) => page.locator('#secondary').click()

/** What one may find who pays by card. */
export const statesOfCards: State[] = [
  {
    name: 'plans-both',
    api: (_, language) => byCard(language),
    steps: app => press(app, 'app-plans'),
    shows: 'app-plans-how-both',
  },
  {
    name: 'plan-both',
    api: (_, language) => byCard(language),
    opening: MONTH,
    shows: ({ page }) => page.locator('#secondary'),
  },
  {
    name: 'plan-both-old-client',
    api: (_, language) => byCard(language),
    opening: { ...MONTH, version: '6.9' },
    shows: ({ frame }) => frame.locator('main > .button'),
  },
  {
    name: 'plan-by-card',
    api: (_, language) => byCard(language),
    opening: { startParam: 'plan_year' },
    shows: ({ page }) => page.locator('#main'),
  },
  {
    name: 'plan-renews',
    api: (plan, language) => ({ ...byCard(language), ...subscribed(plan('month')) }),
    opening: MONTH,
    shows: 'app-renews-text',
  },
  {
    name: 'card-ordering',
    api: (_, language) => ({ ...byCard(language), 'POST billing/checkout': 'pending' }),
    opening: MONTH,
    steps: payByCard,
    shows: 'app-ordering-card',
  },
  {
    name: 'card-away',
    api: (plan, language) => ({ ...byCard(language), ...cardOrder(plan('month'), 'open') }),
    opening: MONTH,
    steps: payByCard,
    shows: 'app-away-text',
  },
  {
    name: 'card-back',
    api: (plan, language) => ({ ...byCard(language), ...cardOrder(plan('month'), 'open') }),
    opening: MONTH,
    steps: async app => {
      await payByCard(app)
      await app.frame.getByText(app.word('app-away-text')).first().waitFor()
      await app.tell('visibility_changed', { is_visible: true })
    },
    shows: 'app-checking-text',
  },
  {
    name: 'card-not-yet',
    api: (plan, language) => ({ ...byCard(language), ...cardOrder(plan('month'), 'open') }),
    opening: MONTH,
    steps: async app => {
      await payByCard(app)
      await app.frame.getByText(app.word('app-away-text')).first().waitFor()
      await app.tell('visibility_changed', { is_visible: true })
      await app.frame.getByText(app.word('app-checking-text')).first().waitFor()
      await app.page.clock.fastForward(30_000)
    },
    shows: 'app-away-none-text',
  },
  {
    name: 'card-expired',
    api: (plan, language) => ({ ...byCard(language), ...cardOrder(plan('month'), 'expired') }),
    opening: MONTH,
    steps: async app => {
      await payByCard(app)
      await app.page.clock.fastForward(5_000)
    },
    shows: 'app-page-over',
  },
  refused('card-subscribed', 'subscribed', 'app-subscribed'),
  refused('card-parallel', 'parallel', 'app-parallel-go'),
]

/** The year renews already, and they want the month by card. */
function refused(name: string, problem: string, shows: string): State {
  const reply: Reply = { status: 409, problem }
  return {
    name,
    api: (plan, language) => ({
      ...byCard(language),
      ...subscribed(plan('year')),
      'POST billing/checkout': reply,
    }),
    opening: MONTH,
    steps: payByCard,
    shows,
  }
}
