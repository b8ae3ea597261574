import type { Stripe } from 'stripe'
import { describe, expect, it } from 'vitest'
import { chargesOf, translateInvoice } from '../../server/stripe/translate-invoice.ts'
import { aLine, anInvoice, seconds } from './stripe-objects.ts'

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const lines = (...data: Stripe.InvoiceLineItem[]) => ({
  object: 'list' as const,
  data,
  has_more: false,
  url: '',
})

/** Two were to pay for it, and one did. */
function partlyPaid(status: string) {
  const invoice = anInvoice({ status, by: ['pi_1', 'pi_2'] })
  const [part] = invoice.payments?.data ?? []
  if (part) Object.assign(part, { status: 'paid', amount_paid: 400 })
  return invoice
}

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

  it.each(['draft', 'open'])('of which a part came, or all of it, is no charge while it is %s', status => {
    expect(chargesOf(partlyPaid(status), ours)).toEqual([])
  })

  it.each(['void', 'uncollectible', 'something_new'])(
    'of which a part came, and now %s, opens nothing',
    status => {
      const [charge, ...others] = chargesOf(partlyPaid(status), ours)
      expect(others).toEqual([])
      expect(charge).toMatchObject({
        chargeId: 'pi_1',
        price: { amount: 400, currency: 'USD' },
        reference: '',
      })
      expect(charge).not.toHaveProperty('period')
    },
  )

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
