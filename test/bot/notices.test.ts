import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../bot/news.ts'
import { LANGUAGES } from '../../bot/texts.ts'
import type { News, NoticeDue, QuarantineReason } from '../../db/billing.ts'
import { duties } from './duties.ts'
import { en, ru, texts } from './speech.ts'

const price = { amount: 250, currency: 'XTR' }
const FORBIDDEN = { error_code: 403, description: 'Forbidden: bot was blocked by the user' }

const notice = {
  noticeId: 'n',
  personId: 7,
  language: 'ru',
  news: { kind: 'held', price, chargeId: 'stx<1>' },
} as const

describe('telling', () => {
  test('says it in the person’s language, as HTML, and keeps the id of the message', async () => {
    const { tell, telegram } = await duties({ sendMessage: [{ result: { message_id: 31 } }] })
    expect(await tell(notice)).toEqual({ kind: 'sent', messageId: 31 })
    expect(telegram.calls[0]?.payload).toMatchObject({ chat_id: 7, parse_mode: 'HTML' })
    expect(telegram.calls[0]?.payload['text']).toContain('<code>stx&lt;1&gt;</code>')
  })

  // case 73
  test('what asks for something comes with the button that leads there', async () => {
    const { tell, telegram } = await duties({ sendMessage: [{ result: { message_id: 31 } }] })
    const payUrl = 'https://pay.example/1'
    const euros = { amount: 999, currency: 'EUR' }
    const news = { kind: 'payment_failed', plan: 'Care', price: euros, graceUntil: null, payUrl, todo: 'pay' }
    await tell({ ...notice, news } as NoticeDue)
    await tell(notice)
    expect(telegram.calls.map(({ payload }) => payload['reply_markup'])).toEqual([
      { inline_keyboard: [[{ text: 'Заплатить 9,99\u00a0€', url: payUrl }]] },
      undefined,
    ])
  })

  // cases 40 and 41
  test.each([
    ['blocked', FORBIDDEN],
    ['deactivated', { error_code: 403, description: 'Forbidden: user is deactivated' }],
    ['never_started', { error_code: 400, description: 'Bad Request: chat not found' }],
    [
      'never_started',
      { error_code: 403, description: "Forbidden: bot can't initiate conversation with a user" },
    ],
    ['blocked', { error_code: 403, description: 'Forbidden: something new' }],
  ] as const)('nobody is there to read it: %s', async (because, answer) => {
    const { tell } = await duties({ sendMessage: [answer] })
    expect(await tell(notice)).toEqual({ kind: 'unreachable', because })
  })

  test('a message that Telegram will not have is not taken for one that nobody reads', async () => {
    const detail = 'Bad Request: message is too long'
    const { tell } = await duties({ sendMessage: [{ error_code: 400, description: detail }] })
    expect(await tell(notice)).toEqual({ kind: 'refused', detail })
  })

  // case 42
  test('leaves a chat alone until Telegram’s time is over, and writes to others meanwhile', async () => {
    let time = Date.now()
    const { tell, telegram } = await duties(
      {
        sendMessage: [
          { error_code: 429, description: 'Too Many Requests: retry after 30', retry_after: 30 },
          { result: { message_id: 31 } },
        ],
      },
      { now: () => new Date(time) },
    )
    await expect(tell(notice)).rejects.toThrow('429')
    time += 29_001
    await expect(tell(notice)).rejects.toThrow('Telegram wants a pause of another 1 s')
    expect(await tell({ ...notice, personId: 8 })).toMatchObject({ kind: 'sent' })
    expect(telegram.calls.map(({ payload }) => payload['chat_id'])).toEqual([7, 8])
    time += 1000
    expect(await tell(notice)).toMatchObject({ kind: 'sent' })
  })

  test.each([
    [
      { error_code: 429, description: 'Too Many Requests: retry after 60', retry_after: 60 },
      'sendMessage 429',
    ],
    ['hang up', /^ECONNRESET Network request for 'sendMessage' failed!$/],
  ] as const)('anything else is thrown, to be tried again, without a secret in it', async (answer, says) => {
    const { tell } = await duties({ sendMessage: [answer] })
    const error = await tell(notice).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).message).toMatch(says)
    expect(pinoWords(error)).not.toContain('secret-token') // case 106
  })
})

describe('the words', () => {
  const until = '2026-12-21T12:00:00.000Z'
  const plan = { en: 'Pro', ru: 'Про' }
  const common = { price, chargeId: 'stx1' }
  const reasons: QuarantineReason[] = ['unknown_order', 'wrong_amount', 'wrong_currency', 'wrong_rail']
  const all: News[] = [
    { kind: 'thanks', plan, until: null, stackedFrom: null, ...common },
    { kind: 'thanks', plan, until, stackedFrom: null, ...common },
    { kind: 'thanks', plan, until, stackedFrom: until, ...common },
    { kind: 'held', ...common },
    { kind: 'returning', plan, ...common },
    { kind: 'refunded', plan: null, accessUntil: null, ...common },
    { kind: 'refunded', plan, accessUntil: null, ...common },
    { kind: 'refunded', plan, accessUntil: until, ...common },
    ...reasons.map(reason => ({
      kind: 'quarantined' as const,
      reason,
      payerId: 7,
      reference: '<x>',
      ...common,
    })),
    { kind: 'paid_for_other', payerId: 7, buyerId: 8, ...common },
    { kind: 'refund_done', payerId: 7, ...common },
    { kind: 'refund_failed', payerId: 7, detail: 'NO <b>', ...common },
  ]

  test.each(LANGUAGES)('in %s every piece of news names the price, and nothing unescaped', language => {
    for (const news of all) {
      const words = wordsFor(texts.speak(language), news)
      expect(words).toMatch(/250\s(Stars|звёзд|نجمة)/)
      expect(words.replace(/<\/?(b|code)>/g, '')).not.toMatch(/[<>]/)
    }
  })

  test('a thank-you says what was bought and until when', () => {
    const [forever, dated, stacked] = all.slice(0, 3).map(news => wordsFor(en, news))
    expect(forever).toContain('Thank you. <b>Pro</b> is yours for ever.')
    expect(dated).toContain('Thank you. <b>Pro</b> is yours until 21 December 2026.')
    expect(stacked).toContain('starts on 21 December 2026, when the present one ends')
  })

  test('an alert brings the command that gives the money back', () => {
    const alert = wordsFor(ru, {
      kind: 'quarantined',
      reason: 'wrong_amount',
      payerId: 7,
      reference: 'x',
      ...common,
    })
    expect(alert).toContain('<code>/refund stx1</code>')
    expect(alert).toContain('Сумма не совпадает с заказом.')
  })
})

function pinoWords(error: unknown): string {
  let line = ''
  pino({}, { write: text => (line += text) }).error({ err: error })
  return line
}
