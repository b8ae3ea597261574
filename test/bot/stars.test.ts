import type { Update } from '@grammyjs/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMoney, readMoney } from '../../bot/stars.ts'
import { storable } from '../../db/billing.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const CHAT = { id: 7_000_000_001, type: 'private' }
const FROM = { id: 7_000_000_001, is_bot: false, first_name: 'Ann', last_name: 'Secret' }
const PAYMENT = {
  currency: 'XTR',
  total_amount: 250,
  invoice_payload: 'an-order',
  telegram_payment_charge_id: 'stx1',
  provider_payment_charge_id: 'p1',
}

/** An update as it comes over the wire: whatever is in it, the compiler has not seen it. */
const update = (message: object) =>
  ({ update_id: 1, message: { message_id: 5, date: 1_790_000_000, ...message } }) as unknown as Update

describe('a payment', () => {
  test('becomes a charge, with what Telegram said of it whole and of the person nothing but the id', () => {
    expect(readMoney(update({ chat: CHAT, from: FROM, successful_payment: PAYMENT }), NOW)).toEqual({
      kind: 'charge',
      doubts: [],
      charge: {
        rail: 'stars',
        chargeId: 'stx1',
        payerId: FROM.id,
        price: { amount: 250, currency: 'XTR' },
        reference: 'an-order',
        paidAt: new Date(1_790_000_000_000),
        payload: { ...PAYMENT, message_id: 5, chat_id: CHAT.id, date: 1_790_000_000 },
      },
    }) // case 93
  })

  test('by an anonymous admin belongs to nobody; in a private chat the chat says whose it is', () => {
    const fake = { id: 1_087_968_824, is_bot: true, first_name: 'Group' }
    const group = { id: -5, type: 'supergroup' }
    expect(readMoney(update({ chat: group, from: fake, successful_payment: PAYMENT }), NOW)).toEqual({
      kind: 'nobody',
      chargeId: 'stx1',
    })
    expect(readMoney(update({ chat: group, from: FROM, successful_payment: PAYMENT }), NOW)).toMatchObject({
      charge: { payerId: FROM.id },
    })
    expect(readMoney(update({ chat: CHAT, successful_payment: PAYMENT }), NOW)).toMatchObject({
      charge: { payerId: CHAT.id },
    })
  })

  test('without a readable id gets one that is the same at every delivery', () => {
    const broken = update({
      chat: CHAT,
      from: FROM,
      date: 'soon',
      successful_payment: { total_amount: '250' },
    })
    const read = readMoney(broken, NOW)
    expect(read).toEqual(readMoney(broken, NOW))
    expect(read).toMatchObject({
      charge: {
        chargeId: `unnamed:${CHAT.id}:5`,
        price: { amount: 0, currency: '' },
        reference: '',
        paidAt: NOW,
      },
      doubts: ['telegram_payment_charge_id', 'total_amount', 'currency', 'invoice_payload', 'date'],
    })
  })
})

describe('a payment of a subscription', () => {
  const periodSeconds = 2_592_000
  const until = 1_792_592_000
  test.each([
    [{ is_recurring: true, is_first_recurring: true, subscription_expiration_date: until }, true, until],
    // case 21
    [{ is_recurring: true, subscription_expiration_date: until }, false, until],
    [{ is_first_recurring: true, subscription_expiration_date: until }, true, until],
    [{ subscription_expiration_date: until }, null, until],
    [{ is_recurring: true }, false, null],
  ])('says what Telegram says of it: %o', (fields, isFirst, seconds) => {
    const read = readMoney(update({ chat: CHAT, successful_payment: { ...PAYMENT, ...fields } }), NOW)
    const endsAt = seconds === null ? null : new Date(seconds * 1000)
    expect(read).toMatchObject({ charge: { recurring: { isFirst, endsAt, periodSeconds } }, doubts: [] })
  })

  test('whose end cannot be read is one all the same', () => {
    const fields = { is_recurring: true, subscription_expiration_date: 'soon' }
    const read = readMoney(update({ chat: CHAT, successful_payment: { ...PAYMENT, ...fields } }), NOW)
    expect(read).toMatchObject({
      charge: { recurring: { isFirst: false, endsAt: null } },
      doubts: ['subscription_expiration_date'],
    })
  })
})

describe('what Telegram says of a subscription', () => {
  const word = (subscription: object) => ({ update_id: 77, subscription }) as unknown as Update

  // cases 25 to 27
  test.each(['canceled', 'active', 'failed'])('%s, under the id of the update, since it has none', state => {
    const told = word({ user: FROM, invoice_payload: 'an-order', state })
    expect(isMoney(told)).toBe(true)
    expect(readMoney(told, NOW)).toEqual({
      kind: 'renewal',
      word: {
        rail: 'stars',
        providerId: '77',
        personId: FROM.id,
        reference: 'an-order',
        state,
        at: NOW,
        payload: { user: { id: FROM.id }, invoice_payload: 'an-order', state },
      },
    })
  })

  test('in words or of people we do not know is not taken for anything', () => {
    const unknown = word({ user: FROM, invoice_payload: 'an-order', state: 'paused' })
    expect(readMoney(unknown, NOW)).toEqual({ kind: 'unreadable', state: 'paused' })
    expect(readMoney(word({ state: 'active' }), NOW)).toEqual({ kind: 'unreadable', state: 'active' })
    expect(readMoney(word({}), NOW)).toMatchObject({ kind: 'unreadable' })
  })
})

describe('a refund', () => {
  test('is the private chat’s, also where the service message comes from the bot', () => {
    const bot = { id: 42, is_bot: true, first_name: 'Bot' }
    const read = readMoney(update({ chat: CHAT, from: bot, refunded_payment: PAYMENT }), NOW)
    expect(read).toMatchObject({
      kind: 'refund',
      refund: { charge: { chargeId: 'stx1', payerId: CHAT.id }, refundedAt: new Date(1_790_000_000_000) },
    })
  })
})

test('other updates carry no money', () => {
  const text = update({ chat: CHAT, from: FROM, text: 'hi' })
  expect(isMoney(text)).toBe(false)
  expect(readMoney(text, NOW)).toBeNull()
  expect(isMoney(update({ chat: CHAT, refunded_payment: PAYMENT }))).toBe(true)
})

test('whatever a payment holds, it is read without an error into what Postgres can store', () => {
  const messages = fc.record({
    chat: fc.option(fc.object()),
    from: fc.option(fc.record({ id: fc.anything(), is_bot: fc.anything() })),
    date: fc.anything(),
    successful_payment: fc.object(),
  })
  fc.assert(
    fc.property(messages, message => {
      const read = readMoney(update(message), NOW)
      if (read?.kind !== 'charge') return
      const { chargeId, reference, price, payerId, paidAt, payload } = read.charge
      expect(chargeId).not.toBe('')
      expect(Number.isSafeInteger(price.amount) && price.amount >= 0 && Number.isSafeInteger(payerId)).toBe(
        true,
      )
      expect(Number.isNaN(paidAt.getTime())).toBe(false)
      for (const text of [chargeId, reference, price.currency]) expect(text).toBe(storable(text))
      expect(JSON.stringify(payload)).not.toContain('\\u0000')
    }),
  )
})

test('storable texts have no NUL and no half of a pair, in values and keys, however deep', () => {
  expect(storable({ 'k\u0000': ['a\u0000b', { deep: 'x\ud800' }], n: 1, b: true, z: null })).toEqual({
    'k\ufffd': ['a\ufffdb', { deep: 'x\ufffd' }],
    n: 1,
    b: true,
    z: null,
  })
})
