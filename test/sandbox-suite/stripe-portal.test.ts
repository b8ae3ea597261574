import { expect, test } from 'vitest'
import { refused, stripeShop, subscribed } from './stripe-stage.ts'

const features = {
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: 'at_period_end' as const },
}

test('without a configuration there is no portal', async () => {
  const { stripe, customer } = await stripeShop()
  expect(await refused(stripe.billingPortal.sessions.create({ customer: customer.id }))).toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('your test mode default configuration has not been created'),
  })
})

test('a configuration is made, found and changed; what it does not name is off', async () => {
  const { stripe } = await stripeShop()
  const { configurations } = stripe.billingPortal
  const made = await configurations.create({ features, metadata: { starpass: '1' } })
  expect(made).toMatchObject({
    active: true,
    is_default: false,
    features: {
      subscription_cancel: { enabled: true, mode: 'at_period_end' },
      subscription_update: { enabled: false },
      customer_update: { enabled: false },
    },
  })
  expect((await configurations.list({ active: true })).data).toMatchObject([
    { id: made.id, metadata: { starpass: '1' } },
  ])
  const changed = await configurations.update(made.id, {
    features: { invoice_history: { enabled: false } },
    business_profile: { headline: 'Passes' },
  })
  expect(changed).toMatchObject({
    features: { invoice_history: { enabled: false }, subscription_cancel: { enabled: true } },
    business_profile: { headline: 'Passes' },
  })
  expect(await refused(configurations.create({} as never))).toMatchObject({ param: 'features' })
})

test('a session leads to the portal of one customer', async () => {
  const { stripe, customer, url } = await stripeShop()
  const { id: configuration } = await stripe.billingPortal.configurations.create({ features })
  const { sessions } = stripe.billingPortal
  const session = await sessions.create({
    customer: customer.id,
    configuration,
    return_url: 'https://shop.example/',
  })
  expect(session).toMatchObject({
    customer: customer.id,
    configuration,
    flow: null,
    url: `${url}/stripe/portal/${session.id}`,
  })
  expect(await refused(sessions.create({ configuration }))).toMatchObject({ param: 'customer' })
  expect(await refused(sessions.create({ customer: customer.id, configuration: 'bpc_none' }))).toMatchObject({
    code: 'resource_missing',
  })
  await stripe.billingPortal.configurations.update(configuration, { active: false })
  expect(await refused(sessions.create({ customer: customer.id, configuration }))).toMatchObject({
    param: 'configuration',
  })
})

test('a flow to cancel needs the feature, and a subscription that is theirs and goes on', async () => {
  const shop = await stripeShop()
  const { stripe, customer, deeds } = shop
  const { id: configuration } = await stripe.billingPortal.configurations.create({ features })
  const subscription = await subscribed(shop)
  const cancel = (given: object = {}) =>
    stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration,
      flow_data: { type: 'subscription_cancel', subscription_cancel: { subscription } },
      ...given,
    })
  expect((await cancel()).flow).toMatchObject({
    type: 'subscription_cancel',
    subscription_cancel: { subscription },
  })
  const other = await stripe.customers.create({})
  expect(await refused(cancel({ customer: other.id }))).toMatchObject({
    message: expect.stringContaining('does not belong'),
  })
  const bare = await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  })
  expect(await refused(cancel({ configuration: bare.id }))).toMatchObject({ param: 'flow_data[type]' })
  await deeds.cancelSubscription({ subscription, when: 'period_end' })
  expect(await refused(cancel())).toMatchObject({
    message: expect.stringContaining('already set to be canceled'),
  })
})
