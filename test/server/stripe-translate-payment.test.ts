import type { Stripe } from 'stripe'
import { describe, expect, it } from 'vitest'
import { translateDispute } from '../../server/stripe/translate-dispute.ts'
import {
  movementOfCharge,
  movementsOfDispute,
  movementsOfRefund,
} from '../../server/stripe/translate-movement.ts'
import { translatePayment } from '../../server/stripe/translate-payment.ts'
import { translateRefund } from '../../server/stripe/translate-refund.ts'
import { aDispute, aMove, aPayment, aRefund } from './stripe-objects.ts'

const day = (text: string) => new Date(`${text}T12:00:00Z`)

it('a payment made once is a charge', () => {
  const payment = aPayment()
  expect(translatePayment(payment, { personId: 1001, reference: 'order-1' }, null)).toEqual({
    rail: 'card',
    chargeId: 'pi_1',
    payerId: 1001,
    price: { amount: 999, currency: 'USD' },
    reference: 'order-1',
    paidAt: day('2026-11-21'),
    payload: payment,
    invoice: null,
    receiptUrl: 'https://pay.stripe.com/receipts/pi_1',
  })
})

it('a payment whose charge Stripe only names counts from its own beginning', () => {
  const payment = { ...aPayment(), latest_charge: 'ch_1' }
  const charge = translatePayment(payment, { personId: 1001, reference: 'order-1' }, 'in_1')
  expect(charge).toMatchObject({
    paidAt: new Date(payment.created * 1000),
    invoice: 'in_1',
    receiptUrl: null,
  })
})

// cases 69, 70
describe('a refund', () => {
  const back = aMove({ id: 'txn_back', amount: 999, fee: 0, type: 'refund_failure' })
  it.each<[string, Partial<Omit<Stripe.Refund, 'payment_intent'>>, string[], (string | null)[]]>([
    ['that succeeded', {}, ['taken'], ['refund -999']],
    ['on its way, its money gone', { status: 'pending' }, ['taken'], ['refund -999']],
    ['on its way, its money here', { status: 'pending', balance_transaction: null }, ['underway'], []],
    [
      'that wants something of the payer',
      { status: 'requires_action', balance_transaction: null },
      ['underway'],
      [],
    ],
    ['that failed before its money left', { status: 'failed', balance_transaction: null }, ['failed'], []],
    [
      'that failed and is back',
      { status: 'failed', failure_balance_transaction: back },
      ['taken', 'failed'],
      ['refund -999', 'refund_failure 999'],
    ],
    ['that failed and is to come back', { status: 'failed' }, ['taken', 'failed'], ['refund -999', null]],
    ['that was called off', { status: 'canceled', balance_transaction: null }, ['failed'], []],
    ['that succeeded, its move not told yet', { balance_transaction: null }, ['taken'], [null]],
    ['in a state nobody knows', { status: 'dreaming', balance_transaction: null }, ['underway'], []],
  ])('%s', (_, changes, states, moves) => {
    const refund = aRefund({ payment_intent: 'pi_1', metadata: { refund: 'ours' }, ...changes })
    expect(translateRefund(refund, 'pi_1').map(({ state }) => state)).toEqual(states)
    expect(translateRefund(refund, 'pi_1')[0]).toMatchObject({
      chargeId: 'pi_1',
      providerId: 're_pi_1',
      refundId: 'ours',
      amount: 999,
      createdAt: day('2026-12-22'),
    })
    expect(
      movementsOfRefund(refund, 'pi_1').map(move => move && `${move.kind} ${move.presented.amount}`),
    ).toEqual(moves)
  })
})

// cases 71, 75
describe('a dispute', () => {
  const none: Stripe.BalanceTransaction[] = []
  it.each<[string, string, Partial<Omit<Stripe.Dispute, 'payment_intent'>>]>([
    ['needs_response', 'open', {}],
    ['under_review', 'open', {}],
    ['appeal_needs_response', 'open', {}],
    ['appeal_under_review', 'open', {}],
    ['won', 'won', {}],
    ['lost', 'lost', {}],
    ['prevented', 'harmless', {}],
    ['warning_needs_response', 'harmless', { balance_transactions: none }],
    ['warning_under_review', 'harmless', { balance_transactions: none }],
    ['warning_closed', 'harmless', { balance_transactions: none }],
    ['something_new', 'open', {}],
    ['something_new', 'harmless', { balance_transactions: none }],
    ['constructor', 'harmless', { balance_transactions: none }],
  ])('%s is %s', (status, stand, changes) => {
    const dispute = aDispute({ payment_intent: 'pi_1', status, ...changes })
    expect(translateDispute(dispute, { chargeId: 'pi_1', ticket: 7 })).toEqual({
      rail: 'card',
      providerId: 'dp_pi_1',
      ticket: 7,
      chargeId: 'pi_1',
      status,
      stand,
      reason: 'fraudulent',
      price: { amount: 999, currency: 'USD' },
      openedAt: day('2026-12-25'),
    })
  })
})

describe('a move of the balance', () => {
  const common = { rail: 'card', chargeId: 'pi_1', refund: null, dispute: null }

  it('of a payment, in its own currency and in the one it was changed into', () => {
    const moved = aMove({ id: 'txn_1', amount: 920, currency: 'eur', fee: 55 })
    expect(movementOfCharge(aPayment({ moved }))).toEqual({
      ...common,
      providerId: 'txn_1',
      kind: 'charge',
      presented: { amount: 999, currency: 'USD' },
      settled: { amount: 920, currency: 'EUR' },
      fee: 55,
    })
  })

  it('is waited for where Stripe has not told it', () => {
    expect(movementOfCharge(aPayment({ moved: null }))).toBeNull()
  })

  it('of a dispute, there and back', () => {
    const gone = aMove({ id: 'txn_gone', amount: -920, currency: 'eur', fee: 1400 })
    const back = aMove({ id: 'txn_back', amount: 910, currency: 'eur', fee: -1400 })
    const same = aMove({ id: 'txn_same', amount: -500, fee: 0 })
    const dispute = aDispute({ payment_intent: 'pi_1', balance_transactions: [gone, back, same] })
    expect(
      movementsOfDispute(dispute, 'pi_1').map(({ providerId, presented, settled, fee }) => [
        providerId,
        presented.amount,
        settled.amount,
        fee,
      ]),
    ).toEqual([
      ['txn_gone', -999, -920, 1400],
      ['txn_back', 999, 910, -1400],
      ['txn_same', -500, -500, 0],
    ])
    expect(movementsOfDispute(dispute, 'pi_1')[0]).toMatchObject({
      ...common,
      kind: 'dispute',
      dispute: 'dp_pi_1',
    })
  })
})
