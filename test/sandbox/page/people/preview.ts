import type { Message } from '@grammyjs/types'
import { amount } from '../words.ts'

/** One line about a message, as a list of chats or a quoted reply shows it. */
export function previewOf(message: Message): string {
  if (message.successful_payment) return `You paid ⭐ ${amount(message.successful_payment.total_amount)}`
  if (message.refunded_payment) return `⭐ ${amount(message.refunded_payment.total_amount)} refunded`
  if (message.invoice) return `Invoice: ${message.invoice.title}`
  return (message.text ?? message.caption ?? (message.photo ? 'Photo' : 'Message')).replaceAll(/\s+/gu, ' ')
}
