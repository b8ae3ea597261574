import { expect, test } from 'vitest'
import { refused, stripeShop } from './stripe-stage.ts'

const minute = 60
const hour = 60 * minute

test('a session is open for a day unless given, and for half an hour at least', async () => {
  const { once, clock, url } = await stripeShop()
  const session = await once()
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 5000,
    currency: 'usd',
    payment_intent: null,
    expires_at: clock.seconds + 24 * hour,
    url: `${url}/stripe/checkout/${session.id}`,
    metadata: {},
  })
  expect(session.id).toMatch(/^cs_test_/)
  await once({ expires_at: clock.seconds + 30 * minute })
  for (const expires_at of [clock.seconds + 30 * minute - 1, clock.seconds + 24 * hour + 1])
    expect(await refused(once({ expires_at }))).toMatchObject({ statusCode: 400, param: 'expires_at' })
})

test('a price is sold in its own mode and currency, and while it is active', async () => {
  const { once, monthly, deeds } = await stripeShop()
  const recurring = { line_items: [{ price: 'price_month', quantity: 1 }] }
  const single = { line_items: [{ price: 'price_once', quantity: 1 }] }
  expect(await refused(once(recurring))).toMatchObject({
    message: expect.stringContaining('`payment` mode but passed a recurring price'),
  })
  expect(await refused(monthly(single))).toMatchObject({
    message: expect.stringContaining('at least one recurring price'),
  })
  expect(await refused(once({ currency: 'eur' }))).toMatchObject({
    message: expect.stringContaining('only supports `usd`'),
  })
  expect(await refused(once({ line_items: [{ price: 'price_once' }] }))).toMatchObject({
    message: expect.stringContaining('Quantity is required'),
  })
  expect(await refused(once({ line_items: [{ price: 'price_none', quantity: 1 }] }))).toMatchObject({
    code: 'resource_missing',
  })
  await deeds.archivePrice('price_once')
  expect(await refused(once())).toMatchObject({ message: expect.stringContaining('inactive') })
})

test('what a session needs, and what does not belong to its mode', async () => {
  const { stripe, once, monthly, base } = await stripeShop()
  const create = (given: object) => refused(stripe.checkout.sessions.create(given))
  expect(await create({ mode: 'payment' })).toMatchObject({ param: 'success_url', code: 'parameter_missing' })
  expect(await create(base)).toMatchObject({ param: 'mode' })
  expect(await create({ ...base, mode: 'payment' })).toMatchObject({ param: 'line_items' })
  expect(await refused(once({ success_url: 'paid' }))).toMatchObject({ code: 'url_invalid' })
  expect(await refused(once({ subscription_data: {}, customer_email: 'x@y.example' }))).toMatchObject({
    statusCode: 400,
  })
  expect(await refused(once({ subscription_data: { metadata: { a: 'b' } } }))).toMatchObject({
    param: 'subscription_data',
  })
  expect(await refused(monthly({ payment_intent_data: { metadata: { a: 'b' } } }))).toMatchObject({
    param: 'payment_intent_data',
  })
})

test('a card that is good pays: intent, charge, session, and where the person is sent', async () => {
  const { once, deeds, stripe, told, customer } = await stripeShop()
  const before = (await told()).length
  const session = await once({ metadata: { order: 'one' } })
  const outcome = await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  expect(outcome).toEqual({ kind: 'complete', return_to: `https://shop.example/paid?session=${session.id}` })
  expect(await told(before)).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ])
  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge'],
  })
  expect(paid).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    metadata: { order: 'one' },
    payment_intent: {
      status: 'succeeded',
      amount_received: 5000,
      customer: customer.id,
      metadata: { order: 'one' },
      capture_method: 'automatic_async',
      latest_charge: { status: 'succeeded', paid: true, metadata: { order: 'one' } },
    },
  })
})

test('a declined card leaves the session open, and the next one pays the same intent', async () => {
  const { once, deeds, stripe, told } = await stripeShop()
  const session = await once()
  expect(await deeds.payCheckout({ session: session.id, card: '4000000000000002' })).toEqual({
    kind: 'declined',
    code: 'generic_decline',
    message: 'Your card was declined.',
  })
  expect(await told()).toContain('charge.failed')
  const [intent] = (await stripe.paymentIntents.list()).data
  expect(intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
  })
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'open' })
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  expect((await stripe.paymentIntents.list()).data).toMatchObject([{ id: intent?.id, status: 'succeeded' }])
  expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(['succeeded', 'failed'])
})

