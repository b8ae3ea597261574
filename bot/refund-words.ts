import type { Billing, RefundForesight } from '../db/billing.ts'
import { quoted } from './cut.ts'
import { priceOf } from './price.ts'
import { railOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

type Refusal = Exclude<RefundForesight, { kind: 'open' }>
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
export function refusalOf({ t }: Speech, refusal: Refusal, chargeId: string): string {
  const { kind } = refusal
  if (kind === 'unknown_charge') return t('refund-unknown', { charge: quoted(chargeId) })
  if (kind === 'nothing_to_refund') return t('refund-nothing', { charge: quoted(chargeId) })
  const { refundId: refund } = refusal
  return kind === 'already_requested'
    ? t('refund-already-requested', { refund })
    : t('refund-already-refunded', { refund })
}
