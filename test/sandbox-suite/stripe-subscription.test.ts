import { expect, test } from 'vitest'
import { refused, stripeShop, subscribed } from './stripe-stage.ts'

const hour = 60 * 60
const day = 24 * hour
const at = (date: string) => Date.parse(`${date}Z`) / 1000

test('a first payment makes a subscription that is active for a month', async () => {
  const shop = await stripeShop()
  const { stripe, told, clock } = shop
  const before = (await told()).length
  const id = await subscribed(shop)
  expect(await told(before)).toEqual([
    'payment_method.attached',
    'invoice.created',
    'customer.subscription.created',
    'payment_intent.created',
    'invoice.finalized',
    'customer.updated',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice_payment.paid',
    'invoice.updated',
    'invoice.paid',
    'invoice.payment_succeeded',
    'customer.subscription.updated',
    'checkout.session.completed',
  ])
  const subscription = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
  const period = { current_period_start: clock.seconds, current_period_end: at('2026-11-01T00:00:00') }
  expect(subscription).toMatchObject({
    status: 'active',
    metadata: { order: 'month' },
    billing_mode: { type: 'flexible' },
    items: { data: [{ price: { id: 'price_month' }, ...period }] },
    latest_invoice: {
      status: 'paid',
      billing_reason: 'subscription_create',
      amount_paid: 900,
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: id, metadata: { order: 'month' } },
      },
      lines: { data: [{ period: { start: clock.seconds, end: at('2026-11-01T00:00:00') }, amount: 900 }] },
    },
  })
  expect(subscription).not.toHaveProperty('current_period_end')
  expect(subscription.latest_invoice).not.toHaveProperty('subscription')
})

test('a year of it: twelve periods without a gap, each paid an hour after it begins', async () => {
  const shop = await stripeShop()
  const { stripe, turnTo, told, clock } = shop
  const id = await subscribed(shop)
  const before = (await told()).length
  await turnTo(at('2026-11-01T00:00:00'))
  expect(await told(before)).toEqual(['invoice.created', 'customer.subscription.updated'])
  const [draft] = (await stripe.invoices.list({ subscription: id })).data
  expect(draft).toMatchObject({ status: 'draft', hosted_invoice_url: null, invoice_pdf: null, number: null })
  await turnTo(at('2026-11-01T01:00:00'))
  expect((await told(before)).slice(2)).toEqual([
    'payment_intent.created',
    'invoice.finalized',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice_payment.paid',
    'invoice.updated',
    'invoice.paid',
    'invoice.payment_succeeded',
  ])
  await turnTo(at('2027-09-30T23:00:00'))
  const { data } = await stripe.invoices.list({ subscription: id, limit: 100 })
  expect(data.map(({ status }) => status)).toEqual(Array(12).fill('paid'))
  const periods = data.toReversed().map(({ lines }) => lines.data[0]?.period)
  expect(periods[0]?.start).toBe(clock.seconds)
  for (const [month, period] of periods.entries())
    expect(period?.end).toBe(periods[month + 1]?.start ?? at('2027-10-01T00:00:00'))
  expect(data[0]).toMatchObject({
    billing_reason: 'subscription_cycle',
    hosted_invoice_url: expect.stringMatching(/^http/),
  })
  const { data: payments } = await stripe.invoicePayments.list({ invoice: String(data[0]?.id) })
  const intent = String(payments[0]?.payment.payment_intent)
  const found = await stripe.invoicePayments.list({
    payment: { type: 'payment_intent', payment_intent: intent },
  })
  expect(found.data).toMatchObject([{ invoice: data[0]?.id, status: 'paid', amount_paid: 900 }])
})

