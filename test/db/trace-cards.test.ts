import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN, openBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP, invoiceOf, monthsAfter, stateOf, stripeId } from '../support/card-sale.ts'
import { newRequest, someone } from '../support/sale.ts'

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

/** A subscriber of whom every kind of thing is known, and what the provider calls each. */
async function someoneWithAll() {
  const personId = await someone(books)
  const { order, charge } = await aSubscriber(books, personId)
  const ids = {
    customer: stripeId('cus'),
    checkout: stripeId('cs'),
    subscription: `sub_${order.id}`,
    invoice: charge.invoice ?? '',
    payment: charge.chargeId,
    refund: stripeId('re'),
    dispute: stripeId('du'),
  }
  await cards.keepCustomer({ personId, livemode: false, customerId: ids.customer })
  await cards.keepCheckout({ orderId: order.id, sessionId: ids.checkout })
  await cards.recordInvoice(
    await invoiceOf(books, personId, {
      providerId: ids.invoice,
      subscription: ids.subscription,
      createdAt: order.createdAt,
    }),
  )
  await cards.recordRefund({
    ...{ chargeId: charge.chargeId, amount: 400, providerId: ids.refund, refundId: null },
    ...{ state: 'taken', detail: '', createdAt: order.createdAt },
  })
  await cards.recordDispute({
    ...{ rail: 'card', providerId: ids.dispute, chargeId: charge.chargeId, ticket: await cards.ticket() },
    ...{ status: 'needs_response', stand: 'open', reason: 'fraudulent', openedAt: order.createdAt },
    price: { amount: 599, currency: 'EUR' },
  })
  return { personId, order, charge, ids }
}

// case 93
test('whatever the provider calls a thing of theirs leads to the person, and so do our own ids of it', async () => {
  const { personId, ids } = await someoneWithAll()
  await someoneWithAll()
  const story = await books.billing.story(personId)
  const ours = [
    ...(story?.subscriptions.map(({ id }) => id) ?? []),
    ...(story?.invoices.map(({ invoiceId }) => invoiceId) ?? []),
    ...(story?.payments.flatMap(({ disputes }) => disputes.map(({ disputeId }) => disputeId)) ?? []),
  ]
  expect(ours).toHaveLength(3)
  for (const id of [...Object.values(ids), ...ours])
    expect(
      (await books.billing.findPeople(id)).map(each => each.id),
      id,
    ).toEqual([personId])
  expect(await books.billing.findPeople('sub_of_nobody')).toEqual([])
})

// case 93
test('their story tells the subscription, the invoice, what went back in part, and the dispute', async () => {
  const { personId, order, charge, ids } = await someoneWithAll()
  const story = await books.billing.story(personId)
  const createdAt = order.createdAt
  expect(story?.subscriptions).toEqual(await cards.subscriptionsOf(personId))
  expect(story?.invoices).toEqual([
    {
      ...{ invoiceId: expect.any(String), rail: 'card', providerId: ids.invoice, status: 'paid', createdAt },
      ...{ amountDue: 999, amountPaid: 999, currency: 'EUR' },
    },
  ])
  expect(story?.payments).toMatchObject([
    {
      chargeId: charge.chargeId,
      invoice: ids.invoice,
      refunds: [{ amount: 400, result: 'succeeded', cameBackAt: null }],
      refunded: 400,
      disputes: [
        {
          ...{ disputeId: expect.any(String), providerId: ids.dispute, status: 'needs_response' },
          ...{ reason: 'fraudulent', price: { amount: 599, currency: 'EUR' }, openedAt: createdAt },
        },
      ],
    },
  ])
  // The grant waits for the dispute.
  expect(story?.grants).toMatchObject([{ revokedAt: expect.any(Date) }])
})

// cases 69, 70
test('their story says what of a payment can still be given back', async () => {
  const personId = await someone(books)
  const { charge } = await aSubscriber(books, personId)
  const [part, rest] = [stripeId('re'), stripeId('re')]
  const tell = (providerId: string, amount: number, state: 'taken' | 'failed') =>
    cards.recordRefund({
      ...{ chargeId: charge.chargeId, providerId, refundId: null, amount, state, detail: 'closed' },
      createdAt: books.clock.now(),
    })
  const payment = async () => {
    const [told] = (await books.billing.story(personId))?.payments ?? []
    return told && { refunded: told.refunded, refundable: told.refundable }
  }
  await tell(part, 400, 'taken')
  expect(await payment()).toEqual({ refunded: 400, refundable: true })
  await tell(rest, 599, 'taken')
  expect(await payment()).toEqual({ refunded: 999, refundable: false })
  await tell(rest, 599, 'failed')
  expect(await payment()).toEqual({ refunded: 400, refundable: true })
  const [told] = (await books.billing.story(personId))?.payments ?? []
  expect(told?.refunds.map(({ cameBackAt }) => cameBackAt)).toEqual([null, books.clock.now()])
  expect((await books.billing.story(personId))?.grants).toMatchObject([{ revokedAt: null }])

  const asked = { chargeId: charge.chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
  expect(await books.billing.requestRefund(asked)).toMatchObject({ kind: 'requested' })
  expect(await payment()).toMatchObject({ refundable: false })
})

test('their story keeps subscriptions that never began, and old ones', async () => {
  const personId = await someone(books)
  const { order } = await aSubscriber(books, personId)
  await cards.recordSubscription(
    await stateOf(books, order, {
      status: 'canceled',
      renews: false,
      endedAt: monthsAfter(order.createdAt, 1),
    }),
  )
  const again = await aSubscriber(books, personId, 'visit')
  await cards.recordSubscription(
    await stateOf(books, again.order, { status: 'incomplete_expired', renews: false }),
  )
  expect((await books.billing.story(personId))?.subscriptions.map(({ status }) => status)).toEqual([
    'canceled',
    'incomplete_expired',
  ])
})
