import type { Stripe } from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { days } from '../support/books.ts'
import { accessTo, movedBy, newsFor, rows } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer, type Buyer, objectsOf } from './stripe-life.ts'
import { aPayment } from './stripe-objects.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const newsOf = ({ personId }: Buyer) => newsFor(desk.books, personId)
const paymentsOf = ({ personId }: Buyer) =>
  rows(
    desk.books,
    'select charge_id, amount::int, quarantine from payments where person_id = $1 order by charge_id',
    [personId],
  )
const waitsFor = async (id: string) => (await desk.waiting()).filter(({ key }) => key === id).length

async function aSubscriber() {
  const buyer = await aBuyer(desk.books)
  const of = objectsOf(buyer)
  return {
    buyer,
    of,
    subscription: of.subscription(1).id,
    isOpen: async () => (await accessTo(desk.books, buyer.personId))?.active ?? false,
  }
}

const as = (invoice: Stripe.Invoice, changes: Partial<Stripe.Invoice>): Stripe.Invoice => {
  return { ...invoice, ...changes }
}

/** Says of an invoice that so much of it came with this payment. */
function came(invoice: Stripe.Invoice, payment: string, amount: number): Stripe.Invoice {
  const [first] = invoice.payments?.data ?? []
  const others = invoice.payments?.data.filter(({ status }) => status === 'paid') ?? []
  const own = { ...first, id: `inpay_${payment}`, status: 'paid', amount_paid: amount }
  const data = [...others, { ...own, payment: { type: 'payment_intent', payment_intent: payment } }]
  const payments = { ...invoice.payments, data } as NonNullable<Stripe.Invoice['payments']>
  return as(invoice, { payments })
}

describe('money on an invoice that has not told yet what it makes of it', () => {
  it('is waited for, and opens the period once the invoice is paid', async () => {
    const { buyer, of, subscription, isOpen } = await aSubscriber()
    desk.record.write(of.subscription(1), came(of.invoice(1, 'open'), of.payment(1), 999), of.paid(1))
    const moved = await movedBy(desk.books, () => desk.bring('subscription', subscription))
    expect(moved).toEqual({})
    expect(await waitsFor(of.payment(1))).toBe(1)

    desk.record.write(of.invoice(1))
    expect(await desk.bring('payment', of.payment(1))).toBe('done')
    expect(await paymentsOf(buyer)).toEqual([{ charge_id: of.payment(1), amount: 999, quarantine: null }])
    expect(await isOpen()).toBe(true)
  })

  it('in parts is booked part by part, once the last of it is here', async () => {
    const { buyer, of, subscription, isOpen } = await aSubscriber()
    const [one, two] = [of.payment(1), `pi_${buyer.tag}_rest`]
    const part = as(came(of.invoice(1, 'open'), one, 400), { amount_remaining: 599 })
    desk.record.write(of.subscription(1), part, of.paid(1, { amount_received: 400 }))
    await desk.bring('subscription', subscription)
    expect(await desk.bring('payment', one)).toBe('later')
    expect([await paymentsOf(buyer), await isOpen()]).toEqual([[], false])

    const rest = aPayment({ id: two, customer: `cus_${buyer.tag}`, amount_received: 599 })
    desk.record.write(came(as(part, { status: 'paid', amount_remaining: 0 }), two, 599), rest)
    for (let times = 0; times < 2; times++) await desk.bring('subscription', subscription)
    expect(await paymentsOf(buyer)).toMatchObject([
      { charge_id: one, amount: 400, quarantine: null },
      { charge_id: two, amount: 599, quarantine: null },
    ])
    expect(await isOpen()).toBe(true)
  })

  it('is held for a person to look at where the invoice was voided meanwhile', async () => {
    const { buyer, of, isOpen } = await aSubscriber()
    desk.record.write(of.subscription(1), as(of.invoice(1, 'open'), { status: 'void' }), of.paid(1))
    const moved = await movedBy(desk.books, async () => {
      for (let times = 0; times < 2; times++) expect(await desk.bring('payment', of.payment(1))).toBe('done')
    })
    expect(moved).toEqual({ 'card USD cash': 940, 'card USD fees': 59, 'card USD suspense': -999 })
    expect(await paymentsOf(buyer)).toMatchObject([{ charge_id: of.payment(1), quarantine: 'unknown_order' }])
    expect(await isOpen()).toBe(false)
  })

  it.each(['uncollectible', 'paid'] as const)(
    'is held where the invoice is %s, and an hour later does not count it still',
    async status => {
      const { buyer, of } = await aSubscriber()
      desk.record.write(of.subscription(1), as(of.invoice(1, 'open'), { status }))
      desk.record.write(of.paid(1, { on: '2026-11-21' }))
      expect(await desk.bring('payment', of.payment(1))).toBe('later')
      desk.record.write(of.paid(1, { on: '2026-11-20' }))
      expect(await desk.bring('payment', of.payment(1))).toBe('done')
      const held = { charge_id: of.payment(1), amount: 999, quarantine: 'unknown_order' }
      expect(await paymentsOf(buyer)).toContainEqual(held)
    },
  )
})

it('what nobody can keep as it was told is money all the same, and the months behind it are booked', async () => {
  const { buyer, of, subscription } = await aSubscriber()
  const strange = as(of.invoice(1), { customer_name: 'N\0 \ud800', metadata: { 'k\0': 'v' } })
  desk.record.write(of.subscription(2), strange, of.paid(1), of.invoice(2), of.paid(2))
  await desk.bring('subscription', subscription)
  expect(await paymentsOf(buyer)).toHaveLength(2)
})

// cases 72, 78
it('a debt first heard of after an outage is told with the access that is left, once', async () => {
  const { buyer, of, subscription } = await aSubscriber()
  const { clock } = desk.books
  const before = clock.now()
  clock.advance(+day('2027-01-21') + days(1) - +before)
  const due = { status: 'requires_payment_method' as const, amount_received: 0, latest_charge: null }
  desk.record.write(of.subscription(3, { status: 'past_due' }), of.invoice(1), of.paid(1))
  desk.record.write(of.invoice(2), of.paid(2), of.invoice(3, 'open'), of.paid(3, due))
  for (let times = 0; times < 2; times++) await desk.bring('subscription', subscription)
  const told = (await newsOf(buyer)).filter(({ kind }) => kind === 'payment_failed')
  const graceUntil = new Date(+day('2027-01-21') + days(3)).toISOString()
  expect(told).toMatchObject([{ kind: 'payment_failed', graceUntil }])
  clock.advance(+before - +clock.now())
})