test('a subscription of the 31st comes back to the 31st after a shorter month', async () => {
  const shop = await stripeShop()
  const { stripe, turnTo } = shop
  await turnTo(at('2027-01-31T10:00:00'))
  const id = await subscribed(shop)
  const ends = []
  for (const moment of ['2027-02-28T12:00:00', '2027-03-31T12:00:00', '2027-04-30T12:00:00']) {
    await turnTo(at(moment) - 3 * hour)
    ends.push((await stripe.subscriptions.retrieve(id)).items.data[0]?.current_period_end)
    await turnTo(at(moment))
  }
  expect(ends).toEqual([at('2027-02-28T10:00:00'), at('2027-03-31T10:00:00'), at('2027-04-30T10:00:00')])
})

test('a trial bills nothing, warns three days before it ends, and then bills', async () => {
  const { monthly, stripe, turnTo, deeds, clock, told } = await stripeShop()
  const session = await monthly({ subscription_data: { trial_period_days: 14 } })
  expect(session).toMatchObject({ amount_total: 0 })
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    payment_status: 'no_payment_required',
  })
  const trial_end = clock.seconds + 14 * day
  const [subscription] = (await stripe.subscriptions.list({ expand: ['data.latest_invoice'] })).data
  expect(subscription).toMatchObject({
    status: 'trialing',
    trial_end,
    items: { data: [{ current_period_end: trial_end }] },
    latest_invoice: {
      status: 'paid',
      amount_due: 0,
      lines: { data: [{ amount: 0, period: { end: trial_end } }] },
    },
  })
  expect((await stripe.paymentIntents.list()).data).toEqual([])
  await turnTo(trial_end - 3 * day)
  expect((await told()).at(-1)).toBe('customer.subscription.trial_will_end')
  await turnTo(trial_end + hour)
  expect((await stripe.subscriptions.list({ expand: ['data.latest_invoice'] })).data).toMatchObject([
    { status: 'active', latest_invoice: { status: 'paid', amount_paid: 900 } },
  ])
  expect((await told()).filter(type => type === 'customer.subscription.trial_will_end')).toHaveLength(1)
})

test('a coupon for ever makes every invoice one over nothing; no money moves', async () => {
  const { monthly, stripe, turnTo, deeds } = await stripeShop()
  await deeds.addCoupon({ id: 'FREE', percent_off: 100, duration: 'forever' })
  const session = await monthly({ discounts: [{ coupon: 'FREE' }] })
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  await turnTo(at('2026-12-01T02:00:00'))
  const { data } = await stripe.invoices.list()
  expect(data.map(({ status, total, subtotal }) => [status, total, subtotal])).toEqual(
    Array(3).fill(['paid', 0, 900]),
  )
  expect((await stripe.charges.list()).data).toEqual([])
  expect((await stripe.subscriptions.list()).data).toMatchObject([{ status: 'active' }])
})

test('a coupon for once, put to a subscription, is used with the next invoice', async () => {
  const shop = await stripeShop()
  const { stripe, turnTo, deeds } = shop
  const id = await subscribed(shop)
  await deeds.addCoupon({ id: 'HALF', percent_off: 50, duration: 'once' })
  expect(await refused(stripe.subscriptions.update(id, { discounts: [{ coupon: 'NONE' }] }))).toMatchObject({
    code: 'resource_missing',
  })
  expect((await stripe.subscriptions.update(id, { discounts: [{ coupon: 'HALF' }] })).discounts).toHaveLength(
    1,
  )
  await turnTo(at('2026-12-01T02:00:00'))
  const { data } = await stripe.invoices.list({ subscription: id })
  expect(data.map(({ amount_paid }) => amount_paid)).toEqual([900, 450, 900])
  expect(data[1]?.total_discount_amounts).toMatchObject([{ amount: 450 }])
  expect((await stripe.subscriptions.retrieve(id)).discounts).toEqual([])
})

test('the subscriptions of one customer are in one currency', async () => {
  const shop = await stripeShop()
  await subscribed(shop)
  await shop.deeds.addPrice({
    id: 'price_eur',
    name: 'Monat',
    amount: 800,
    currency: 'eur',
    interval: 'month',
  })
  const other = shop.monthly({ line_items: [{ price: 'price_eur', quantity: 1 }] })
  expect(await refused(other)).toMatchObject({
    message: expect.stringContaining('cannot combine currencies'),
  })
})
