import type { Message } from '@grammyjs/types'
import { expect, test } from 'vitest'
import { receiptsOf } from './receipts.ts'

const chat = { id: 1, type: 'private', first_name: 'Alice' } as const
const common = (message_id: number) => ({ message_id, date: 1000 + message_id, chat })
const invoice = (id: number, title: string, total_amount = 250): Message => ({
  ...common(id),
  invoice: { title, description: title, start_parameter: '', currency: 'XTR', total_amount },
})
const money = (charge: string, total_amount: number) => ({
  currency: 'XTR' as const,
  total_amount,
  invoice_payload: 'order',
  telegram_payment_charge_id: charge,
  provider_payment_charge_id: '',
})
const paid = (id: number, charge: string, total_amount = 250): Message => ({
  ...common(id),
  successful_payment: money(charge, total_amount),
})
const refunded = (id: number, charge: string): Message => ({
  ...common(id),
  refunded_payment: money(charge, 250),
})
const of = (message_id: number, charge_id: string) => ({ message_id, charge_id })

test('each payment has the title of the invoice it paid, whatever its amount and order', () => {
  const chatted = [invoice(1, 'First'), invoice(2, 'Second'), paid(3, 'a'), paid(4, 'b')]
  const { byCharge, byInvoice } = receiptsOf(chatted, [of(1, 'b'), of(2, 'a')])
  expect([...byCharge.values()].map(one => one.title)).toEqual(['Second', 'First'])
  expect(byInvoice.get(1)?.chargeId).toBe('b')
  expect(byInvoice.get(2)?.chargeId).toBe('a')
})

test('an invoice paid twice by a double tap shows its latest payment, and both have a receipt', () => {
  const chatted = [invoice(1, 'Month'), paid(2, 'a'), paid(3, 'b')]
  const { byCharge, byInvoice } = receiptsOf(chatted, [of(1, 'a'), of(1, 'b')])
  expect(byInvoice.get(1)?.chargeId).toBe('b')
  expect([...byCharge.values()].map(one => one.title)).toEqual(['Month', 'Month'])
})

test('what was bought by link, or whose invoice was deleted, has a receipt without a title', () => {
  const { byCharge, byInvoice } = receiptsOf([invoice(1, 'Month'), paid(3, 'a'), paid(4, 'b')], [of(2, 'b')])
  expect([...byCharge.values()].map(one => one.title)).toEqual([undefined, undefined])
  expect([...byInvoice.keys()]).toEqual([2])
})

test('what a subscription paid has its title, and renewals are told from the first', () => {
  const chatted = [
    paid(1, 'a'),
    { ...paid(2, 'b'), successful_payment: { ...money('b', 250), is_recurring: true as const } },
  ]
  const { byCharge } = receiptsOf(chatted, [], [{ title: 'Pro', charges: ['a', 'b'] }])
  expect([...byCharge.values()].map(({ title, renewal }) => [title, renewal])).toEqual([
    ['Pro', false],
    ['Pro', true],
  ])
})

test('a refund marks its own charge and no other', () => {
  const { byCharge } = receiptsOf([paid(1, 'a'), paid(2, 'b'), refunded(3, 'a')], [])
  expect(byCharge.get('a')?.refundedAt).toBe(1003)
  expect(byCharge.get('b')?.refundedAt).toBeUndefined()
})