test('a bank that asks: a no leaves the session open, a yes pays', async () => {
  const { once, deeds, stripe, told } = await stripeShop()
  const session = await once()
  const pay = () => deeds.payCheckout({ session: session.id, card: '4000002500003155' })
  expect(await pay()).toEqual({ kind: 'authenticate' })
  expect((await stripe.paymentIntents.list()).data).toMatchObject([{ status: 'requires_action' }])
  expect(await deeds.confirm3ds({ session: session.id, yes: false })).toMatchObject({ kind: 'declined' })
  await expect(deeds.confirm3ds({ session: session.id, yes: true })).rejects.toThrow('409')
  await pay()
  expect(await deeds.confirm3ds({ session: session.id, yes: true })).toMatchObject({ kind: 'complete' })
  expect(await told()).toContain('payment_intent.requires_action')
})

test.each([
  [true, 'checkout.session.async_payment_succeeded', 'paid', 'succeeded'],
  [false, 'checkout.session.async_payment_failed', 'unpaid', 'requires_payment_method'],
])(
  'a bank debit completes the session unpaid, and comes through later: %s',
  async (succeeds, type, payment, status) => {
    const { once, deeds, stripe, told } = await stripeShop()
    const { id: session } = await once()
    await deeds.payCheckout({ session, card: 'slow' })
    const unpaid = await stripe.checkout.sessions.retrieve(session)
    expect(unpaid).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    const payment_intent = String(unpaid.payment_intent)
    expect(await stripe.paymentIntents.retrieve(payment_intent)).toMatchObject({ status: 'processing' })
    expect((await stripe.balanceTransactions.list()).data).toEqual([])
    await deeds.settleDebit({ payment_intent, succeeds })
    expect((await told()).at(-1)).toBe(type)
    expect(await stripe.checkout.sessions.retrieve(session)).toMatchObject({ payment_status: payment })
    expect(await stripe.paymentIntents.retrieve(payment_intent)).toMatchObject({ status })
  },
)

test('an expired session cannot be paid, by whatever way it expired', async () => {
  const { once, deeds, stripe, control, told } = await stripeShop()
  const [early, late] = [await once(), await once()]
  expect(await stripe.checkout.sessions.expire(early.id)).toMatchObject({ status: 'expired', url: null })
  expect(await refused(stripe.checkout.sessions.expire(early.id))).toMatchObject({ statusCode: 400 })
  await control.turnClock(24 * hour * 1000)
  expect(await stripe.checkout.sessions.retrieve(late.id)).toMatchObject({ status: 'expired' })
  for (const { id } of [early, late])
    await expect(deeds.payCheckout({ session: id, card: '4242424242424242' })).rejects.toThrow('is not open')
  expect((await told()).filter(type => type === 'checkout.session.expired')).toHaveLength(2)
})

test('nothing to pay: a coupon over the whole needs no payment', async () => {
  const { once, deeds, stripe } = await stripeShop()
  await deeds.addCoupon({ id: 'FREE', percent_off: 100, duration: 'once' })
  const session = await once({ discounts: [{ coupon: 'FREE' }] })
  expect(session).toMatchObject({
    amount_subtotal: 5000,
    amount_total: 0,
    total_details: { amount_discount: 5000 },
  })
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    payment_status: 'no_payment_required',
    payment_intent: null,
  })
  expect((await stripe.charges.list()).data).toEqual([])
})

test('who has no customer gets one where there must be one', async () => {
  const { stripe, deeds } = await stripeShop()
  const nobody = { success_url: 'https://shop.example/', customer_email: 'ben@example.com' }
  const once = { mode: 'payment' as const, line_items: [{ price: 'price_once', quantity: 1 }] }
  const monthly = { mode: 'subscription' as const, line_items: [{ price: 'price_month', quantity: 1 }] }
  const made = []
  for (const kind of [once, { ...once, customer_creation: 'always' as const }, monthly]) {
    const { id } = await stripe.checkout.sessions.create({ ...nobody, ...kind })
    await deeds.payCheckout({ session: id, card: '4242424242424242' })
    made.push((await stripe.checkout.sessions.retrieve(id, { expand: ['customer'] })).customer)
  }
  expect(made).toMatchObject([null, { email: 'ben@example.com' }, { email: 'ben@example.com' }])
})
