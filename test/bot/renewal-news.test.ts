import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../bot/news.ts'
import { buttonsFor } from '../../bot/news-buttons.ts'
import { LANGUAGES } from '../../bot/texts.ts'
import type { News } from '../../db/billing.ts'
import { SAID_OF_RENEWALS } from './said-of-renewals.ts'
import { ar, en, ru, texts } from './speech.ts'

const bare = (html: string) => html.replace(/<\/?(b|code)>/g, '').replace(/[\u2066-\u2069\u200f]/g, '')

describe('news of what renews, and of what time brings', () => {
  test.each(SAID_OF_RENEWALS)('%j', (news, english, russian, arabic) => {
    expect(bare(wordsFor(en, news))).toContain(english)
    expect(bare(wordsFor(ru, news))).toMatch(russian)
    expect(bare(wordsFor(ar, news))).toMatch(arabic)
  })

  test.each(LANGUAGES)('in %s, nothing that others wrote is markup', language => {
    for (const [news] of SAID_OF_RENEWALS)
      expect(wordsFor(texts.speak(language), news).replace(/<\/?(b|code)>/g, '')).not.toMatch(/[<>]/)
  })
})

describe('their buttons', () => {
  const app = 'https://shop.example/app/'
  const rows = (news: News) =>
    buttonsFor(en, news, app).inline_keyboard.map(row =>
      row.map(button => `${button.text} -> ${'callback_data' in button ? button.callback_data : 'the app'}`),
    )
  const plan = 'Pro'
  const until = '2026-12-21T12:00:00.000Z'

  // case 36
  test('stop one of two with one tap, and nothing else', () => {
    const plans = [
      { title: 'Pro', rail: 'stars' as const, subscriptionId: 's1' },
      { title: { en: 'Care' }, rail: 'card' as const, subscriptionId: 's2' },
    ]
    expect(rows({ kind: 'parallel', plans })).toEqual([
      ['Stop renewing “Pro” -> stop-now:s1'],
      ['Stop renewing “Care” -> stop-now:s2'],
      ['Manage -> the app'],
    ])
  })

  test('allow again what we stopped, and buy again what ends or has ended, where it is still sold', () => {
    const stopped = { kind: 'renewal_stopped', plan, until, subscriptionId: 's1' } as const
    expect(rows({ ...stopped, ours: true })).toEqual([['Let “Pro” renew again -> allow:s1']])
    expect(rows({ ...stopped, ours: false })).toEqual([])
    expect(rows({ kind: 'ending_soon', plan, planCode: 'pro', until })).toEqual([['Buy it again -> buy:pro']])
    expect(rows({ kind: 'ended', plan, planCode: 'pro', endedAt: until })).toEqual([
      ['Buy it again -> buy:pro'],
    ])
    expect(rows({ kind: 'ended', plan, planCode: null, endedAt: until })).toEqual([])
  })

  test('tell apart two of one plan by their ends', () => {
    const ends = [until, '2026-12-24T12:00:00.000Z']
    const plans = ends.map((end, at) => ({
      title: 'Pro',
      rail: 'stars' as const,
      subscriptionId: `s${at}`,
      until: end,
    }))
    expect(rows({ kind: 'parallel', plans }).slice(0, 2)).toEqual([
      ['Stop renewing “Pro” (until 21 Dec 2026) -> stop-now:s0'],
      ['Stop renewing “Pro” (until 24 Dec 2026) -> stop-now:s1'],
    ])
  })

  test('lead to where what ends goes on: turned on again where it was stopped, paid where it is owed', () => {
    const ending = { kind: 'ending_soon', plan, planCode: 'pro', until } as const
    const stopped = (rail: 'stars' | 'card', ours: boolean) =>
      rows({ ...ending, subscription: { id: 's1', rail, ours } })
    expect(stopped('stars', true)).toEqual([['Let “Pro” renew again -> allow:s1']])
    expect(stopped('stars', false)).toEqual([])
    expect(stopped('card', false)).toEqual([['Manage -> the app']])
    const price = { amount: 999, currency: 'EUR' }
    const owed = { price, payUrl: 'https://pay.example/1', rail: 'card' } as const
    const ended = { kind: 'ended', plan, planCode: 'pro', endedAt: until } as const
    expect(rows({ ...ended, owed })).toEqual([['Pay €9.99 -> the app']])
    expect(rows({ ...ended, owed: { ...owed, payUrl: null } })).toEqual([['Manage -> the app']])
  })
})
