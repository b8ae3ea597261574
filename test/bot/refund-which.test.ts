import { expect, test } from 'vitest'
import type { PersonContext } from '../../bot/context.ts'
import { askWhich } from '../../bot/refund-which.ts'
import { refusalOf } from '../../bot/refund-words.ts'
import type { Billing, Story } from '../../db/billing.ts'
import { ar, en, ru } from './speech.ts'

const at = new Date('2026-11-21T12:00:00Z')
const asking = { refundId: 'r', amount: 250, reason: '', requestedBy: 900, requestedAt: at, detail: null }
const refund = { ...asking, cameBackAt: null }
const asked = { ...refund, result: null, settledAt: null }
const failed = { ...refund, result: 'failed' as const, settledAt: at }
const part = { ...refund, amount: 200, result: 'succeeded' as const, settledAt: at }

const payment = (
  chargeId: string,
  refunds: Story['payments'][number]['refunds'],
  changes: Partial<Story['payments'][number]> = {},
) => ({
  paymentId: chargeId,
  rail: 'stars' as const,
  chargeId,
  orderId: null,
  plan: null,
  price: { amount: 250, currency: 'XTR' },
  quarantine: 'unknown_order' as const,
  paidAt: at,
  refunds,
  refunded: 0,
  refundable: refunds.every(({ result }) => result === 'failed'),
  disputes: [],
  invoice: null,
  ...changes,
})

async function shown(payments: Story['payments']) {
  const person = { id: 7, firstName: 'Ann', metAt: at } as Story['person']
  const nothing = {
    grants: [],
    subscriptions: [],
    renewals: [],
    invoices: [],
    notices: [],
    acts: [],
    access: [],
    devices: [],
  }
  const story: Story = { person, payments, ...nothing, openSessions: 0 }
  const billing = { story: async () => story } as Partial<Billing> as Billing
  return await askWhich({ ctx: en as PersonContext, billing }, { at: 'which', personId: 7, page: 0 })
}

test('a refund on its way cannot be asked for again, one that failed can; callback data stays short enough', async () => {
  const view = await shown([
    payment('a', [failed, asked]),
    payment('0196a0de-7c5b-7aaa-8bbb-000000000000', [failed]),
  ])
  expect(view.html).toContain('↩ 21 Nov 2026 · no known order · 250 Stars: on its way back')
  expect(view.rows.map(row => row.map(({ label }) => label))).toEqual([
    ['21 Nov 2026 · no known order · 250 ⭐'],
    ['‹ Back', 'Cancel'],
  ])
  for (const { value } of view.rows.flat()) expect(value.length).toBeLessThanOrEqual(40)
})

// cases 69, 70, 71, 82
test('of a payment that went back in part the rest is offered; what cost nothing is not there at all', async () => {
  const euros = { amount: 999, currency: 'EUR' }
  const bank = {
    disputeId: 'd',
    providerId: 'dp_1',
    status: 'lost',
    stand: 'lost',
    reason: '',
    price: euros,
    openedAt: at,
  } as const
  const view = await shown([
    payment('a', [part], { price: euros, refunded: 200, refundable: true }),
    payment('b', [{ ...part, amount: 999 }], { price: euros, refunded: 999 }),
    payment('c', [{ ...part, amount: 999, cameBackAt: at }], { price: euros, refundable: true }),
    payment('e', [], { price: euros, refundable: false, disputes: [bank] }),
    payment('d', [], { price: { amount: 0, currency: 'EUR' }, refundable: false }),
  ])
  expect(view.html.split('\n').filter(line => /^[↩⚖]/u.test(line))).toEqual([
    '⚖ 21 Nov 2026 · no known order · €9.99: disputed at the bank',
    '↩ 21 Nov 2026 · no known order · €9.99: back already',
  ])
  expect(view.rows.flat().map(({ label }) => label)).toEqual([
    '21 Nov 2026 · no known order · €9.99',
    '21 Nov 2026 · no known order · €7.99',
    '‹ Back',
    'Cancel',
  ])
})

// case 71
test('of money that a bank holds, or has kept, it is said that it cannot be given back', () => {
  const said = [en, ru, ar].map(speech => refusalOf(speech, { kind: 'disputed' }, 'pi_1'))
  expect(said).toEqual([
    expect.stringContaining('holds the money, or has kept it, so it can’t be given back from here.'),
    expect.stringContaining('оспаривает банк плательщика'),
    expect.stringContaining('يعترض مصرف الدافع'),
  ])
})
