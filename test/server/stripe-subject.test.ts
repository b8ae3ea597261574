import { describe, expect, it } from 'vitest'
import { subjectOf } from '../../server/stripe/subject.ts'

describe('what an event is about', () => {
  const sub = { id: 'sub_1', customer: 'cus_1' }
  const payment = { kind: 'payment', id: 'pi_1' }
  const invoice = (parent: unknown) => ({ id: 'in_1', customer: { id: 'cus_1' }, parent })
  const ofSub = invoice({ subscription_details: { subscription: 'sub_1' } })

  it.each<[string, object, { kind: string; id: string }, string]>([
    [
      'checkout.session.completed',
      { id: 'cs_1', customer: 'cus_1' },
      { kind: 'session', id: 'cs_1' },
      'cus_1',
    ],
    ['checkout.session.async_payment_succeeded', { id: 'cs_1' }, { kind: 'session', id: 'cs_1' }, 'cs_1'],
    ['checkout.session.async_payment_failed', { id: 'cs_1' }, { kind: 'session', id: 'cs_1' }, 'cs_1'],
    ['checkout.session.expired', { id: 'cs_1', customer: null }, { kind: 'session', id: 'cs_1' }, 'cs_1'],
    ['customer.subscription.created', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.subscription.updated', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.subscription.deleted', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.subscription.paused', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.subscription.resumed', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.subscription.trial_will_end', sub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['customer.deleted', { id: 'cus_1' }, { kind: 'customer', id: 'cus_1' }, 'cus_1'],
    ['invoice.finalized', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.finalization_failed', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.paid', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.payment_failed', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.payment_action_required', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.voided', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.marked_uncollectible', ofSub, { kind: 'subscription', id: 'sub_1' }, 'cus_1'],
    ['invoice.paid', invoice(null), { kind: 'invoice', id: 'in_1' }, 'cus_1'],
    ['invoice.paid', { id: 'in_1', subscription: 'sub_1' }, { kind: 'invoice', id: 'in_1' }, 'in_1'],
    ['invoice_payment.paid', { id: 'inpay_1', invoice: 'in_1' }, { kind: 'invoice', id: 'in_1' }, 'in_1'],
    ['payment_intent.succeeded', { id: 'pi_1', customer: 'cus_1' }, payment, 'pi_1'],
    ['payment_intent.payment_failed', { id: 'pi_1' }, payment, 'pi_1'],
    ['charge.succeeded', { id: 'ch_1', payment_intent: 'pi_1', customer: 'cus_1' }, payment, 'pi_1'],
    ['charge.updated', { id: 'ch_1', payment_intent: { id: 'pi_1' } }, payment, 'pi_1'],
    ['charge.refunded', { id: 'ch_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.refund.updated', { id: 're_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['refund.created', { id: 're_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['refund.updated', { id: 're_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['refund.failed', { id: 're_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.dispute.created', { id: 'dp_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.dispute.updated', { id: 'dp_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.dispute.closed', { id: 'dp_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.dispute.funds_withdrawn', { id: 'dp_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['charge.dispute.funds_reinstated', { id: 'dp_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
    ['radar.early_fraud_warning.created', { id: 'issfr_1', payment_intent: 'pi_1' }, payment, 'pi_1'],
  ])('%s', (type, object, subject, key) => {
    expect(subjectOf({ type, data: { object } })).toEqual({ subject, key })
  })

  it.each<[string, object, string]>([
    // case 80
    ['invoice.created', ofSub, 'nothing'],
    ['invoice.upcoming', { object: 'invoice' }, 'nothing'],
    ['invoice.deleted', ofSub, 'nothing'],
    ['charge.succeeded', { id: 'ch_1', payment_intent: null }, 'nothing'],
    ['refund.created', { id: 're_1' }, 'nothing'],
    ['checkout.session.completed', { id: 7 }, 'nothing'],
    ['customer.updated', { id: 'cus_1' }, 'unknown'],
    ['invoiceitem.created', { id: 'ii_1' }, 'unknown'],
    ['payout.paid', { id: 'po_1' }, 'unknown'],
    ['something.new', {}, 'unknown'],
  ])('%s of %j: %s', (type, object, none) => {
    expect(subjectOf({ type, data: { object } })).toBe(none)
  })
})
