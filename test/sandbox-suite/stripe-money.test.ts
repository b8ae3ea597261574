import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { charged, refused, stripeShop } from './stripe-stage.ts'

/** What the balance and all transactions come to; they must agree. */
async function sums(stripe: Stripe) {
  const { data } = await stripe.balanceTransactions.list({ limit: 100 })
  const { available, pending } = await stripe.balance.retrieve()
  const balance = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0)
  const net = data.reduce((sum, transaction) => sum + transaction.net, 0)
  expect(balance).toBe(net)
  for (const { amount, fee, net } of data) expect(amount - fee).toBe(net)
  return {
    gross: data.reduce((sum, { amount }) => sum + amount, 0),
    fees: data.reduce((sum, { fee }) => sum + fee, 0),
  }
}

test('a charge’s balance transaction comes a moment after the charge', async () => {
  const shop = await stripeShop({ asyncCapture: true })
  const { stripe, told } = shop
  const session = await shop.once()
  await shop.deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  await expect.poll(async () => (await stripe.charges.list()).data[0]?.balance_transaction).toMatch(/^txn_/)
  const updated = (await stripe.events.list({ type: 'charge.updated' })).data
  expect(updated).toMatchObject([{ data: { previous_attributes: { balance_transaction: null } } }])
  expect((await told()).lastIndexOf('charge.updated')).toBeGreaterThan(
    (await told()).indexOf('checkout.session.completed'),
  )
})

test('the fee is taken from the charge, and refunds give it not back', async () => {
  const shop = await stripeShop()
  const { stripe } = shop
  const charge = await charged(shop)
  expect(await sums(stripe)).toEqual({ gross: 5000, fees: 175 })
  const refund = await stripe.refunds.create({ charge: charge.id }, { idempotencyKey: 'refund:1' })
  expect(refund).toMatchObject({
    amount: 5000,
    status: 'succeeded',
    charge: charge.id,
    payment_intent: charge.payment_intent,
  })
  expect(await sums(stripe)).toEqual({ gross: 0, fees: 175 })
  expect(await stripe.balanceTransactions.retrieve(String(refund.balance_transaction))).toMatchObject({
    type: 'refund',
    reporting_category: 'refund',
    amount: -5000,
    fee: 0,
    source: refund.id,
  })
})

test('a charge is refunded in parts, up to the whole and no further', async () => {
  const shop = await stripeShop()
  const { stripe, told } = shop
  const charge = await charged(shop)
  const intent = String(charge.payment_intent)
  const before = (await told()).length
  await stripe.refunds.create({ payment_intent: intent, amount: 2000, metadata: { refund: 'r1' } })
  expect(await told(before)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.updated',
    'charge.refund.updated',
  ])
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 2000, refunded: false })
  expect(await refused(stripe.refunds.create({ charge: charge.id, amount: 3001 }))).toMatchObject({
    message: 'Refund amount ($30.01) is greater than unrefunded amount on charge ($30.00)',
  })
  await stripe.refunds.create({ charge: charge.id })
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 5000, refunded: true })
  expect(await refused(stripe.refunds.create({ charge: charge.id }))).toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
  })
  const { data } = await stripe.refunds.list({ payment_intent: intent })
  expect(data.map(({ amount }) => amount)).toEqual([3000, 2000])
  expect(data[1]?.metadata).toEqual({ refund: 'r1' })
})

test('a refund that fails gives the money back to us', async () => {
  const shop = await stripeShop()
  const { stripe, deeds, told } = shop
  const charge = await charged(shop)
  const { id } = await stripe.refunds.create({ charge: charge.id })
  await deeds.endRefund({ refund: id, succeeds: false })
  expect((await told()).slice(-3)).toEqual(['refund.updated', 'charge.refund.updated', 'refund.failed'])
  expect(await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] })).toMatchObject({
    status: 'failed',
    failure_reason: 'lost_or_stolen_card',
    failure_balance_transaction: { type: 'refund_failure', amount: 5000, fee: 0 },
  })
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false })
  expect(await sums(stripe)).toEqual({ gross: 5000, fees: 175 })
})

