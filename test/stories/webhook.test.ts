import type { Update } from '@grammyjs/types'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UPDATE_TYPES } from '../../bot/counting.ts'
import { holdUp, takeDown } from './outage.ts'
import { WEBHOOK_SECRET } from './process.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage({ mode: 'webhook' })
})
afterEach(() => stage.close())

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

/** Updates that Telegram still keeps for the bot. */
const unconfirmed = async () => (await stage.telegram.bots())[0]?.pending_update_count

/** Brings an update as anybody can who knows the address; answers with the status. */
async function bring(update: Update, secret?: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
  }
  const body = JSON.stringify(update)
  return (await fetch(stage.webhook() ?? '', { method: 'POST', headers, body })).status
}

/** Calls the Bot API as the bot's owner may. */
async function call(method: string, payload: object = {}): Promise<unknown> {
  const { apiRoot, token } = stage.dependencies
  const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
  return ((await response.json()) as { result: unknown }).result
}

/** The last update Telegram made. */
async function latest(): Promise<Update> {
  const update = (await stage.telegram.updates()).at(-1)
  if (!update) throw new Error('no updates')
  return update
}

test('a pre-checkout query is answered in the reply to it', async () => {
  const ann = await stage.meet('Ann')
  expect(await stage.moved(() => ann.buys('month'))).toEqual(SOLD)
  expect(await stage.telegram.requests('answerPreCheckoutQuery')).toMatchObject([
    { via: 'reply', ok: true, payload: { ok: true } },
  ])
  expect(await stage.telegram.requests('getUpdates')).toEqual([])
})

test('Telegram is told at each start where updates go, and the whole list of them', async () => {
  await stage.stop()
  await call('setWebhook', { url: 'https://old.example/hook', allowed_updates: ['message'] })
  await stage.start() // case 49
  expect(await call('getWebhookInfo')).toMatchObject({
    url: stage.webhook(),
    allowed_updates: expect.arrayContaining([...UPDATE_TYPES]),
    max_connections: 100,
  })
  const { payload } = (await stage.telegram.requests('setWebhook')).at(-1) ?? {}
  expect(payload).toMatchObject({ secret_token: WEBHOOK_SECRET })
})

test('money that cannot be booked is sent again until it is; what else comes is answered', async () => {
  const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob')]
  const [bill, other] = [await ann.invoice('month'), await ann.invoice('year')]
  const restore = await takeDown(stage.books.url)
  await ann.pay(bill, { without_precheckout: true })
  await expect.poll(() => stage.metric('telegram_payments_total{result="failed"}')).toBeGreaterThan(1)
  expect(await ann.pay(other)).toMatchObject({
    error_message: expect.stringContaining('can’t take payments at this moment'),
  }) // case 9
  expect((await bob.say('/status')).text).toContain('something went wrong on our side')
  expect(await unconfirmed()).toBe(1)

  await restore()
  await ann.reads('Thank you') // case 13
  await expect.poll(unconfirmed).toBe(0)
  expect((await stage.books.billing.balances()).map(({ balance }) => balance).sort()).toEqual([-250, 250])
  expect(await stage.metric('telegram_payments_total{result="success"}')).toBe(1)
})

test('while the books are slow, a payer reads within seconds to try later', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const letGo = await holdUp(stage.books.url, 'orders')
  expect(await ann.pay(bill)).toMatchObject({
    error_message: expect.stringContaining('try again in a few minutes'),
  }) // case 8
  await letGo()
  expect(await ann.pay(bill)).toMatchObject({ status: 'paid' })
})

test('a payment that Telegram did not send changes nothing, and nobody hears of it', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  await ann.pay(bill, { without_precheckout: true })
  const payment = await latest()
  await call('deleteWebhook', { drop_pending_updates: true })
  await stage.start()

  const moved = await stage.moved(async () => {
    expect(await bring(payment)).toBe(401) // case 46
    expect(await bring(payment, 'a-guess')).toBe(401) // case 47
  })
  expect(moved).toEqual({})
  expect(await stage.moved(() => bring(payment, WEBHOOK_SECRET))).toEqual(SOLD)
})

test('update ids that jump, up or down, are nothing special', async () => {
  const ann = await stage.meet('Ann')
  const chat = { id: ann.id, type: 'private', first_name: 'Ann' } as const
  const from = { id: ann.id, is_bot: false, first_name: 'Ann' }
  const before = (await ann.messages()).length
  for (const update_id of [900_000_000, 17]) {
    const entities = [{ type: 'bot_command', offset: 0, length: 5 } as const]
    const message = { message_id: update_id, date: 1_790_000_000, chat, from, text: '/help', entities }
    expect(await bring({ update_id, message }, WEBHOOK_SECRET)).toBe(200) // case 48
  }
  expect(await ann.messages()).toHaveLength(before + 2)
})

test('an update that is brought many times over while it is in hand, or after, is handled once', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const letGo = await holdUp(stage.books.url, 'payments')
  await ann.pay(bill, { without_precheckout: true })
  const payment = await latest()
  const counted = await stage.metric('telegram_updates_total{type="message"}')
  const brought = Array.from({ length: 20 }, () => bring(payment, WEBHOOK_SECRET))
  await letGo()
  expect(new Set(await Promise.all(brought))).toEqual(new Set([200]))
  expect(await bring(payment, WEBHOOK_SECRET)).toBe(200)
  await ann.reads('Thank you')
  expect((await stage.books.billing.balances()).map(({ balance }) => balance).sort()).toEqual([-250, 250])
  expect(await stage.metric('telegram_updates_total{type="message"}')).toBe(counted)

  await ann.say('/status')
  const { update_id } = await latest()
  const before = (await ann.messages()).length
  await stage.telegram.redeliver({ update_id })
  await ann.say('/help')
  expect(await ann.messages()).toHaveLength(before + 1)
})

test('a command that takes long is confirmed meanwhile, and carried out once', async () => {
  const ann = await stage.meet('Ann')
  const letGo = await holdUp(stage.books.url, 'orders')
  await stage.telegram.send({ person: ann.id, text: '/buy month' })
  await expect.poll(unconfirmed, { timeout: 12_000, interval: 200 }).toBe(0)
  expect(await stage.telegram.requests('sendInvoice')).toEqual([])

  const stopped = stage.stop()
  await letGo()
  await stopped
  expect(await stage.telegram.requests('sendInvoice')).toHaveLength(1)
})

test('what comes while no process is there waits for the next one', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  await ann.pay(bill, { without_precheckout: true })
  await expect.poll(unconfirmed).toBe(1)
  const moved = await stage.moved(async () => {
    await stage.start()
    await ann.reads('Thank you') // cases 11 and 12
  })
  expect(moved).toEqual(SOLD)
})
