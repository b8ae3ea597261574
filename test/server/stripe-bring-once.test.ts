import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessTo, newsFor, rows } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer, type Buyer } from './stripe-life.ts'
import { anInvoice, aPayment, aSession } from './stripe-objects.ts'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const kinds = async ({ personId }: Buyer) => (await newsFor(desk.books, personId)).map(({ kind }) => kind)
const paymentsOf = ({ personId }: Buyer) =>
  rows(desk.books, 'select charge_id, amount::int, currency, quarantine from payments where person_id = $1', [
    personId,
  ])

describe('a payment made once', () => {
  const nextMonth = () => new Date(desk.books.clock.now().setUTCMonth(11))
  const bought = (buyer: Buyer, changes: Parameters<typeof aPayment>[0] = {}) => {
    const metadata = { person: String(buyer.personId), order: buyer.orderId }
    const id = `pi_${buyer.tag}_once`
    const customer = `cus_${buyer.tag}`
    const common = { id: `cs_${buyer.tag}`, mode: 'payment', customer, metadata } as const
    return {
      payment: aPayment({ id, customer, metadata, ...changes }),
      session: aSession({ ...common, payment_intent: id }),
      unpaid: aSession({ ...common, payment_intent: id, payment_status: 'unpaid' }),
      expired: aSession({ ...common, status: 'expired', payment_status: 'unpaid' }),
    }
  }

  it('buys the plan, and is counted once', async () => {
    const buyer = await aBuyer(desk.books)
    const { payment, session } = bought(buyer)
    const before = await desk.counted()
    desk.record.write(payment, session)
    for (let time = 0; time < 2; time++) {
      await desk.bring('session', session.id)
      await desk.bring('payment', payment.id)
    }

    expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: true, to: nextMonth() })
    expect(await kinds(buyer)).toEqual(['thanks'])
    expect(await desk.counted()).toEqual({ ...before, success: (before['success'] ?? 0) + 1 })
  })

  it('of another amount is held', async () => {
    const buyer = await aBuyer(desk.books)
    const { payment } = bought(buyer, { amount_received: 998 })
    desk.record.write(payment)
    await desk.bring('payment', payment.id)

    expect(await paymentsOf(buyer)).toMatchObject([{ amount: 998, quarantine: 'wrong_amount' }])
  })

  // case 65
  it('in a slow way opens nothing until the money is here', async () => {
    const buyer = await aBuyer(desk.books)
    const slow = bought(buyer, { status: 'processing', amount_received: 0, latest_charge: null })
    desk.record.write(slow.payment, slow.unpaid)
    await desk.bring('session', slow.session.id)
    expect([await accessTo(desk.books, buyer.personId), await kinds(buyer)]).toEqual([null, []])

    const { payment, session } = bought(buyer)
    desk.record.write(payment, session)
    await desk.bring('session', session.id)
    expect(await kinds(buyer)).toEqual(['thanks'])
  })

  // case 65
  it('in a slow way that did not come after all is told of, once', async () => {
    const buyer = await aBuyer(desk.books)
    const { payment, unpaid } = bought(buyer, {
      status: 'requires_payment_method',
      amount_received: 0,
      latest_charge: null,
    })
    desk.record.write(payment, unpaid)
    for (let time = 0; time < 2; time++) await desk.bring('session', unpaid.id)

    expect([await accessTo(desk.books, buyer.personId), await kinds(buyer)]).toEqual([
      null,
      ['checkout_failed'],
    ])
  })

  // case 66
  it('on a checkout that had expired is honoured all the same', async () => {
    const buyer = await aBuyer(desk.books)
    const { payment, expired } = bought(buyer)
    desk.record.write(expired)
    await desk.bring('session', expired.id)
    const { personId, orderId } = buyer
    expect(await desk.books.billing.orderState({ personId, orderId })).toMatchObject({ state: 'canceled' })

    desk.record.write(payment)
    await desk.bring('payment', payment.id)
    expect(await accessTo(desk.books, personId)).toMatchObject({ active: true })
  })

  it('that has not come is nothing', async () => {
    const buyer = await aBuyer(desk.books)
    const { payment } = bought(buyer, { status: 'requires_action', amount_received: 0, latest_charge: null })
    desk.record.write(payment)
    await desk.bring('payment', payment.id)

    expect(await paymentsOf(buyer)).toEqual([])
  })

  it('by hand, on an invoice of a customer we know, is held', async () => {
    const buyer = await aBuyer(desk.books)
    const customer = `cus_${buyer.tag}`
    const { cards } = desk.books.billing
    await cards.keepCustomer({ personId: buyer.personId, livemode: false, customerId: customer })
    const payment = aPayment({ id: `pi_${buyer.tag}_hand`, customer })
    const invoice = anInvoice({ id: `in_${buyer.tag}`, customer, subscription: null, by: [payment.id] })
    desk.record.write(payment, invoice)
    await desk.bring('invoice', invoice.id)

    expect(await paymentsOf(buyer)).toMatchObject([{ charge_id: payment.id, quarantine: 'unknown_order' }])
    expect(
      await rows(desk.books, 'select status from invoices where provider_id = $1', [invoice.id]),
    ).toHaveLength(1)
  })
})