test('a pending refund takes nothing until it is through', async () => {
  const shop = await stripeShop()
  const { stripe, deeds } = shop
  const charge = await charged(shop)
  const refund = await deeds.refund({ charge: charge.id, amount: 1000, pending: true })
  expect(refund).toMatchObject({ status: 'pending', balance_transaction: null })
  expect(await sums(stripe)).toMatchObject({ gross: 5000 })
  await deeds.endRefund({ refund: refund.id, succeeds: true })
  expect(await sums(stripe)).toMatchObject({ gross: 4000 })
  const failed = await deeds.refund({ charge: charge.id, amount: 1000, pending: true })
  await deeds.endRefund({ refund: failed.id, succeeds: false })
  expect(await stripe.refunds.retrieve(failed.id)).toMatchObject({ status: 'failed' })
  expect(await sums(stripe)).toMatchObject({ gross: 4000 })
})

test('a dispute takes the money and a fee, and refuses a refund', async () => {
  const shop = await stripeShop()
  const { stripe, deeds, told } = shop
  const charge = await charged(shop)
  const before = (await told()).length
  const { id } = await deeds.openDispute({ charge: charge.id })
  expect(await told(before)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn'])
  expect(await stripe.disputes.retrieve(id)).toMatchObject({
    status: 'needs_response',
    reason: 'fraudulent',
    charge: charge.id,
    is_charge_refundable: false,
    balance_transactions: [
      { type: 'adjustment', amount: -5000, fee: 1500, net: -6500, reporting_category: 'dispute' },
    ],
  })
  expect(await sums(stripe)).toEqual({ gross: 0, fees: 1675 })
  expect(await refused(stripe.refunds.create({ charge: charge.id }))).toMatchObject({
    code: 'charge_disputed',
  })
  expect((await stripe.charges.retrieve(charge.id)).disputed).toBe(true)
})

test('won, the money and the fee are back; lost, they are gone, unless an appeal is won', async () => {
  const shop = await stripeShop()
  const { stripe, deeds, told } = shop
  const charge = await charged(shop)
  const { id: dispute } = await deeds.openDispute({ charge: charge.id })
  await deeds.closeDispute({ dispute, ending: 'lost' })
  expect((await told()).at(-1)).toBe('charge.dispute.closed')
  expect(await sums(stripe)).toEqual({ gross: 0, fees: 1675 })
  await deeds.closeDispute({ dispute, ending: 'appeal' })
  expect(await stripe.disputes.retrieve(dispute)).toMatchObject({ status: 'appeal_needs_response' })
  await deeds.closeDispute({ dispute, ending: 'won' })
  expect((await told()).slice(-2)).toEqual(['charge.dispute.closed', 'charge.dispute.funds_reinstated'])
  expect(await stripe.disputes.retrieve(dispute)).toMatchObject({
    status: 'won',
    balance_transactions: [{}, { amount: 5000 }],
  })
  expect(await sums(stripe)).toEqual({ gross: 5000, fees: 175 })
  await expect(deeds.closeDispute({ dispute, ending: 'lost' })).rejects.toThrow('is won')
})

test('a mere question of the bank takes nothing, and leaves the charge refundable', async () => {
  const shop = await stripeShop()
  const { stripe, deeds, told } = shop
  const charge = await charged(shop)
  const { id: dispute } = await deeds.openDispute({ charge: charge.id, inquiry: true })
  expect(await stripe.disputes.retrieve(dispute)).toMatchObject({
    status: 'warning_needs_response',
    balance_transactions: [],
  })
  await deeds.closeDispute({ dispute, ending: 'won' })
  expect(await stripe.disputes.retrieve(dispute)).toMatchObject({ status: 'warning_closed' })
  expect(await told()).not.toContain('charge.dispute.funds_withdrawn')
  await stripe.refunds.create({ charge: charge.id })
  expect(await sums(stripe)).toMatchObject({ gross: 0 })
})

test('a balance in another currency: every move is converted, and says by how much', async () => {
  const shop = await stripeShop()
  const { stripe, deeds } = shop
  await deeds.settleIn({ currency: 'eur', rates: { usd: 0.9 } })
  const charge = await charged(shop)
  const moved = await stripe.balanceTransactions.retrieve(String(charge.balance_transaction))
  expect(charge).toMatchObject({ currency: 'usd', amount: 5000 })
  expect(moved).toMatchObject({ currency: 'eur', amount: 4500, exchange_rate: 0.9, fee: 161 })
  await stripe.refunds.create({ charge: charge.id, amount: 1000 })
  expect(await sums(stripe)).toEqual({ gross: 3600, fees: 161 })
  expect((await stripe.balance.retrieve()).pending).toMatchObject([{ currency: 'eur', amount: 3600 - 161 }])
})
