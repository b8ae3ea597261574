import { expect, test } from 'vitest'
import { charged, refused, stripeShop, stripeStage, subscribed } from './stripe-stage.ts'

test('a list is newest first, and pages go both ways', async () => {
  const { stripe } = await stripeStage()
  const ids: string[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e']) ids.unshift((await stripe.customers.create({ name })).id)
  const of = async (params: object) => {
    const { data, has_more } = await stripe.customers.list(params)
    return [data.map(({ id }) => id), has_more]
  }
  expect(await of({ limit: 2 })).toEqual([ids.slice(0, 2), true])
  expect(await of({ limit: 2, starting_after: ids[1] })).toEqual([ids.slice(2, 4), true])
  expect(await of({ limit: 2, starting_after: ids[3] })).toEqual([ids.slice(4), false])
  expect(await of({ limit: 2, ending_before: ids[4] })).toEqual([ids.slice(2, 4), true])
  const all: string[] = []
  for await (const { id } of stripe.customers.list({ limit: 2 })) all.push(id)
  expect(all).toEqual(ids)
})

test('a page has 1 to 100, and begins at something that is there', async () => {
  const { stripe } = await stripeStage()
  const { customers } = stripe
  expect(await refused(customers.list({ limit: 101 }))).toMatchObject({
    code: 'parameter_invalid_integer',
    param: 'limit',
  })
  expect(await refused(customers.list({ limit: 0 }))).toMatchObject({ code: 'parameter_invalid_integer' })
  expect(await refused(customers.list({ starting_after: 'cus_none' }))).toMatchObject({
    code: 'resource_missing',
  })
})

test('lists are narrowed by fields and by time', async () => {
  const shop = await stripeShop()
  const { stripe, customer, control } = shop
  await subscribed(shop)
  await control.turnClock(60_000)
  const other = await stripe.customers.create({ email: 'ben@example.com' })
  const created = { gt: customer.created }
  expect((await stripe.customers.list({ created })).data).toMatchObject([{ id: other.id }])
  expect((await stripe.customers.list({ email: 'ann@example.com' })).data).toMatchObject([
    { id: customer.id },
  ])
  expect((await stripe.subscriptions.list({ customer: other.id })).data).toEqual([])
  expect((await stripe.events.list({ types: ['invoice.paid', 'invoice.created'] })).data).toHaveLength(2)
  expect((await stripe.events.list({ type: 'invoice.*' })).data.length).toBeGreaterThan(2)
  expect((await stripe.prices.list({ type: 'recurring' })).data).toMatchObject([{ id: 'price_month' }])
})

test('references become objects where they are asked for, inside others and inside lists', async () => {
  const shop = await stripeShop()
  const { stripe } = shop
  const charge = await charged(shop)
  const intent = await stripe.paymentIntents.retrieve(String(charge.payment_intent), {
    expand: ['latest_charge.balance_transaction', 'customer'],
  })
  expect(intent).toMatchObject({
    customer: { object: 'customer' },
    latest_charge: { id: charge.id, balance_transaction: { object: 'balance_transaction', amount: 5000 } },
  })
  const { data } = await stripe.charges.list({ expand: ['data.balance_transaction', 'data.refunds'] })
  expect(data).toMatchObject([
    { balance_transaction: { source: charge.id }, refunds: { object: 'list', data: [] } },
  ])
})

test('an invoice leads to its payment, and a session to what it sold', async () => {
  const shop = await stripeShop()
  const { stripe } = shop
  const { latest_invoice } = await stripe.subscriptions.retrieve(await subscribed(shop))
  const invoice = await stripe.invoices.retrieve(String(latest_invoice), {
    expand: ['payments.data.payment.payment_intent'],
  })
  expect(invoice.payments?.data).toMatchObject([
    { payment: { payment_intent: { status: 'succeeded', amount: 900 } } },
  ])
  const [session] = (await stripe.checkout.sessions.list({ expand: ['data.line_items'] })).data
  expect(session?.line_items?.data).toMatchObject([{ price: { id: 'price_month' }, amount_total: 900 }])
})

test('what is no reference cannot be expanded, nor more than four levels', async () => {
  const { stripe, customer } = await stripeShop()
  const { customers } = stripe
  expect(await refused(customers.retrieve(customer.id, { expand: ['email'] }))).toMatchObject({
    statusCode: 400,
    message: 'This property cannot be expanded (email).',
  })
  expect(await refused(stripe.charges.list({ expand: ['customer'] }))).toMatchObject({
    message:
      "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead.",
  })
  expect(await refused(customers.retrieve(customer.id, { expand: ['a.b.c.d.e'] }))).toMatchObject({
    message: expect.stringContaining('more than 4 levels'),
  })
})
