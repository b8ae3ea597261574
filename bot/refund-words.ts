import type { Billing, RefundDeclined } from '../db/billing.ts'
import { quoted } from './cut.ts'
import { priceOf } from './price.ts'
import { railOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

type Result = Awaited<ReturnType<Billing['requestRefund']>>

/** What came of asking for a refund. */
export function resultOf(speech: Speech, result: Result, chargeId: string): string {
  if (result.kind !== 'requested') return refusalOf(speech, result, chargeId)
  const vars = {
    price: priceOf(speech, result.price),
    person: String(result.personId),
    refund: result.refundId,
  }
  return railOf({ price: result.price, chargeId }) === 'card'
    ? speech.t('refund-requested-card', vars)
    : speech.t('refund-requested', vars)
}

/** Why there is nothing to give back. */
export function refusalOf({ t }: Speech, refusal: RefundDeclined, chargeId: string): string {
  switch (refusal.kind) {
    case 'unknown_charge':
      return t('refund-unknown', { charge: quoted(chargeId) })
    case 'nothing_to_refund':
      return t('refund-nothing', { charge: quoted(chargeId) })
    case 'disputed':
      return t('refund-disputed', { charge: quoted(chargeId) })
    case 'already_requested':
      return t('refund-already-requested', { refund: refusal.refundId })
    case 'already_refunded':
      return t('refund-already-refunded', { refund: refusal.refundId })
  }
}
