import { expect, test } from 'vitest'
import { refused, stripeShop, subscribed } from './stripe-stage.ts'

test('a deleted customer leaves a mark; their subscriptions end, and nothing is sold to them', async () => {
  const shop = await stripeShop()
  const { stripe, customer, told, once } = shop
  const subscription = await subscribed(shop)
  expect(await stripe.customers.del(customer.id)).toEqual(
    expect.objectContaining({ id: customer.id, object: 'customer', deleted: true }),
  )
  expect((await told()).slice(-2)).toEqual(['customer.subscription.deleted', 'customer.deleted'])
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  expect((await stripe.customers.list()).data).toEqual([])
  expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({ status: 'canceled' })
  expect(await refused(once())).toMatchObject({ code: 'resource_missing', param: 'customer' })
  expect(await refused(stripe.customers.update(customer.id, { name: 'x' }))).toMatchObject({
    code: 'resource_missing',
  })
})

test('metadata is added to, a key taken away by an empty value, and events tell what was before', async () => {
  const { stripe, customer } = await stripeShop()
  const changed = await stripe.customers.update(customer.id, {
    metadata: { person: '', other: 'x' },
    name: 'Ann',
  })
  expect(changed).toMatchObject({ name: 'Ann', metadata: { other: 'x' } })
  expect(changed.metadata).not.toHaveProperty('person')
  const [event] = (await stripe.events.list({ type: 'customer.updated' })).data
  expect(event).toMatchObject({
    api_version: '2026-10-28.endive',
    livemode: false,
    request: { id: changed.lastResponse.requestId },
    data: { object: { name: 'Ann' }, previous_attributes: { name: null, metadata: { person: '7' } } },
  })
})

test('a live key makes everything live', async () => {
  const { stripe, once, customer } = await stripeShop({ secretKey: 'sk_live_sandboxSuite' })
  const session = await once()
  expect([customer.livemode, session.livemode]).toEqual([true, true])
  expect(session.id).toMatch(/^cs_live_/)
  for (const { livemode } of (await stripe.events.list()).data) expect(livemode).toBe(true)
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({
    charges_enabled: true,
    default_currency: 'usd',
  })
})
