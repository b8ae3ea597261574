import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { days } from '../support/books.ts'
import { accessTo, rows } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer, type Buyer, objectsOf } from './stripe-life.ts'
import { anInvoice, aPayment, aSession } from './stripe-objects.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** What is to be read because of the last look, without the customers themselves. */
let before = 0
beforeEach(async () => {
  before = (await desk.waiting()).length
})
async function found(): Promise<string[]> {
  const fresh = (await desk.waiting()).slice(before).map(({ data }) => data)
  return fresh.filter(({ kind }) => kind !== 'customer').map(({ kind, id }) => `${kind} ${id}`)
}

/** Somebody with a subscription of which all that happened by now is in the books. */
async function aSubscriber(): Promise<{ buyer: Buyer; of: ReturnType<typeof objectsOf> }> {
  const buyer = await aBuyer(desk.books)
  const { personId, tag } = buyer
  const of = objectsOf(buyer)
  const customerId = `cus_${tag}`
  desk.record.write(
    { id: customerId, object: 'customer' },
    of.session,
    of.subscription(1),
    of.invoice(1),
    of.paid(1),
  )
  await desk.books.billing.cards.keepCustomer({ personId, livemode: false, customerId })
  await desk.bring('session', of.session.id)
  return { buyer, of }
}

/** Every one of this test is over by the next. */
async function silence(atLeast: number): Promise<void> {
  await desk.catchUp()
  before = (await desk.waiting()).length
  desk.books.clock.advance(days(atLeast))
}

// case 78
describe('after more days than Stripe remembers events', () => {
  it('what was paid, given back and disputed meanwhile is in the books, though nothing told of it', async () => {
    const [renewing, refunded, disputed] = [await aSubscriber(), await aSubscriber(), await aSubscriber()]
    await silence(31)
    const { of } = renewing
    desk.record.write(of.subscription(2), of.invoice(2), of.paid(2), refunded.of.refund(1))
    desk.record.write(disputed.of.dispute(1, 'needs_response'))
    await desk.catchUp()
    expect(await found()).toEqual(
      expect.arrayContaining([
        `subscription sub_${renewing.buyer.tag}`,
        `payment ${refunded.of.payment(1)}`,
        `payment ${disputed.of.payment(1)}`,
      ]),
    )
    await desk.work()

    expect(await accessTo(desk.books, renewing.buyer.personId)).toMatchObject({
      to: new Date('2027-01-21T12:00:00Z'),
    })
    for (const { buyer } of [refunded, disputed])
      expect(await accessTo(desk.books, buyer.personId)).toMatchObject({ active: false })
  })

  it('so is what was bought once, and orders nobody can pay any more are closed', async () => {
    const [bought, left] = [await aBuyer(desk.books), await aBuyer(desk.books)]
    await silence(31)
    const marked = ({ personId, orderId, tag }: Buyer) => ({
      customer: `cus_${tag}`,
      metadata: { person: String(personId), order: orderId },
    })
    const created = Math.floor(+desk.books.clock.now() / 1000)
    const payment = aPayment({ id: `pi_${bought.tag}`, ...marked(bought), created })
    const common = { mode: 'payment', created } as const
    const page = aSession({ id: `cs_${left.tag}`, status: 'expired', ...common, ...marked(left) })
    const open = aSession({ id: 'cs_open', status: 'open', ...common })
    const paper = { subscription: null, created, ...marked(bought) }
    desk.record.write(payment, page, open, anInvoice({ id: 'in_alone', by: [payment.id], ...paper }))
    await desk.catchUp()
    expect(await found()).toEqual(
      expect.arrayContaining([`payment ${payment.id}`, `session ${page.id}`, 'invoice in_alone']),
    )
    expect(await found()).not.toContain('session cs_open')
    await desk.work()

    expect(await accessTo(desk.books, bought.personId)).toMatchObject({ active: true })
    expect(
      await rows(desk.books, 'select from order_cancellations where order_id = $1', [left.orderId]),
    ).toHaveLength(1)
  })

  it('who was deleted there is known to be', async () => {
    const { buyer } = await aSubscriber()
    const { personId, tag } = buyer
    await silence(31)
    desk.record.write({ id: `cus_${tag}`, object: 'customer', deleted: true } as never)
    await desk.catchUp()
    await desk.work()

    const who = { personId, livemode: false }
    expect(await desk.books.billing.cards.customerOf(who)).toEqual({ customerId: null, earlier: 1 })
  })

  it('what comes meanwhile goes first, and the next look is at events alone', async () => {
    await silence(31)
    await desk.catchUp()
    expect((await found()).length).toBeGreaterThan(0)
    const jobs = 'select distinct priority from pgboss.job where name = $1'
    expect(await rows(desk.books, jobs, ['readings'])).toEqual([{ priority: -1 }])
    before = (await desk.waiting()).length
    desk.books.clock.advance(days(1))
    await desk.catchUp()

    expect(await found()).toEqual([])
  })

  it('it is done again where Stripe stopped answering in the middle', async () => {
    await silence(31)
    desk.record.fail(500, '/v1/payment_intents')
    await expect(desk.catchUp()).rejects.toThrow()
    before = (await desk.waiting()).length
    desk.record.fail(null)
    await desk.catchUp()

    expect((await found()).length).toBeGreaterThan(0)
  })
})
