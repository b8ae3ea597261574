// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { MONTHLY, subscribed } from './cards.ts'
import { access, dayAt, grant, receipt } from './goods.ts'
import { problem } from './scripted-server.ts'
import { CLUB, joined } from './stars.ts'
import { Visit, type World } from './visit.ts'

const NEVER = 'does not renew by itself'
const refunded = receipt('month', 10, { status: 'refunded', refunded_at: dayAt(12) })

interface State {
  state: string
  world: World
  says: string[]
  /** Besides Settings, which is always there. */
  offers: string[]
  never?: RegExp
}

// case 104
const STATES: State[] = [
  {
    state: 'free',
    world: {},
    says: [
      'Hello, Ada What you have',
      'Free You have no plan at the moment, and nothing will be charged.',
      'From 75 Stars',
    ],
    offers: ['See the plans'],
    never: /due|renew|until|ended/i,
  },
  {
    state: 'active',
    world: { access: access([grant('month', 10, 30)]) },
    says: [
      'Active The month plan Until 30 November 2026',
      `9 days left · ${NEVER}`,
      'Everything in Pro 3 devices',
    ],
    offers: ['Extend'],
    never: /Free|Ends soon/,
  },
  {
    state: 'bought again before it ended',
    world: { access: access([grant('month', 1, 25), grant('month', 25, 55)]) },
    says: ['Until 25 December 2026', `34 days left · ${NEVER}`],
    offers: ['Extend'],
  },
  {
    state: 'for ever',
    world: { access: access([grant('ever', 10, null)]) },
    says: ['Active The ever plan Yours for ever There is nothing you need to do.'],
    offers: [],
    never: /left|renew/,
  },
  {
    state: 'ending soon',
    world: { access: access([grant('month', 1, 23)]) },
    says: ['Ends soon The month plan Until 23 November 2026', '2 days left'],
    offers: ['Extend'],
  },
  {
    state: 'ending soon, but more of it begins then',
    world: { access: access([grant('month', 1, 23), grant('week', 23, 30)]) },
    says: [
      'Active The month plan',
      `Not started yet The week plan Starts on 23 November 2026 Until 30 November 2026 · ${NEVER}`,
    ],
    offers: ['Extend', 'Extend'],
    never: /Ends soon/,
  },
  {
    state: 'lapsed',
    world: { access: access([grant('month', 1, 20)], { active: false }) },
    says: ['Free You have no plan at the moment', 'Ended The month plan Ended on 20 November 2026'],
    offers: ['See the plans', 'Buy again'],
    never: /due|left/i,
  },
  {
    state: 'lapsed, of a plan that is not sold any more',
    world: { access: access([grant('old', 1, 20)], { active: false }) },
    says: ['The old plan Ended on 20 November 2026'],
    offers: ['See the plans'],
  },
  {
    state: 'refunded',
    world: { receipts: [refunded] },
    says: ['Free', 'Refunded The month plan Refunded on 12 November 2026 Returned to you: 250 Stars'],
    offers: ['See the plans', 'Buy again'],
  },
  {
    state: 'refunded once, and bought again since',
    world: { access: access([grant('month', 14, 44)]), receipts: [receipt('month', 14), refunded] },
    says: ['Active The month plan Until 14 December 2026'],
    offers: ['Extend'],
    never: /Refunded/,
  },
  {
    state: 'in grace',
    world: { access: access([grant('month', 1, 20)], { in_grace: true }) },
    says: ['Awaiting renewal The month plan Paid until 20 November 2026 It stays open for a few days'],
    offers: [],
    never: /Free|Ended/,
  },
  {
    state: 'renewing in Stars',
    world: { plans: [CLUB], access: access([grant('club', 0, 23)]), subscription: joined() },
    says: ['The club plan Renews on 10 December 2026', 'Then 100 Stars · you can cancel at any time'],
    offers: ['Manage'],
    never: /does not renew|Ends soon|left/,
  },
  {
    state: 'renewing by card',
    world: { plans: [MONTHLY], access: access([grant('month', 0, 23)]), subscription: subscribed() },
    says: ['Active The month plan Renews on 30 November 2026', 'Then €9.99 · you can cancel at any time'],
    offers: ['Manage'],
    never: /does not renew|Ends soon|left/,
  },
  {
    state: 'renewing for nothing',
    world: { access: access([grant('month', 0, 23)]), subscription: subscribed({ price: null }) },
    says: ['Renews on 30 November 2026 You can cancel at any time'],
    offers: ['Manage'],
  },
  {
    state: 'paid by card, and canceled',
    world: {
      plans: [MONTHLY],
      access: access([grant('month', 0, 30)]),
      subscription: subscribed({ renews: false, cancel_at_period_end: true }),
    },
    says: ['Until 30 November 2026', `9 days left · ${NEVER}`],
    offers: ['Manage'],
    never: /Renews/,
  },
  {
    state: 'several plans, and some that are over',
    world: {
      access: access([grant('week', 1, 8), grant('month', 10, 30), grant('ever', 15, null)]),
      receipts: [receipt('year', 2, { status: 'refunded', refunded_at: dayAt(3) })],
    },
    says: [
      'Active The ever plan',
      'Active The month plan',
      'Earlier The week plan Ended on 8 November 2026 The year plan Refunded on 3 November 2026',
    ],
    offers: ['Extend', 'The week plan Ended on 8 November 2026', 'The year plan Refunded on 3 November 2026'],
  },
]

describe('home, whatever one has,', () => {
  afterEach(Visit.close)

  it('says of what may renew by card no more than it knows', async () => {
    const world = { plans: [MONTHLY], access: access([grant('month', 0, 30)]) }
    const visit = await Visit.open(world, {}, server =>
      server.on('GET billing/subscription', () => problem(500, 'x')),
    )
    expect(visit.text).toContain('Until 30 November 2026 9 days left')
    expect(visit.text).not.toContain(NEVER)
  })

  it.each(STATES)('says it plainly: $state', async ({ world, says, offers, never }) => {
    const visit = await Visit.open(world)
    for (const words of says) expect(visit.text).toContain(words)
    expect(visit.controls).toEqual(['Settings', ...offers, 'Devices'])
    if (never) expect(visit.text).not.toMatch(never)
  })
})
