import { expect, test } from 'vitest'
import { stripeShop, subscribed } from './stripe-stage.ts'

const hour = 60 * 60
const day = 24 * hour
const at = (date: string) => Date.parse(`${date}Z`) / 1000

test('a renewal that fails makes it past due, and is tried again until it is paid', async () => {
  const shop = await stripeShop()
  const { stripe, turnTo, told, deeds, customer } = shop
  const id = await subscribed(shop, '4000000000000341')
  const before = (await told()).length
  const failedAt = at('2026-11-01T01:00:00')
  await turnTo(failedAt)
  expect(await told(before)).toEqual(
    expect.arrayContaining(['charge.failed', 'invoice.payment_failed', 'customer.subscription.updated']),
  )
  expect(await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({
    status: 'past_due',
    latest_invoice: { status: 'open', attempt_count: 1, next_payment_attempt: failedAt + 3 * day },
  })
  await turnTo(failedAt + 3 * day)
  expect(await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({
    latest_invoice: { attempt_count: 2, next_payment_attempt: failedAt + 5 * day },
  })
  await deeds.changeCard({ customer: customer.id, card: '4242424242424242' })
  await turnTo(failedAt + 5 * day)
  expect(await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })).toMatchObject({
    status: 'active',
    latest_invoice: { status: 'paid', attempt_count: 3, next_payment_attempt: null },
  })
})

test.each([
  ['cancel', 'canceled'],
  ['unpaid', 'unpaid'],
  ['past_due', 'past_due'],
] as const)('after the last attempt the account is set to %s: it is %s', async (afterRetries, status) => {
  const shop = await stripeShop({ afterRetries })
  const { stripe, turnTo, told } = shop
  const id = await subscribed(shop, '4000000000000341')
  await turnTo(at('2026-11-08T01:00:00'))
  const subscription = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
  expect(subscription).toMatchObject({
    status,
    latest_invoice: { status: 'open', next_payment_attempt: null },
  })
  const canceled = status === 'canceled'
  expect(subscription.cancellation_details?.reason).toBe(canceled ? 'payment_failed' : null)
  expect((await told()).includes('customer.subscription.deleted')).toBe(canceled)
  await turnTo(at('2026-12-01T02:00:00'))
  const { data } = await stripe.invoices.list({ subscription: id })
  expect(data.map(({ status }) => status)).toEqual(
    { cancel: ['open', 'paid'], unpaid: ['draft', 'open', 'paid'], past_due: ['open', 'open', 'paid'] }[
      afterRetries
    ],
  )
})

test('an open invoice is paid at its page with another card, which is the subscription’s from then on', async () => {
  const shop = await stripeShop({ afterRetries: 'unpaid' })
  const { stripe, turnTo, deeds } = shop
  const id = await subscribed(shop, '4000000000000341')
  await turnTo(at('2026-11-20T00:00:00'))
  const invoice = String((await stripe.subscriptions.retrieve(id)).latest_invoice)
  expect(await deeds.payInvoice({ invoice, card: '4000000000000002' })).toMatchObject({ kind: 'declined' })
  expect(await deeds.payInvoice({ invoice, card: '4242424242424242' })).toEqual({ kind: 'paid' })
  expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' })
  await expect(deeds.payInvoice({ invoice })).rejects.toThrow('is paid')
  await turnTo(at('2026-12-02T00:00:00'))
  expect((await stripe.invoices.list({ subscription: id })).data.map(({ status }) => status)).toEqual([
    'paid',
    'paid',
    'paid',
  ])
})

test('a renewal whose bank asks waits for the person', async () => {
  const shop = await stripeShop()
  const { monthly, stripe, turnTo, told, deeds } = shop
  const session = await monthly()
  await deeds.payCheckout({ session: session.id, card: '4000002760003184' })
  await deeds.confirm3ds({ session: session.id, yes: true })
  await turnTo(at('2026-11-01T01:00:00'))
  expect(await told()).toContain('invoice.payment_action_required')
  const [invoice] = (await stripe.invoices.list({ status: 'open' })).data
  const pay = { invoice: String(invoice?.id) }
  expect(await deeds.payInvoice(pay)).toEqual({ kind: 'authenticate' })
  expect(await deeds.payInvoice({ ...pay, authenticated: true })).toEqual({ kind: 'paid' })
  expect((await stripe.subscriptions.list()).data).toMatchObject([{ status: 'active' }])
})

test('a first payment that is not made in 23 hours: the subscription never began', async () => {
  const { monthly, stripe, turnTo, deeds, clock, told } = await stripeShop()
  const session = await monthly()
  await deeds.payCheckout({ session: session.id, card: '4000000000000002' })
  const [subscription] = (await stripe.subscriptions.list()).data
  expect(subscription).toMatchObject({ status: 'incomplete' })
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: 'open',
    subscription: null,
  })
  await turnTo(clock.seconds + 23 * hour)
  expect(
    await stripe.subscriptions.retrieve(String(subscription?.id), { expand: ['latest_invoice'] }),
  ).toMatchObject({
    status: 'incomplete_expired',
    ended_at: clock.seconds + 23 * hour,
    latest_invoice: { status: 'void' },
  })
  expect(await told()).toContain('invoice.voided')
})

test('a first payment by bank debit: active at once, past due when it is returned', async () => {
  const { monthly, stripe, deeds } = await stripeShop()
  const session = await monthly()
  await deeds.payCheckout({ session: session.id, card: 'slow' })
  expect((await stripe.subscriptions.list({ expand: ['data.latest_invoice'] })).data).toMatchObject([
    { status: 'active', latest_invoice: { status: 'open', next_payment_attempt: null } },
  ])
  const [intent] = (await stripe.paymentIntents.list()).data
  await deeds.settleDebit({ payment_intent: String(intent?.id), succeeds: false })
  expect((await stripe.subscriptions.list()).data).toMatchObject([{ status: 'past_due' }])
})
