import Type, { type Static } from 'typebox'
import { EntitlementJson } from '../contract.ts'
import { Instant, instant, named, nullable, text, whole } from '../named.ts'

const HAPPENED = 'When it happened. It may be told long after; whether it is news, `sequence` says'

const Whose = {
  telegram_id: whole('Whose access or money it is'),
  sequence: whole(
    'Greater with each later event of one person. One may be told after a later one, as when it is sent again by hand: whoever keeps what is told leaves out what is below the greatest they had of that person and key',
  ),
}

const { grants: _, ...standing } = EntitlementJson.properties
const ToldEntitlementJson = named(
  'ToldEntitlement',
  'What stands from then on; where access ended, what it was.',
  standing,
)

const AccessEventJson = named('AccessEvent', 'What somebody may use by one key has changed.', {
  type: Type.Enum(['access.granted', 'access.extended', 'access.shortened', 'access.ended']),
  timestamp: instant(HAPPENED),
  data: Type.Object({ ...Whose, entitlement: ToldEntitlementJson }),
})

const ToldPaymentJson = named('ToldPayment', 'A payment as it was booked.', {
  id: text('Ours'),
  rail: Type.Enum(['stars', 'card']),
  charge_id: text('The provider’s'),
  order_id: nullable(Type.String(), 'Null: no order of ours led to it'),
  plan: nullable(Type.String(), 'The code of the plan that was paid for'),
  amount: whole('Minor units of `currency`; whole Stars where that is `XTR`'),
  currency: text('ISO 4217, in capitals; `XTR`: Stars'),
  paid_at: Instant,
})

const PaymentEventJson = named('PaymentEvent', 'Money came, and is booked.', {
  type: Type.Enum(['payment.settled']),
  timestamp: instant(HAPPENED),
  data: Type.Object({ ...Whose, payment: ToldPaymentJson }),
})

const RefundEventJson = named('RefundEvent', 'Money went back, or came back to us after all.', {
  type: Type.Enum(['payment.refunded', 'payment.refund_failed']),
  timestamp: instant(HAPPENED),
  data: Type.Object({
    ...Whose,
    payment: ToldPaymentJson,
    refund: Type.Object(
      { id: Type.String(), amount: Type.Integer(), currency: Type.String() },
      { description: 'What went back now; of one that failed, what came back to us after all' },
    ),
    amount_refunded: whole('All that is back at the payer now'),
  }),
})

/** What is posted to other services. Its id is the header `webhook-id`: the same id again is the same event. */
export const OutgoingJson = Type.Union([AccessEventJson, PaymentEventJson, RefundEventJson])
export type OutgoingJson = Static<typeof OutgoingJson>
