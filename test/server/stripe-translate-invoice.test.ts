import type { Stripe } from 'stripe'
import { describe, expect, it } from 'vitest'
import { chargesOf, translateInvoice } from '../../server/stripe/translate-invoice.ts'
import { translateSubscription } from '../../server/stripe/translate-subscription.ts'
import { aLine, anInvoice, aSubscription, seconds } from './stripe-objects.ts'

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const lines = (...data: Stripe.InvoiceLineItem[]) => ({
  object: 'list' as const,
  data,
  has_more: false,
  url: '',
})

describe('a subscription', () => {
  const ours = { ticket: 7, personId: 1001, orderId: 'order-1', debt: null }

  it('is told in our words', () => {
    expect(translateSubscription(aSubscription(), ours)).toEqual({
      rail: 'card',
      providerId: 'sub_1',
      ticket: 7,
      personId: 1001,
      orderId: 'order-1',
      status: 'active',
      renews: true,
      price: { amount: 999, currency: 'USD' },
      periodStartsAt: day('2026-11-21'),
      periodEndsAt: day('2026-12-21'),
      cancelAt: null,
      endedAt: null,
      payUrl: null,
      createdAt: day('2026-11-21'),
    })
  })

  // cases 72, 75
  it.each([
    ['trialing', true],
    ['active', true],
    ['past_due', true],
    ['unpaid', false],
    ['paused', false],
    ['canceled', false],
    ['incomplete', false],
    ['incomplete_expired', false],
    ['hibernating', false],
  ])('that is %s: its next period is awaited: %s', (status, renews) => {
    expect(translateSubscription(aSubscription({ status }), ours)).toMatchObject({ status, renews })
  })

  // case 74
  it.each<[string, Partial<Stripe.Subscription>, string | null, boolean]>([
    ['by a date', { cancel_at: seconds('2026-12-21') }, '2026-12-21', false],
    ['by the flag', { cancel_at_period_end: true }, '2026-12-21', false],
    ['by both', { cancel_at: seconds('2026-12-21'), cancel_at_period_end: true }, '2026-12-21', false],
    ['in the middle of a period', { cancel_at: seconds('2026-12-01') }, '2026-12-01', false],
    ['only after the next period', { cancel_at: seconds('2027-01-21') }, '2027-01-21', true],
    ['not any more', { cancel_at: null, canceled_at: seconds('2026-11-30') }, null, true],
  ])('that is to end %s', (_, changes, cancelAt, renews) => {
    expect(translateSubscription(aSubscription(changes), ours)).toMatchObject({
      cancelAt: cancelAt && day(cancelAt),
      renews,
    })
  })

  it('whose collecting is paused brings no money', () => {
    const pause_collection = { behavior: 'void' as const, resumes_at: null }
    expect(translateSubscription(aSubscription({ pause_collection }), ours).renews).toBe(false)
  })

  // case 73
  it('that owes something says where it is paid, and what is to be done', () => {
    const debt = { payUrl: 'https://pay.example', todo: 'confirm' as const }
    expect(translateSubscription(aSubscription(), { ...ours, debt })).toMatchObject(debt)
  })
})

