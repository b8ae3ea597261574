import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { eventually } from './hook.ts'
import { stage, token } from './stage.ts'
import { told } from './stripe-hook.ts'
import { stripeStage } from './stripe-stage.ts'

const day = 86_400_000

test('three months go by in one turn, and the shop is told of each renewal at its own moment', async () => {
  const { stripe, shop, deeds, control } = await told()
  await deeds.addPrice({ id: 'price_month', name: 'Month', amount: 900, currency: 'usd', interval: 'month' })
  const { id: customer } = await stripe.customers.create()
  const line_items = [{ price: 'price_month', quantity: 1 }]
  const success_url = 'https://shop.example/paid'
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items,
    success_url,
  })
  await deeds.payCheckout({ session: session.id, card: '4242424242424242' })
  await control.turnClock(95 * day)
  const paid = () => shop.heard.filter(({ type }) => type === 'invoice.paid')
  await eventually(() => paid().length).toBe(4)
  const months = paid().map(({ signature }) => {
    const at = new Date(Number(/t=(\d+)/.exec(signature)?.[1]) * 1000)
    return at.toISOString().slice(0, 10)
  })
  expect(months).toEqual(['2026-10-01', '2026-11-01', '2026-12-01', '2027-01-01'])
  expect((await control.clock()).now).toBe(new Date(Date.UTC(2026, 9, 1) + 95 * day).toISOString())
})

test('it is the same time for Telegram and Stripe, and every answer tells it', async () => {
  const { control, stripe, newcomer, url } = await stripeStage()
  const person = await newcomer()
  await control.turnClock(2 * day)
  const at = Date.UTC(2026, 9, 3) / 1000
  expect(await control.send({ person, text: 'hello' })).toMatchObject({ date: at })
  expect(await stripe.customers.create()).toMatchObject({ created: at })
  const { headers } = await fetch(`${url}/control/clock`)
  expect(headers.get('date')).toBe('Sat, 03 Oct 2026 00:00:00 GMT')
})

test('the clock goes forward only', async () => {
  const { control } = await stage()
  await expect(control.turnClock(-1)).rejects.toThrow(/400/)
  expect(await control.turnClock(0)).toMatchObject({ offset_ms: 0 })
})

test('a restart keeps the time, and what the shop has not taken', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const { stripe, shop, control, stop } = await told(() => 500, {}, { save })
  await stripe.customers.create()
  await control.turnClock(day)
  await eventually(() => shop.heard.length).toBeGreaterThan(0)
  await stop()
  shop.answering = () => 200
  const known = shop.heard.length
  const after = await startSandbox({
    bots: [{ token, username: 'shop_bot', first_name: 'Shop' }],
    now: () => new Date(Date.UTC(2026, 9, 1)),
    stripe: { secretKey: 'sk_test_sandboxSuite' },
    save,
  })
  try {
    // What was under way when the first one stopped may still arrive: then it is heard twice.
    await eventually(() => [...new Set(shop.heard.slice(known).map(({ type }) => type))]).toEqual([
      'customer.created',
    ])
    expect(shop.heard.at(-1)?.id).toBe((await sandboxClient(after.url).stripe.events())[0]?.id)
    expect(after.now()).toEqual(new Date(Date.UTC(2026, 9, 2)))
  } finally {
    await after.stop()
  }
})
