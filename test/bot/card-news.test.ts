import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../bot/news.ts'
import { buttonsFor } from '../../bot/news-buttons.ts'
import { LANGUAGES } from '../../bot/texts.ts'
import type { News } from '../../db/billing.ts'
import { late, paid, SAID } from './said-of-cards.ts'
import { SAID_TO_ADMINS } from './said-to-admins.ts'
import { ar, en, ru, texts } from './speech.ts'

const ALL = [...SAID, ...SAID_TO_ADMINS]
const bare = (html: string) => html.replace(/<\/?(b|code)>/g, '').replace(/[\u2066-\u2069\u200f]/g, '')

describe('news of cards', () => {
  test.each(ALL)('%j', (news, english, russian, arabic) => {
    expect(bare(wordsFor(en, news))).toContain(english)
    expect(bare(wordsFor(ru, news))).toMatch(russian)
    expect(bare(wordsFor(ar, news))).toMatch(arabic)
  })

  test.each(LANGUAGES)('in %s, nothing that others wrote is markup', language => {
    for (const [news] of ALL) {
      const words = wordsFor(texts.speak(language), news)
      expect(words.replace(/<\/?(b|code)>/g, '')).not.toMatch(/[<>]/)
      expect(words).not.toMatch(/&lt;\/?(b|code)&gt;/)
    }
  })

  test('money that fits no plan is named as such', () => {
    const words = wordsFor(en, { kind: 'suspended', ...paid, plan: null })
    expect(words).toContain('the payment for <b>no known order</b> is disputed: €9.99')
  })
})

describe('news that ask for something lead there', () => {
  const app = 'https://shop.example/app/'
  const manage = [{ text: 'Manage', web_app: { url: `${app}?tgWebAppStartParam=billing` } }]
  const rows = (news: News, appUrl: string | null = app) => buttonsFor(en, news, appUrl).inline_keyboard

  test('to the page where it is paid, or confirmed', () => {
    const url = late.payUrl
    expect(rows({ ...late, todo: 'pay', graceUntil: null })).toEqual([[{ text: 'Pay €9.99', url }]])
    expect(rows({ ...late, todo: 'confirm', graceUntil: null })).toEqual([
      [{ text: 'Confirm the payment', url }],
    ])
  })

  test('to sending again what another service did not take', () => {
    const endpointId = '0196a0de-7c5b-7aaa-8bbb-000000000000'
    const url = 'https://crm.example/hooks?key=secret'
    const [[button] = []] = rows({ kind: 'webhook_given_up', url, endpointId, detail: '500' })
    const text = 'Send again what failed: crm.example (1cab)'
    expect(button).toEqual({ text, callback_data: `resend-all:${endpointId}` })
  })

  test('to the app, where the provider has no page for it, and to cancel one of two', () => {
    expect(rows({ ...late, payUrl: null, todo: 'pay', graceUntil: null })).toEqual([manage])
    expect(rows({ kind: 'parallel', plans: [] })).toEqual([manage])
    expect(rows({ kind: 'parallel', plans: [] }, null)).toEqual([])
    const thanks = { kind: 'thanks', ...paid, until: null, stackedFrom: null } as const
    expect(rows({ ...thanks, beside: true })).toEqual([manage])
    expect(rows({ ...thanks, free: { renews: true } })).toEqual([manage])
    expect(rows({ ...thanks, free: { renews: false } })).toEqual([])
    expect(rows({ kind: 'refunded', ...paid, accessUntil: null })).toEqual([])
  })
})
