import { expect, test } from 'vitest'
import { refused, stripeShop, subscribed } from './stripe-stage.ts'

const at = (date: string) => Date.parse(`${date}Z`) / 1000

test('the portal cancels by cancel_at alone, and it can be taken back', async () => {
  const shop = await stripeShop()
  const { stripe, deeds, turnTo, clock } = shop
  const subscription = await subscribed(shop)
  await deeds.cancelSubscription({ subscription, when: 'period_end' })
  expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
    status: 'active',
    cancel_at: at('2026-11-01T00:00:00'),
    cancel_at_period_end: false,
    canceled_at: clock.seconds,
    ended_at: null,
    cancellation_details: { reason: 'cancellation_requested' },
  })
  await deeds.resumeSubscription(subscription)
  expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
    cancel_at: null,
    canceled_at: null,
  })
  await deeds.cancelSubscription({ subscription, when: 'period_end' })
  await turnTo(at('2026-11-02T00:00:00'))
  expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
    status: 'canceled',
    ended_at: at('2026-11-01T00:00:00'),
    canceled_at: clock.seconds,
  })
  expect((await stripe.invoices.list()).data).toHaveLength(1)
  expect((await stripe.subscriptions.list()).data).toEqual([])
  expect((await stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(1)
})

test('by the API it is canceled at the period’s end, at a moment, or now', async () => {
  const shop = await stripeShop()
  const { stripe, clock, told } = shop
  const id = await subscribed(shop)
  const end = at('2026-11-01T00:00:00')
  const { subscriptions } = stripe
  expect(await subscriptions.update(id, { cancel_at_period_end: true })).toMatchObject({
    cancel_at: end,
    cancel_at_period_end: true,
  })
  expect(await subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({
    cancel_at: null,
    canceled_at: null,
  })
  expect(await subscriptions.update(id, { cancel_at: 'min_period_end' })).toMatchObject({ cancel_at: end })
  expect(await subscriptions.update(id, { cancel_at: '' })).toMatchObject({ cancel_at: null })
  expect(await refused(subscriptions.update(id, { cancel_at: clock.seconds }))).toMatchObject({
    param: 'cancel_at',
  })
  expect(await subscriptions.update(id, { metadata: { order: '', note: 'x' } })).toMatchObject({
    metadata: { note: 'x' },
  })
  expect(await subscriptions.cancel(id)).toMatchObject({ status: 'canceled', ended_at: clock.seconds })
  expect((await told()).at(-1)).toBe('customer.subscription.deleted')
  expect(await refused(subscriptions.cancel(id))).toMatchObject({ statusCode: 404 })
  expect(await refused(subscriptions.update(id, { cancel_at_period_end: true }))).toMatchObject({
    statusCode: 400,
  })
})

test('a pause bills nothing; resumed, a new period begins once it is paid', async () => {
  const shop = await stripeShop()
  const { stripe, turnTo, told } = shop
  const id = await subscribed(shop)
  expect(await stripe.subscriptions.pause(id)).toMatchObject({
    status: 'paused',
    status_details: { paused: { subscription: { type: 'pause_requested' } } },
  })
  await turnTo(at('2026-12-15T00:00:00'))
  expect((await stripe.invoices.list()).data).toHaveLength(1)
  const resumed = await stripe.subscriptions.resume(id)
  expect(resumed).toMatchObject({
    status: 'active',
    items: {
      data: [
        { current_period_start: at('2026-12-15T00:00:00'), current_period_end: at('2027-01-15T00:00:00') },
      ],
    },
  })
  expect(resumed.status_details).toBeUndefined()
  expect((await stripe.invoices.list()).data).toMatchObject([
    { billing_reason: 'subscription_update', status: 'paid' },
    {},
  ])
  expect(await told()).toEqual(
    expect.arrayContaining(['customer.subscription.paused', 'customer.subscription.resumed']),
  )
})
