import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessTo, movedBy, newsFor, rows } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer, type Buyer, objectsOf } from './stripe-life.ts'
import { anInvoice, aPayment, seconds } from './stripe-objects.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const kinds = async ({ personId }: Buyer) => (await newsFor(desk.books, personId)).map(({ kind }) => kind)
const paymentsOf = ({ personId }: Buyer) =>
  rows(desk.books, 'select charge_id, amount::int, currency, quarantine from payments where person_id = $1', [
    personId,
  ])

describe('a subscription', () => {
  // case 61
  it('is theirs whatever tells of it first', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    desk.record.write(of.subscription(1), of.invoice(1), of.paid(1))
    await desk.bring('invoice', of.invoice(1).id)

    expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: true, to: day('2026-12-21') })
    expect(await kinds(buyer)).toEqual(['thanks'])
  })

  it('is theirs also where only the payment tells of it', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    desk.record.write(of.subscription(1), of.invoice(1), of.paid(1))
    await desk.bring('payment', of.payment(1))

    expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: true, to: day('2026-12-21') })
    expect(await kinds(buyer)).toEqual(['thanks'])
  })

  it('is read again until its invoice knows of the money that came for it', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    desk.record.write(of.subscription(1, { status: 'incomplete' }), of.invoice(1, 'open'), of.paid(1))

    expect(await desk.bring('payment', of.payment(1))).toBe('later')
    expect(await paymentsOf(buyer)).toEqual([])
  })

  it('that began outside this shop opens nothing: its money is held where its customer is known', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    const customerId = `cus_${buyer.tag}`
    await desk.books.billing.cards.keepCustomer({ personId: buyer.personId, livemode: false, customerId })
    desk.record.write({ id: customerId, object: 'customer' })
    desk.record.write(of.subscription(1, { metadata: {} }), of.invoice(1), of.paid(1))
    await desk.bring('subscription', of.subscription(1).id)

    expect(await paymentsOf(buyer)).toMatchObject([{ charge_id: of.payment(1), quarantine: 'unknown_order' }])
    expect(await accessTo(desk.books, buyer.personId)).toBeNull()
  })

  it('whose past is in the books is looked at again without asking for each payment', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    desk.record.write(of.subscription(2), of.invoice(1), of.paid(1), of.invoice(2), of.paid(2))
    await desk.bring('subscription', of.subscription(2).id)
    const asked = desk.record.asked.length
    const counted = await desk.counted()
    await desk.bring('subscription', of.subscription(2).id)

    expect(desk.record.asked.slice(asked)).toEqual([`/v1/subscriptions/sub_${buyer.tag}`, '/v1/invoices'])
    expect(await desk.counted()).toEqual(counted)
  })

  // case 73
  it('whose bank wants a word says so, and where', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    const asks = { status: 'requires_action' as const, amount_received: 0, latest_charge: null }
    desk.record.write(of.subscription(1, { status: 'incomplete' }), of.invoice(1, 'open'), of.paid(1, asks))
    await desk.bring('invoice', of.invoice(1).id)

    const payUrl = of.invoice(1).hosted_invoice_url
    expect(await newsFor(desk.books, buyer.personId)).toMatchObject([
      { kind: 'payment_failed', todo: 'confirm', payUrl },
    ])
    expect(await accessTo(desk.books, buyer.personId)).toBeNull()
  })

  // case 82
  it('that begins with a trial is open for it, and no money is booked', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    const free = { ...of.invoice(1), amount_due: 0, amount_paid: 0, payments: anInvoice().payments }
    desk.record.write(of.subscription(1, { status: 'trialing' }), free)
    const moved = await movedBy(desk.books, () => desk.bring('subscription', of.subscription(1).id))

    expect(moved).toEqual({})
    expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: true, to: day('2026-12-21') })
  })

  // case 81
  it('in another currency than the order is held for a person to look at', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    const invoice = of.invoice(1)
    for (const payment of invoice.payments?.data ?? []) payment.currency = 'eur'
    desk.record.write(of.subscription(1, { currency: 'eur' }), invoice, of.paid(1, { currency: 'eur' }))
    await desk.bring('subscription', of.subscription(1).id)

    expect(await paymentsOf(buyer)).toMatchObject([{ currency: 'EUR', quarantine: 'wrong_currency' }])
    expect(await accessTo(desk.books, buyer.personId)).toBeNull()
  })
})

describe('what a payment costs', () => {
  it('is waited for by nobody: access is open, and only the payment is read again', async () => {
    const buyer = await aBuyer(desk.books)
    const of = objectsOf(buyer)
    desk.record.write(of.session, of.subscription(1), of.invoice(1), of.paid(1, { moved: null }))
    for (let times = 0; times < 3; times++) await desk.bring('session', of.session.id)

    const id = of.payment(1)
    expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: true })
    // One, however many readings find that it is missing.
    expect((await desk.waiting()).filter(({ key }) => key === id)).toMatchObject([
      { key: id, data: { kind: 'payment', id } },
    ])
    expect(await desk.bring('payment', id)).toBe('later')

    desk.record.write(of.paid(1))
    const moved = await movedBy(desk.books, async () => {
      expect(await desk.bring('payment', id)).toBe('done')
    })
    expect(moved).toEqual({ 'card USD cash': -59, 'card USD fees': 59 })
  })
})

describe('what is not ours', () => {
  it('money of a stranger is told to admins once, and not booked', async () => {
    const payment = aPayment({ id: 'pi_foreign', customer: 'cus_foreign' })
    desk.record.write(payment)
    const moved = await movedBy(desk.books, async () => {
      for (let time = 0; time < 2; time++) await desk.bring('payment', payment.id)
    })

    expect(moved).toEqual({})
    expect(await desk.toldAdmin('alarm')).toMatchObject([{ about: 'foreign_charge', id: 'pi_foreign' }])
  })

  it.each(['session', 'subscription', 'invoice', 'payment', 'customer'] as const)(
    'a %s that Stripe does not know ends there',
    async kind => {
      await expect(desk.bring(kind, 'gone')).resolves.toBe('done')
    },
  )
})

// case 77
it('a customer deleted in the dashboard is nobody any more, and what they paid stays theirs', async () => {
  const buyer = await aBuyer(desk.books)
  const of = objectsOf(buyer)
  const { personId } = buyer
  const customerId = `cus_${buyer.tag}`
  const { cards } = desk.books.billing
  await cards.keepCustomer({ personId, livemode: false, customerId })
  desk.record.write(of.subscription(1), of.invoice(1), of.paid(1))
  await desk.bring('subscription', of.subscription(1).id)
  const gone = { id: customerId, object: 'customer', deleted: true }
  desk.record.write(gone, of.subscription(1, { status: 'canceled', ended_at: seconds('2026-11-22') }))
  await desk.bring('customer', customerId)
  await desk.bring('subscription', of.subscription(1).id)

  expect(await cards.customerOf({ personId, livemode: false })).toEqual({ customerId: null, earlier: 1 })
  expect(await accessTo(desk.books, personId)).toMatchObject({ active: true, to: day('2026-12-21') })
})
