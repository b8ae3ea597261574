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
const titles = (messages: Message[], ids: number[], known = new Map<string, number>()) =>
  [...receiptsOf(messages, ids, known).byCharge.values()].map(one => one.title)

test('a payment is matched with the newest paid invoice of its amount', () => {
  const chatted = [invoice(1, 'Month'), invoice(2, 'Year', 2000), paid(3, 'a', 2000), paid(4, 'b')]
  expect(titles(chatted, [1, 2])).toEqual(['Year', 'Month'])
})

test('an invoice nobody paid is never taken for the one that was', () => {
  const chatted = [invoice(1, 'First'), invoice(2, 'Second'), paid(3, 'a')]
  expect(titles(chatted, [1])).toEqual(['First'])
})

test('what the page saw itself goes before any guess', () => {
  const chatted = [invoice(1, 'First'), invoice(2, 'Second'), paid(3, 'a'), paid(4, 'b')]
  expect(titles(chatted, [1, 2], new Map([['b', 2]]))).toEqual(['First', 'Second'])
})

test('a subscription bought by link has a receipt without an invoice message', () => {
  const bought = paid(2, 'a')
  const byLink: Message = {
    ...bought,
    successful_payment: { ...money('a', 250), subscription_expiration_date: 5000, is_recurring: true },
  }
  expect(titles([invoice(1, 'Month'), byLink], [1])).toEqual([undefined])
})

test('a refund marks its own charge and no other', () => {
  const { byCharge } = receiptsOf([paid(1, 'a'), paid(2, 'b'), refunded(3, 'a')], [], new Map())
  expect(byCharge.get('a')?.refundedAt).toBe(1003)
  expect(byCharge.get('b')?.refundedAt).toBeUndefined()
})
