import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { refused, secretKey, stripeShop, stripeStage } from './stripe-stage.ts'

test('only the account’s key is let in, as bearer or as basic', async () => {
  const { url, sdk } = await stripeStage()
  await expect(sdk('sk_test_another').customers.list()).rejects.toBeInstanceOf(
    Stripe.errors.StripeAuthenticationError,
  )
  expect((await fetch(`${url}/v1/customers`)).status).toBe(401)
  const basic = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`
  expect((await fetch(`${url}/v1/customers`, { headers: { authorization: basic } })).status).toBe(200)
})

test('another version of the API, and a path that is none, are refused', async () => {
  const { url, stripe } = await stripeStage()
  const headers = { authorization: `Bearer ${secretKey}`, 'stripe-version': '2024-06-20' }
  const old = await fetch(`${url}/v1/customers`, { headers })
  expect([old.status, await old.json()]).toMatchObject([400, { error: { type: 'invalid_request_error' } }])
  await expect(stripe.rawRequest('GET', '/v1/nothing')).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringContaining('Unrecognized request URL (GET: /v1/nothing)'),
  })
})

test('a parameter it does not know is refused by its name, nested ones too', async () => {
  const { stripe } = await stripeShop()
  const wrong = { emial: 'a@example.com' } as Stripe.CustomerCreateParams
  expect(await refused(stripe.customers.create(wrong))).toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'emial',
    message: 'Received unknown parameter: emial',
  })
  const nested = { flow_data: { type: 'subscription_cancel', wrong: 'x' }, customer: 'cus_x' }
  expect(await refused(stripe.billingPortal.sessions.create(nested as object))).toMatchObject({
    message: 'Received unknown parameter: flow_data[wrong]',
  })
  expect(await refused(stripe.customers.create({ balance: 5 }))).toMatchObject({
    message: 'The sandbox does not play this parameter of Stripe’s: balance'.replace('’', "'"),
  })
})

test('values of the wrong kind are refused', async () => {
  const { stripe, once } = await stripeShop()
  expect(await refused(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' })
  expect(await refused(once({ expires_at: Number.NaN }))).toMatchObject({ code: 'parameter_invalid_integer' })
  expect(await refused(once({ mode: 'gift' }))).toMatchObject({
    message: 'Invalid mode: must be one of payment, setup, or subscription',
  })
  expect(await refused(once({ client_reference_id: '' }))).toMatchObject({ code: 'parameter_invalid_empty' })
  expect(await refused(stripe.customers.create({ email: 'nobody' }))).toMatchObject({ code: 'email_invalid' })
})

test('what is not there is 404 by its path, and 400 by a parameter', async () => {
  const { stripe, once } = await stripeShop()
  expect(await refused(stripe.customers.retrieve('cus_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    message: "No such customer: 'cus_none'",
  })
  expect(await refused(once({ customer: 'cus_none' }))).toMatchObject({
    statusCode: 400,
    code: 'resource_missing',
    param: 'customer',
  })
})

test('the same key and body get the first answer again, and nothing happens twice', async () => {
  const { stripe, deeds } = await stripeStage()
  const ask = () => stripe.customers.create({ metadata: { person: '9' } }, { idempotencyKey: 'customer:9' })
  const [first, second] = [await ask(), await ask()]
  expect(second.id).toBe(first.id)
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(await deeds.customers()).toHaveLength(1)
})

test('a key used for another body, or another path, is refused', async () => {
  const { stripe, customer } = await stripeShop()
  const idempotencyKey = 'once'
  await stripe.customers.create({ name: 'Ann' }, { idempotencyKey })
  expect(await refused(stripe.customers.create({ name: 'Ben' }, { idempotencyKey }))).toMatchObject({
    statusCode: 400,
    type: 'StripeIdempotencyError',
    message: expect.stringContaining('can only be used with the same parameters'),
  })
  expect(
    await refused(stripe.customers.update(customer.id, { name: 'Ann' }, { idempotencyKey })),
  ).toMatchObject({
    type: 'StripeIdempotencyError',
    message: expect.stringContaining('same endpoint'),
  })
})

test('a refusal that came of doing it is kept under the key, one of the parameters is not', async () => {
  const { stripe, deeds } = await stripeShop()
  const expired = { idempotencyKey: 'expire' }
  const missing = () => refused(stripe.refunds.create({ charge: 'ch_none' }, expired))
  expect(await missing()).toEqual(await missing())
  const idempotencyKey = 'late'
  await refused(stripe.customers.create({ email: 'nobody' }, { idempotencyKey }))
  await stripe.customers.create({ email: 'some@body.example' }, { idempotencyKey })
  expect(await deeds.customers()).toHaveLength(2)
})

test('a key is free again after a day', async () => {
  const { stripe, deeds, control } = await stripeStage()
  const ask = () => stripe.customers.create({}, { idempotencyKey: 'daily' })
  await ask()
  await control.turnClock(24 * 60 * 60 * 1000)
  await ask()
  expect(await deeds.customers()).toHaveLength(2)
})

test('of two requests with one key at the same time the second is told to wait', async () => {
  const { stripe, deeds } = await stripeStage()
  const ask = () => stripe.customers.create({}, { idempotencyKey: 'double' })
  const answers = await Promise.allSettled([ask(), ask(), ask()])
  const ids = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value.id] : []))
  for (const answer of answers)
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ statusCode: 409 })
  expect(new Set(ids).size).toBe(1)
  expect(await deeds.customers()).toHaveLength(1)
})

test('a request may be cut off, dropped after it was done, limited, or fail', async () => {
  const { stripe, deeds } = await stripeStage()
  const post = { method: 'POST', path: '/v1/customers' }
  await deeds.failRequests([
    { kind: 'too_many', ...post },
    { kind: 'internal', ...post },
  ])
  const ask = () => stripe.customers.create({}, { idempotencyKey: 'stubborn' })
  expect(await refused(ask())).toMatchObject({ statusCode: 429, code: 'rate_limit' })
  expect(await refused(ask())).toMatchObject({ statusCode: 500, type: 'StripeAPIError' })
  expect(await deeds.customers()).toEqual([])
  // The SDK asks once more by itself, with the same key, when a connection ends without an answer.
  await deeds.failRequests([{ kind: 'dropped', ...post }])
  const { lastResponse, id } = await ask()
  expect(lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(await deeds.customers()).toMatchObject([{ id }])
})

test('everything is kept over a restart, answers under their keys too', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const first = await stripeStage({}, { save })
  const ask = (stripe: Stripe) => stripe.customers.create({ name: 'Ann' }, { idempotencyKey: 'kept' })
  const made = await ask(first.stripe)
  await first.stop()
  const second = await stripeStage({}, { save })
  expect((await second.stripe.customers.retrieve(made.id)).id).toBe(made.id)
  expect((await ask(second.stripe)).id).toBe(made.id)
  expect(await second.deeds.events()).toMatchObject([{ type: 'customer.created' }])
})
