import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlanJson } from '../../server/contract.ts'
import type { CardRail } from '../../server/stripe/rail.ts'
import { plan } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

const PLANS = [
  plan({
    code: 'month',
    title: { en: 'Month', ru: 'Месяц', 'pt-BR': 'Mês' },
    description: { en: 'All of it for a month', ru: 'Всё на месяц' },
    features: [{ en: 'Films', ru: 'Фильмы' }, 'HD'],
    entitlements: ['pro', 'films'],
    graceDays: 3,
  }),
  plan({
    code: 'course',
    title: { ru: 'Курс' },
    term: 'lifetime',
    goods: 'service',
    stars: null,
    card: { price: 'price_secret_id', amount: 4900, currency: 'EUR' },
  }),
]

/** Whether the course renews, as far as Stripe has told. */
let renews: boolean | null
let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS, card: railThat(() => renews) })
})
beforeEach(() => {
  renews = false
})
afterAll(() => stage.close())

/** A card rail that is asked for nothing but prices. */
function railThat(knows: () => boolean | null): CardRail {
  const never = () => Promise.reject(new Error('nothing is bought here'))
  return {
    renews: ({ card }) => card && knows(),
    ...{
      checkout: never,
      portal: never,
      cancel: never,
      giveBack: never,
      endRenewal: never,
      changeRenewal: never,
      hasHistory: never,
      links: never,
    },
    ready: async () => {},
    health: () => 'ok',
  }
}

const ask = (headers: Record<string, string> = {}) => stage.app.inject({ url: '/api/v1/catalog', headers })

describe('GET /api/v1/catalog', () => {
  it('shows anyone what is on sale, in the order of the shop', async () => {
    const response = await ask()

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual([
      {
        code: 'month',
        title: 'Month',
        description: 'All of it for a month',
        features: ['Films', 'HD'],
        entitlements: ['pro', 'films'],
        max_devices: 3,
        period: 'P1M',
        grace_days: 3,
        goods: 'digital',
        stars: { amount: 250, currency: 'XTR', recurring: false },
        card: null,
      },
      {
        code: 'course',
        title: 'Курс',
        description: 'All of it, course',
        features: [],
        entitlements: ['pro'],
        max_devices: 3,
        period: 'lifetime',
        grace_days: 0,
        goods: 'service',
        stars: null,
        card: { amount: 4900, currency: 'EUR', recurring: false },
      },
    ])
  })

  it('says what renews by card, and sells nothing by card of which Stripe has not told the price', async () => {
    const cards = async () => (await ask()).json().map(({ card }: PlanJson) => card?.recurring ?? null)
    renews = true
    expect(await cards()).toEqual([null, true])
    renews = null
    expect(await cards()).toEqual([null, null])
  })

  it('keeps the price id of Stripe to itself', async () => {
    expect((await ask()).body).not.toContain('price_secret_id')
  })

  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru', 'Месяц'],
    ['pt-br', 'pt-BR', 'Mês'],
    ['de, ru;q=0.2, en;q=0.7', 'en', 'Month'],
    ['ru;q=0, en;q=0.1', 'en', 'Month'],
    ['de-DE, *', 'en', 'Month'],
    [';;q=,=,', 'en', 'Month'],
  ])('speaks, asked for "%s", %s', async (accepted, language, title) => {
    const response = await ask({ 'accept-language': accepted })

    expect(response.headers['content-language']).toBe(language)
    expect(response.headers.vary).toBe('accept-language')
    expect(response.json()[0].title).toBe(title)
  })

  it('falls back to English for a text that is not written in the language', async () => {
    expect((await ask({ 'accept-language': 'pt-BR' })).json()[0].description).toBe('All of it for a month')
  })

  it('shows a plan that is taken off sale no more', async () => {
    await stage.reopen(PLANS.slice(0, 1))

    expect((await ask()).json()).toMatchObject([{ code: 'month' }])
  })
})
