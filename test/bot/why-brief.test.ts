import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abridge, type Passage } from '../../bot/abridge.ts'
import { briefGift, briefPayment } from '../../bot/why-brief.ts'
import type { Story } from '../../db/billing.ts'
import { en, ru } from './speech.ts'

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12))

const payment: Story['payments'][number] = {
  paymentId: 'p1',
  rail: 'stars',
  chargeId: 'stx1',
  orderId: 'o1',
  plan: { en: 'The month', ru: 'Месяц' },
  price: { amount: 250, currency: 'XTR' },
  quarantine: null,
  paidAt: at(2),
  refundable: true,
  refunds: [],
  refunded: 0,
  disputes: [],
  invoice: null,
}
const grant: Story['grants'][number] = {
  grantId: 'g1',
  plan: 'month',
  source: 'stars',
  startsAt: at(2),
  endsAt: at(30),
  acquiredAt: at(2),
  chargeId: 'stx1',
  grantedBy: null,
  reason: null,
  revokedAt: null,
  revokedBy: null,
  revokedReason: null,
}
const refund = {
  refundId: 'r1',
  amount: 250,
  reason: '',
  requestedBy: 900,
  requestedAt: at(3),
  detail: null,
  cameBackAt: null,
}
const dispute = {
  disputeId: 'd1',
  providerId: 'dp_1',
  status: 'needs_response',
  stand: 'open' as const,
  reason: 'fraudulent',
  price: payment.price,
  openedAt: at(5),
}
const asked = { ...refund, result: null, settledAt: null }
const done = { ...refund, result: 'succeeded' as const, settledAt: at(4) }
const failed = { ...refund, result: 'failed' as const, settledAt: at(4) }

describe('a payment in one line says what came of it', () => {
  test.each([
    ['→ to 30 Nov 2026', payment, grant],
    ['→ for ever', payment, { ...grant, endsAt: null }],
    ['→ to 30 Nov 2026', { ...payment, refunds: [failed] }, grant],
    ['↩ on its way back', { ...payment, refunds: [failed, asked] }, grant],
    ['↩ back', { ...payment, refunds: [failed, done], refunded: 250 }, { ...grant, revokedAt: at(4) }],
    ['↩ a part back', { ...payment, refunds: [{ ...done, amount: 100 }], refunded: 100 }, grant],
    ['⚖ disputed', { ...payment, disputes: [dispute] }, grant],
    ['· held', { ...payment, quarantine: 'wrong_amount' as const }, undefined],
    ['', payment, undefined],
  ])('%s', (fate, paid, bought) => {
    const line = `<b>2 Nov 2026</b> 250 Stars for The month ${fate}`
    expect(briefPayment(en, paid, bought)).toEqual([`${line}\npayment <code>stx1</code>`, line])
    expect(briefPayment(ru, paid, bought)[1]).toContain('250 звёзд за Месяц')
  })
})

test('so does what was given by hand', () => {
  expect(briefGift(en, grant)[0]).toBe(
    '<b>2 Nov 2026</b> month by hand → to 30 Nov 2026\ngrant <code>g1</code>',
  )
  expect(briefGift(en, { ...grant, revokedAt: at(5) })[1]).toBe(
    '<b>2 Nov 2026</b> month by hand → ended 5 Nov 2026',
  )
})

describe('abridging', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 3 })
  const passages = fc.array(lengths, { maxLength: 80 }).map(all =>
    all.map((versions, index) => {
      const sorted = versions.toSorted((a, b) => b - a)
      return sorted.map(length => `<b>${`${index} `.padEnd(length, 'x')}</b>`) as Passage
    }),
  )

  test('never says more than fits, leaves out the first only, and tells each thing once', () => {
    fc.assert(
      fc.property(passages, given => {
        const { told, left } = abridge(given, 'head')
        expect(['head', ...told].join('\n\n').replace(/<.*?>/g, '').length).toBeLessThan(4050)
        expect(told.length + left).toBe(given.length)
        for (const [index, text] of told.entries()) expect(given[left + index]).toContain(text)
      }),
    )
  })

  test('tells the latest in full and leaves nothing out that fits when told barely', () => {
    const given = Array.from(
      { length: 30 },
      (_, index): Passage => [`${index} `.padEnd(1000, 'x'), `${index}`],
    )
    const { told, left } = abridge(given, 'head')
    expect(left).toBe(0)
    expect(told.map(({ length }) => length > 500)).toEqual([...Array(27).fill(false), true, true, true])
  })
})
