import type { CardEvent } from '../../db/billing.ts'
import { stripeId } from './card-sale.ts'

/** An event of somebody of its own, that has an invoice read again. */
export function cardEvent(changes: Partial<CardEvent> = {}): CardEvent {
  const id = stripeId('evt')
  return {
    id,
    type: 'invoice.paid',
    subject: { kind: 'invoice', id: stripeId('in') },
    key: stripeId('cus'),
    payload: { id, object: 'event', type: 'invoice.paid' },
    ...changes,
  }
}
