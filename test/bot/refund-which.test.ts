import { expect, test } from 'vitest'
import type { PersonContext } from '../../bot/context.ts'
import { askWhich } from '../../bot/refund-which.ts'
import type { Billing, Story } from '../../db/billing.ts'
import { en } from './speech.ts'

const at = new Date('2026-11-21T12:00:00Z')
const refund = { refundId: 'r', reason: '', requestedBy: 900, requestedAt: at, detail: null }
const asked = { ...refund, result: null, settledAt: null }
const failed = { ...refund, result: 'failed' as const, settledAt: at }

const payment = (chargeId: string, refunds: Story['payments'][number]['refunds']) => ({
  paymentId: chargeId,
  rail: 'stars' as const,
  chargeId,
  orderId: null,
  plan: null,
  price: { amount: 250, currency: 'XTR' },
  quarantine: 'unknown_order' as const,
  paidAt: at,
  refunds,
  refundable: refunds.every(({ result }) => result === 'failed'),
})

test('a refund on its way cannot be asked for again, one that failed can; callback data stays short enough', async () => {
  const payments = [payment('a', [failed, asked]), payment('0196a0de-7c5b-7aaa-8bbb-000000000000', [failed])]
  const person = { id: 7, firstName: 'Ann', metAt: at } as Story['person']
  const story: Story = { person, payments, grants: [], notices: [], acts: [], access: [], openSessions: 0 }
  const billing = { story: async () => story } as Partial<Billing> as Billing
  const view = await askWhich({ ctx: en as PersonContext, billing }, { at: 'which', personId: 7, page: 0 })
  expect(view.html).toContain('↩ 21 Nov 2026 · no known order · 250 Stars: on its way back')
  expect(view.rows.map(row => row.map(({ label }) => label))).toEqual([
    ['21 Nov 2026 · no known order · 250 ⭐'],
    ['‹ Back', 'Cancel'],
  ])
  for (const { value } of view.rows.flat()) expect(value.length).toBeLessThanOrEqual(40)
})
