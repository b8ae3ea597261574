import { access, inDays, receipt } from './shop.ts'
import type { State } from './state.ts'

/** As long a title as an operator may write, with a word that breaks nowhere. */
const LONG =
  'The complete and unabridged lifelong companion to Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau, second edition'

/** What one may find on Home. */
export const statesOfHome: State[] = [
  {
    name: 'starting',
    api: () => ({ 'POST miniapp/exchange-initdata': 'pending' }),
    shows: 'app-loading',
  },
  { name: 'free', shows: 'app-free-text' },
  {
    name: 'active',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('month'), from: -9, to: 21 }])] },
      'GET billing/invoices': { json: { items: [receipt(plan('month'), 9)], next_cursor: null } },
    }),
    shows: 'app-pass-now',
  },
  {
    name: 'for-ever',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('lifetime'), from: -400, to: null }])] },
    }),
    shows: 'app-forever-rest',
  },
  {
    name: 'ending-soon',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('week'), from: -5.5, to: 1.5 }])] },
    }),
    shows: 'app-pass-soon',
  },
  {
    name: 'lapsed',
    api: plan => ({
      'GET me/entitlements': { json: [access([{ plan: plan('month'), from: -50, to: -20 }])] },
      'GET billing/invoices': { json: { items: [receipt(plan('month'), 50)], next_cursor: null } },
    }),
    shows: 'app-pass-ended',
  },
  {
    name: 'refunded',
    api: plan => ({
      'GET billing/invoices': {
        json: {
          items: [receipt(plan('month'), 9, { status: 'refunded', refunded_at: inDays(-1) })],
          next_cursor: null,
        },
      },
    }),
    shows: 'app-pass-refunded',
  },
  {
    name: 'in-grace',
    api: plan => ({
      'GET me/entitlements': {
        json: [access([{ plan: plan('month'), from: -31, to: -1 }], { active: true, in_grace: true })],
      },
    }),
    shows: 'app-pass-grace',
  },
  {
    name: 'several',
    api: plan => ({
      'GET me/entitlements': {
        json: [
          access([
            { plan: plan('year'), from: -40, to: 325 },
            { plan: plan('month'), from: 325, to: 356 },
          ]),
          access([{ plan: plan('lifetime'), from: -200, to: null }], { key: 'early' }),
          access([{ plan: plan('week'), from: -90, to: -83 }], { key: 'guest' }),
        ],
      },
    }),
    shows: 'app-pass-later',
  },
  {
    name: 'long-names',
    api: (plan, language) => ({
      'GET me': {
        json: {
          telegram_id: 1001,
          first_name: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren',
          last_name: 'von und zu Hohenfriedberg-Großgörschen',
          username: 'wolfeschlegelsteinhausenbergerdo',
          language: null,
          telegram_language: language,
          time_zone: 'UTC',
        },
      },
      'GET me/entitlements': {
        json: [access([{ plan: { ...plan('month'), title: LONG }, from: -9, to: 21 }])],
      },
    }),
    shows: 'app-pass-now',
  },
  {
    name: 'offline',
    steps: async ({ frame, word }) => {
      await frame.getByText(word('app-free-text')).waitFor()
      await frame.page().context().setOffline(true)
    },
    shows: 'app-offline',
  },
]
