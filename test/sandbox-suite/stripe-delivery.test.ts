import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { eventually } from './hook.ts'
import { type Heard, secret, told } from './stripe-hook.ts'

const day = 86_400_000
/** The clock of the stage stands at this moment, and so does the shop's. */
const now = Date.UTC(2026, 9, 1)
const { webhooks } = new Stripe('sk_test_anything')

function open({ payload, signature }: Heard, with_ = secret, at = now) {
  return webhooks.constructEvent(payload, signature, with_, undefined, undefined, at)
}

test('an event is signed so that the SDK takes it, and not from another or too late', async () => {
  const { stripe, shop } = await told()
  const customer = await stripe.customers.create({ email: 'ann@example.com' })
  await eventually(() => shop.heard.length).toBe(1)
  const [heard] = shop.heard
  if (!heard) throw new Error('nothing was heard')
  expect(open(heard)).toMatchObject({ type: 'customer.created', data: { object: customer }, livemode: false })
  expect(() => open(heard, 'whsec_another')).toThrow(Stripe.errors.StripeSignatureVerificationError)
  expect(() => open(heard, secret, now + 301_000)).toThrow(/Timestamp outside the tolerance zone/)
})

test('a body that was parsed and written again is not the one that was signed', async () => {
  const { stripe, shop } = await told()
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(1)
  const [heard] = shop.heard
  const payload = JSON.stringify(JSON.parse(heard?.payload ?? ''))
  expect(() => open({ payload, signature: heard?.signature ?? '', id: '', type: '' })).toThrow(
    Stripe.errors.StripeSignatureVerificationError,
  )
})

test('while secrets rotate, either opens an event', async () => {
  const { stripe, shop, deeds } = await told(() => 200, { secret: ['whsec_old', 'whsec_new'] })
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(1)
  for (const heard of shop.heard) for (const one of ['whsec_old', 'whsec_new']) open(heard, one)
  await deeds.setEndpoint({ url: shop.url, secret: 'whsec_new' })
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(2)
  const last = shop.heard[1] as Heard
  open(last, 'whsec_new')
  expect(() => open(last, 'whsec_old')).toThrow(Stripe.errors.StripeSignatureVerificationError)
})

test('an event that is not taken comes again until it is: the same bytes, signed anew', async () => {
  const answers = [500, 400, 302, 'hangs up', 204] as const
  const { stripe, shop, deeds, clock } = await told(() => {
    clock.seconds += 60
    return answers[shop.heard.length - 1] ?? 200
  })
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(5)
  expect(new Set(shop.heard.map(({ payload }) => payload)).size).toBe(1)
  expect(new Set(shop.heard.map(({ signature }) => signature)).size).toBe(5)
  await eventually(async () => (await deeds.deliveries()).waiting).toEqual([])
  const { delivered } = await deeds.deliveries({ type: 'customer.created' })
  expect(delivered.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 500],
    [2, 400],
    [3, 302],
    [4, null],
    [5, 204],
  ])
  expect(delivered[0]).toMatchObject(shop.heard[0] ? { payload: shop.heard[0].payload } : {})
})

test('after three days without success an event is given up', async () => {
  const { stripe, shop, deeds, control } = await told(() => 503)
  await stripe.customers.create()
  await control.turnClock(2.9 * day)
  expect((await deeds.deliveries()).waiting).toMatchObject([{ type: 'customer.created' }])
  await control.turnClock(0.2 * day)
  await eventually(async () => (await deeds.deliveries()).waiting).toEqual([])
  shop.answering = () => 200
  const before = shop.heard.length
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(before + 1)
})

test('what is held back goes when it is released, in the order asked for, and the rest when that ends', async () => {
  const { stripe, shop, deeds } = await told()
  await deeds.deliver({ hold: true })
  for (const name of ['a', 'b', 'c', 'd']) await stripe.customers.create({ name })
  const events = (await deeds.events()).map(({ id }) => id)
  const [first = '', second = '', third = '', fourth = ''] = events
  expect((await deeds.deliveries()).waiting.map(({ event }) => event)).toEqual(events)
  expect(shop.heard).toEqual([])
  const ids = () => shop.heard.map(({ id }) => id)
  await deeds.deliver({ release: [third, first] })
  await eventually(ids).toEqual([third, first])
  await deeds.deliver({ release: 1 })
  await eventually(ids).toEqual([third, first, second])
  await deeds.deliver({})
  await eventually(ids).toEqual([third, first, second, fourth])
})

test('duplicates come at the same moment, with the same id', async () => {
  const { stripe, shop, deeds } = await told()
  await deeds.deliver({ duplicate: 1 })
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(2)
  expect(shop.heard[0]).toEqual(shop.heard[1])
})

test('shuffled events arrive in an order of the seed’s choice, the same for the same seed', async () => {
  const orderOf = async (seed: number) => {
    const { stripe, shop, deeds } = await told()
    await deeds.deliver({ hold: true, shuffle: true, seed })
    await deeds.addPrice({
      id: 'price_month',
      name: 'Month',
      amount: 900,
      currency: 'usd',
      interval: 'month',
    })
    const { id } = await stripe.customers.create()
    for (const name of ['Ann', 'Bea']) await stripe.customers.update(id, { name })
    const made = (await deeds.events()).map(({ type }) => type)
    await deeds.deliver({ release: made.length })
    await eventually(() => shop.heard.length).toBe(made.length)
    return { made, heard: shop.heard.map(({ type }) => type) }
  }
  const seeds = await Promise.all([1, 1, 2, 3, 4].map(orderOf))
  const [one, again, ...others] = seeds.map(({ heard }) => heard.join())
  expect(again).toBe(one)
  expect(new Set([one, ...others]).size).toBeGreaterThan(1)
  for (const { made, heard } of seeds) expect(heard.toSorted()).toEqual(made.toSorted())
})

test('an endpoint hears of what it wants while it is enabled', async () => {
  const { stripe, shop, deeds } = await told(() => 200, { enabled_events: ['customer.updated'] })
  const { id } = await stripe.customers.create()
  await stripe.customers.update(id, { name: 'Ann' })
  await eventually(() => shop.heard.map(({ type }) => type)).toEqual(['customer.updated'])
  await deeds.setEndpoint({ url: shop.url, secret, disabled: true })
  await stripe.customers.update(id, { name: 'Bea' })
  await deeds.setEndpoint({ url: shop.url, secret })
  await stripe.customers.update(id, { name: 'Cleo' })
  // What happened meanwhile is not made up for, as at Stripe.
  const names = () => shop.heard.map(({ payload }) => JSON.parse(payload).data.object.name)
  await eventually(names).toEqual(['Ann', 'Cleo'])
})

test('an event is sent once more when it is asked for', async () => {
  const { stripe, shop, deeds } = await told()
  await stripe.customers.create()
  await eventually(() => shop.heard.length).toBe(1)
  const [event] = await deeds.events()
  await deeds.redeliver(event?.id ?? '')
  await eventually(() => shop.heard.length).toBe(2)
  expect(shop.heard[1]?.payload).toBe(shop.heard[0]?.payload)
  await expect(deeds.redeliver('evt_never')).rejects.toThrow(/404.*there was no event/)
})