describe('an invoice', () => {
  const ours = { personId: 1001, reference: 'order-1', subscription: 'sub_1' }
  const period = {
    subscription: 'sub_1',
    price: 'price_pro',
    startsAt: day('2026-11-21'),
    endsAt: day('2026-12-21'),
  }

  it('is told in our words', () => {
    const invoice = anInvoice({ due_date: seconds('2026-12-01'), invoice_pdf: 'https://pdf.example' })
    expect(translateInvoice(invoice, { ticket: 7, personId: 1001, subscription: 'sub_1' })).toEqual({
      rail: 'card',
      providerId: 'in_1',
      ticket: 7,
      personId: 1001,
      subscription: 'sub_1',
      status: 'paid',
      amountDue: 999,
      amountPaid: 999,
      currency: 'USD',
      dueAt: day('2026-12-01'),
      createdAt: day('2026-11-21'),
      hostedUrl: 'https://invoice.stripe.com/i/in_1',
      pdfUrl: 'https://pdf.example',
    })
  })

  it('that is paid is a charge for its period', () => {
    const invoice = anInvoice({ by: ['pi_1'] })
    expect(chargesOf(invoice, ours)).toEqual([
      {
        rail: 'card',
        chargeId: 'pi_1',
        payerId: 1001,
        price: { amount: 999, currency: 'USD' },
        reference: 'order-1',
        invoice: 'in_1',
        receiptUrl: null,
        period,
        paidAt: day('2026-11-21'),
        payload: { invoice, payment: invoice.payments?.data[0] },
      },
    ])
  })

  it.each(['draft', 'open', 'void', 'uncollectible', 'something_new'])('that is %s is none', status => {
    expect(chargesOf(anInvoice({ status, by: ['pi_1'] }), ours)).toEqual([])
  })

  // case 82
  it('that cost nothing is a charge of nothing, by its own id', () => {
    const [charge, ...others] = chargesOf(anInvoice({ amount_due: 0, amount_paid: 0 }), ours)
    expect(others).toEqual([])
    expect(charge).toMatchObject({ chargeId: 'in_1', price: { amount: 0, currency: 'USD' }, period })
  })

  it('paid in two parts is two charges for one period', () => {
    const charges = chargesOf(anInvoice({ by: ['pi_1', 'pi_2'] }), ours)
    expect(charges.map(({ chargeId, period }) => [chargeId, period])).toEqual([
      ['pi_1', period],
      ['pi_2', period],
    ])
  })

  it('of which a part came is money that opens nothing yet', () => {
    const invoice = anInvoice({ status: 'open', by: ['pi_1', 'pi_2'] })
    const [part] = invoice.payments?.data ?? []
    if (part) Object.assign(part, { status: 'paid', amount_paid: 400 })
    const [charge, ...others] = chargesOf(invoice, ours)
    expect(others).toEqual([])
    expect(charge).toMatchObject({ chargeId: 'pi_1', price: { amount: 400, currency: 'USD' }, reference: '' })
    expect(charge).not.toHaveProperty('period')
  })

  it.each<[string, Stripe.InvoiceLineItem[], { startsAt: string; endsAt: string; price: string } | null]>([
    [
      'a change and the next period: the next period',
      [
        aLine({ from: '2026-11-30', to: '2026-12-21', proration: true, price: 'price_old', amount: -500 }),
        aLine(),
      ],
      { startsAt: '2026-11-21', endsAt: '2026-12-21', price: 'price_pro' },
    ],
    [
      'a change alone: the rest of the period, at the new price',
      [
        aLine({ from: '2026-11-30', to: '2026-12-21', proration: true, price: 'price_pro', amount: -500 }),
        aLine({ from: '2026-11-30', to: '2026-12-21', proration: true, price: 'price_max', amount: 900 }),
      ],
      { startsAt: '2026-11-30', endsAt: '2026-12-21', price: 'price_max' },
    ],
    ['nothing', [], null],
    ['no time at all', [aLine({ from: '2026-12-21', to: '2026-12-21' })], null],
  ])('for %s', (_, data, expected) => {
    const [charge] = chargesOf(anInvoice({ by: ['pi_1'], lines: lines(...data) }), ours)
    expect(charge?.period ?? null).toEqual(
      expected && {
        ...expected,
        subscription: 'sub_1',
        startsAt: day(expected.startsAt),
        endsAt: day(expected.endsAt),
      },
    )
    // Without a period it must not pass for the plan bought once.
    expect(charge?.reference).toBe(expected ? 'order-1' : '')
  })

  it('of a subscription that the books do not know buys nothing by itself', () => {
    const [charge] = chargesOf(anInvoice({ by: ['pi_1'] }), { ...ours, subscription: null })
    expect(charge).toMatchObject({ chargeId: 'pi_1', reference: '' })
    expect(charge).not.toHaveProperty('period')
  })
})
