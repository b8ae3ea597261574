import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut } from '../../bot/cut.ts'
import { holdingsOf } from '../../bot/holdings.ts'
import { appLink, planIn, planLink, startPayload } from '../../bot/links.ts'
import { priceOf } from '../../bot/price.ts'
import { termOf, timeLeft } from '../../bot/term.ts'
import type { Entitlement } from '../../db/billing.ts'
import { ar, en, ru } from './speech.ts'

describe('prices', () => {
  test.each([
    [{ amount: 250, currency: 'XTR' }, '250 Stars', '250 звёзд', '250 نجمة'],
    [{ amount: 999, currency: 'EUR' }, '€9.99', '9,99\u00a0€', '\u200f9.99\u00a0€'],
    [{ amount: 500, currency: 'JPY' }, '¥500', '500\u00a0¥', '\u200f500\u00a0JP¥'],
    [
      { amount: 12345, currency: 'KWD' },
      'KWD\u00a012.345',
      '12,345\u00a0KWD',
      '\u200f12.345\u00a0د.ك.\u200f',
    ],
    // What a language leaves out, the provider counts all the same: fifty thousand are five hundred.
    [{ amount: 50000, currency: 'HUF' }, 'HUF\u00a0500', '500\u00a0HUF', '\u200f500\u00a0HUF'],
    [{ amount: 50050, currency: 'HUF' }, 'HUF\u00a0500.50', '500,50\u00a0HUF', '\u200f500.50\u00a0HUF'],
    [{ amount: 5, currency: 'EUR' }, '€0.05', '0,05\u00a0€', '\u200f0.05\u00a0€'],
    [{ amount: -5, currency: 'EUR' }, '-€0.05', '-0,05\u00a0€', '\u200f\u200e-0.05\u00a0€'],
    // No float holds it.
    [
      { amount: 9007199254740991, currency: 'EUR' },
      '€90,071,992,547,409.91',
      '90\u00a0071\u00a0992\u00a0547\u00a0409,91\u00a0€',
      '\u200f90,071,992,547,409.91\u00a0€',
    ],
    [{ amount: 5, currency: 'nonsense' }, '5 nonsense', '5 nonsense', '5 nonsense'],
  ])('%j', (price, english, russian, arabic) => {
    expect(priceOf(en, price)).toBe(english)
    expect(priceOf(ru, price)).toBe(russian)
    expect(priceOf(ar, price)).toBe(arabic)
  })
})

describe('terms', () => {
  test.each([
    ['P1M', '1 month', '1 месяц', 'شهر واحد'],
    ['P1Y', '1 year', '1 год', 'سنة واحدة'],
    ['P2W', '2 weeks', '2 недели', 'أسبوعان'],
    ['P30D', '30 days', '30 дней', '30 يومًا'],
    ['P1Y6M', '1 year and 6 months', '1 год и 6 месяцев', 'سنة واحدة و6 أشهر'],
    ['lifetime', 'for ever', 'навсегда', 'مدى الحياة'],
  ])('%s', (term, english, russian, arabic) => {
    expect(termOf(en, term)).toBe(english)
    expect(termOf(ru, term)).toBe(russian)
    expect(termOf(ar, term)).toBe(arabic)
  })

  const now = new Date('2026-11-21T12:00:00Z')
  test.each([
    ['2026-12-21T11:59:00Z', '30 days left'],
    ['2026-11-22T12:00:01Z', '2 days left'],
    ['2026-11-22T12:00:00Z', '24 hours left'],
    ['2026-11-21T13:30:00Z', '2 hours left'],
    ['2026-11-21T12:59:00Z', 'less than an hour left'],
  ])('until %s', (until, words) => expect(timeLeft(en, new Date(until), now)).toBe(words))
})

describe('cutting', () => {
  test('leaves short texts alone and ends long ones with an ellipsis', () => {
    expect(cut('Pro', 32)).toBe('Pro')
    expect(cut('A plan with a title that nobody will ever read', 32)).toBe('A plan with a title that nobody…')
    expect(cut('words end here', 7)).toBe('words…')
  })

  test('never passes the limit and never breaks a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const short = cut(text, max)
        expect(short.length).toBeLessThanOrEqual(max)
        expect(short.isWellFormed()).toBe(text.isWellFormed())
      }),
    )
  })
})

describe('links', () => {
  test('carry the code of a plan, and what cannot be carried leads to all plans', () => {
    expect(planLink('shop_bot', 'pro-2')).toBe('https://t.me/shop_bot?start=plan_pro-2')
    expect(['', 'a b', 'é', 'x'.repeat(60)].map(startPayload)).toEqual(['plans', 'plans', 'plans', 'plans'])
    expect(appLink('shop_bot', startPayload('pro'))).toBe('https://t.me/shop_bot?startapp=plan_pro')
    expect([planIn('plan_pro'), planIn('plans'), planIn('')]).toEqual(['pro', null, null])
  })
})

describe('holdings', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))
  const stretch = (plan: string, from: number, until: number | null) => ({
    grantId: `${plan}${from}`,
    plan,
    source: 'stars' as const,
    startsAt: at(from),
    endsAt: until === null ? null : at(until),
  })
  const access = (...grants: ReturnType<typeof stretch>[]): Entitlement[] => [
    {
      key: 'k',
      plan: 'p',
      active: true,
      startsAt: at(1),
      endsAt: null,
      inGrace: false,
      source: 'stars',
      grants,
    },
  ]

  test('are one a plan, what is open first and the longest foremost', () => {
    const grants = [
      stretch('old', 1, 3),
      stretch('next', 9, 12),
      stretch('short', 4, 6),
      stretch('long', 4, 6),
      stretch('long', 6, 8),
    ]
    expect(
      holdingsOf(access(...grants), at(5)).map(({ plan, state, until }) => [plan, state, until]),
    ).toEqual([
      ['long', 'now', at(8)],
      ['short', 'now', at(6)],
      ['next', 'later', at(12)],
      ['old', 'ended', at(3)],
    ])
  })

  test('for ever wins, whatever else was bought; what a refund left nothing of is not held', () => {
    const grants = [
      stretch('ever', 1, 2),
      stretch('ever', 2, null),
      stretch('ever', 3, 4),
      stretch('gone', 3, 3),
    ]
    expect(holdingsOf(access(...grants), at(5))).toEqual([
      { plan: 'ever', state: 'now', from: at(1), until: null },
    ])
  })
})
