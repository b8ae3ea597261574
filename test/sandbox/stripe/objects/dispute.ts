import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Charge, Dispute } from '../state.ts'

const day = 24 * 60 * 60

export function newDispute(
  world: World,
  { charge, amount, reason, inquiry }: { charge: Charge; amount: number; reason: string; inquiry: boolean },
): Dispute {
  const dispute: Dispute = {
    id: newId(world, 'dp'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: moment(world),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence,
    evidence_details: {
      due_by: moment(world) + 7 * day,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: 'manual',
    is_charge_refundable: inquiry,
    livemode: isLive(world),
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand: 'visa',
        network: 'visa',
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network_reason_code: '10',
      },
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }
  world.state.stripe.disputes.set(dispute.id, dispute)
  return dispute
}

const evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
} satisfies Dispute['evidence']
