import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api, Bot } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { drain, stage, xtr } from './stage.ts'
import { dayMs, monthMs, periodSeconds, subscriber } from './subscriber.ts'

const daySeconds = 86_400

test('it renews at the end of each period: another charge, the same payload, a new end, nobody asked', async () => {
  const { api, control, person, id, begun } = await subscriber()
  await control.turnClock(monthMs)
  const [update, ...others] = await drain(api)
  expect(others).toEqual([])
  expect(update?.message).toMatchObject({ date: begun + periodSeconds, from: { id: person } })
  const payment = update?.message?.successful_payment
  expect(payment).toEqual({
    currency: 'XTR',
    total_amount: 100,
    invoice_payload: 'order-1',
    telegram_payment_charge_id: expect.not.stringMatching(id),
    provider_payment_charge_id: expect.any(String),
    subscription_expiration_date: begun + 2 * periodSeconds,
    is_recurring: true,
  })
  const { stars, transactions } = await control.balance()
  expect([stars, transactions.map(({ date }) => date)]).toEqual([200, [begun, begun + periodSeconds]])
  expect(transactions[1]).toMatchObject({
    id: payment?.telegram_payment_charge_id,
    source: { invoice_payload: 'order-1', subscription_period: periodSeconds },
  })
  expect((await control.chat(person)).person.stars).toBe(800)
})

test('a bot that polls is told of each renewal of a long turn at its own moment', async () => {
  const { api, url, control, begun } = await subscriber()
  const bot = new Bot(api.token, { client: { apiRoot: url } })
  const heard: [number, number][] = []
  bot.on('message:successful_payment', async ({ message }) => {
    heard.push([message.date, Date.parse((await control.clock()).now) / 1000])
  })
  void bot.start()
  onTestFinished(() => bot.stop())
  await expect.poll(async () => (await control.bots())[0]?.polling).toBe(true)
  await control.turnClock(100 * dayMs)
  const moments = [1, 2, 3].map(n => begun + n * periodSeconds)
  expect(heard).toEqual(moments.map(at => [at, at]))
})

test('too few Stars: failed, again on each of the next three days, and then it has ended', async () => {
  const { control, seen, told } = await subscriber({ stars: 150 })
  await control.turnClock(monthMs)
  expect(await told()).toEqual(['failed'])
  expect(await seen()).toMatchObject({ state: 'failing' })
  for (const state of ['failing', 'failing', 'ended']) {
    await control.turnClock(dayMs)
    expect(await told()).toEqual(['failed'])
    expect(await seen()).toMatchObject({ state })
  }
  await control.turnClock(monthMs)
  expect(await told()).toEqual([])
})

test('a renewal that comes late runs its whole period from then on, by itself or by the person’s own wish', async () => {
  const { control, person, id, begun, told } = await subscriber({ stars: 150 })
  await control.turnClock(monthMs)
  expect(await told()).toEqual(['failed'])
  await control.fillPurse(person, 1000)
  await control.turnClock(dayMs)
  const end = begun + 2 * periodSeconds + daySeconds
  expect(await told()).toEqual([{ charge: expect.any(String), expires: end }])
  await control.failRenewals(id, 1)
  await control.turnClock(monthMs + dayMs / 2)
  await control.renewSubscription(id)
  expect(await told()).toEqual([
    'failed',
    { charge: expect.any(String), expires: end + periodSeconds + daySeconds / 2 },
  ])
})

test('who blocked the bot is renewed all the same, and a deactivated account never again', async () => {
  const { control, person, seen } = await subscriber()
  await control.block({ person, blocked: true })
  await control.turnClock(monthMs)
  expect(await control.balance()).toMatchObject({ stars: 200 })
  await control.deactivate(person)
  await control.turnClock(monthMs)
  expect([(await control.balance()).stars, (await seen())?.state]).toEqual([200, 'ended'])
})

test('on demand the bot is asked before each renewal, and its no is a failure', async () => {
  const { api, url, control } = await subscriber()
  const bot = new Bot(api.token, { client: { apiRoot: url } })
  const heard: string[] = []
  bot.on('pre_checkout_query', async context => {
    heard.push(context.preCheckoutQuery.invoice_payload)
    await (heard.length === 1
      ? context.answerPreCheckoutQuery(false, 'No')
      : context.answerPreCheckoutQuery(true))
  })
  bot.on('subscription', ({ subscription }) => void heard.push(subscription.state))
  bot.on('message:successful_payment', () => void heard.push('paid'))
  void bot.start()
  onTestFinished(() => bot.stop())
  await expect.poll(async () => (await control.bots())[0]?.polling).toBe(true)
  await control.askBeforeRenewals(true)
  await control.turnClock(monthMs + dayMs)
  await expect.poll(() => heard).toEqual(['order-1', 'failed', 'order-1', 'paid'])
})

test('what fell due while the sandbox was away happened at its moment, and who was away for a day is not told', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const staged = await stage({ save })
  const person = await staged.newcomer()
  const link = await staged.api.createInvoiceLink('Pro', 'Monthly', 'order-1', '', 'XTR', xtr(100), {
    subscription_period: periodSeconds,
  })
  await staged.control.pay({ person, invoice_url: link, without_precheckout: true })
  await drain(staged.api)
  await staged.stop()
  const begun = staged.clock.seconds
  const later = await startSandbox({
    bots: [{ token: staged.api.token, username: 'shop_bot', first_name: 'Shop' }],
    now: () => new Date((begun + 2 * periodSeconds + 10) * 1000),
    save,
  })
  onTestFinished(later.stop)
  const again = sandboxClient(later.url)
  await expect.poll(async () => (await again.balance()).stars).toBe(300)
  const { transactions } = await again.balance()
  expect(transactions.map(({ date }) => date - begun)).toEqual([0, periodSeconds, 2 * periodSeconds])
  const updates = await drain(new Api(staged.api.token, { apiRoot: later.url }))
  expect(updates.map(({ message }) => message?.date)).toEqual([begun + 2 * periodSeconds])
})

test('with a pause the clock stops at noon of every day on its way', async () => {
  const { control, clock } = await stage()
  clock.seconds += 13 * 3600
  const seen = new Set<string>()
  const turned = control.turnClock(3 * dayMs, 60)
  for (let isOver = false; !isOver; isOver = await Promise.race([turned.then(() => true), later(10)]))
    seen.add((await control.clock()).now.slice(5, 16))
  expect([...seen]).toEqual(expect.arrayContaining(['10-02T12:00', '10-03T12:00', '10-04T12:00']))
  expect((await control.clock()).offset_ms).toBe(3 * dayMs)
})

const later = (ms: number) => new Promise<false>(resolve => setTimeout(() => resolve(false), ms))
