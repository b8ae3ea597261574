import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../bot/news.ts'
import type { News } from '../../db/billing.ts'
import { en, ru } from './speech.ts'

const plan = { en: 'The <month>', ru: 'Месяц' }
const until = '2026-12-21T12:00:00.000Z'
const about = { price: { amount: 250, currency: 'XTR' }, chargeId: 'stx1', payerId: 7 }
const drift = { kind: 'drift', rail: 'stars', currency: 'XTR' } as const

describe('news', () => {
  test.each<[string, string, News]>([
    [
      'A present for you: The &lt;month&gt; is yours until 21 December 2026.',
      'Вам подарок: Месяц ваш до 21 декабря 2026',
      { kind: 'granted_by_hand', plan, until, grantId: 'g1' },
    ],
    [
      'A present for you: The &lt;month&gt; is yours for ever.',
      'Вам подарок: Месяц ваш навсегда.',
      { kind: 'granted_by_hand', plan, until: null, grantId: 'g1' },
    ],
    [
      'The &lt;month&gt;, which you were given, has ended.',
      'Подаренный доступ Месяц закончился. Если',
      { kind: 'revoked_by_hand', plan, accessUntil: null, grantId: 'g1' },
    ],
    [
      'What else you have keeps it open until 21 December 2026.',
      'действует до 21 декабря 2026',
      { kind: 'revoked_by_hand', plan, accessUntil: until, grantId: 'g1' },
    ],
    [
      'It is for a subscription that only you can stop. So that Telegram charges nothing more for it,',
      'Это оплата подписки, остановить которую можете только вы.',
      { kind: 'held', ...about, renews: true },
    ],
    [
      'balance is too low. 250 Stars are needed: wait for sales, then send this again:\n/refund stx1',
      'не хватает звёзд. Нужно: 250 звёзд. Дождитесь продаж и отправьте снова:\n/refund stx1',
      { kind: 'refund_failed', ...about, detail: 'Bad Request: BALANCE_TOO_LOW', because: 'balance_too_low' },
    ],
    [
      'Telegram says: Bad Request: NO\n',
      'Ответ Telegram: Bad Request: NO\n',
      { kind: 'refund_failed', ...about, detail: 'Bad Request: NO', because: 'refused' },
    ],
    [
      'Telegram holds 40 Stars less than the books\nThe books: 1,000 Stars\nTelegram: 960 Stars',
      'У Telegram меньше, чем в книгах. Разница: 40 звёзд\n',
      { ...drift, booked: 1000, provider: 960 },
    ],
    [
      'Telegram holds 1,040 Stars more than the books\nThe books: 0 Stars\nTelegram: 1,040 Stars',
      'У Telegram больше, чем в книгах. Разница: 1\u00a0040 звёзд\n',
      { ...drift, booked: 0, provider: 1040 },
    ],
  ])('%s', (english, russian, news) => {
    const bare = (html: string) => html.replace(/<\/?(b|code)>/g, '')
    expect(bare(wordsFor(en, news))).toContain(english)
    expect(bare(wordsFor(ru, news))).toContain(russian)
  })
})
