import { Bot } from 'grammy'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { PersonContext } from '../../bot/context.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { startPolling } from '../../bot/polling.ts'
import { createTill } from '../../bot/till.ts'
import { type Billing, createBilling } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'
import { ADMIN, openBooks, SHOP } from '../support/books.ts'
import { openWire } from '../support/wire.ts'
import { botProcess } from './bot-process.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

/** Polls for the stage's bot and books the money; whatever else comes is not answered. */
function poll(billing: Billing, conflictMs: number) {
  const { token, apiRoot, now } = stage.dependencies
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: line => log.push(line) })
  const metrics = metricsOn(new Registry())
  const bot = new Bot<PersonContext>(token, { client: { apiRoot } })
  const till = createTill({ billing, metrics, logger, now })
  return { log, ...startPolling({ bot, till, billing, metrics, logger, conflictMs }) }
}

// case 45
test('a second bot on the same books waits, healthy, and takes over when the first stops', async () => {
  const first = stage.running()
  await stage.start({ billing: await stage.books.reopen() })
  const second = stage.running()
  const ann = await stage.meet('Ann')
  expect((await ann.messages()).length).toBe(1)
  expect([first?.health(), second?.health()]).toEqual(['ok', 'ok'])
  await first?.stop()
  expect(await stage.moved(() => ann.buys('month'))).toEqual(SOLD)
  expect((await ann.messages()).filter(({ text }) => text?.includes('Thank you'))).toHaveLength(1)
})

// cases 13, 45
test('a bot that is killed is followed by the one that waits, which books what was paid meanwhile', async () => {
  await stage.stop()
  const { token, apiRoot } = stage.dependencies
  const at = +stage.books.clock.now()
  const shop = { databaseUrl: stage.books.url, plans: SHOP, adminIds: [ADMIN], token, apiRoot, at }
  const first = await botProcess(shop)
  onTestFinished(() => first.kill())
  const ann = await stage.meet('Ann')
  await stage.start({ billing: await stage.books.reopen() })
  const bill = await ann.invoice('month')
  await first.kill()
  const moved = await stage.moved(async () => {
    await ann.pay(bill, { without_precheckout: true })
    await ann.reads('Thank you')
  })
  expect(moved).toEqual(SOLD)
  expect((await ann.say('/status')).text).toContain('The month')
})

// case 45
test('a bot whose token is used on other books ends with a clear word, and the other goes on', async () => {
  const others = await openBooks()
  onTestFinished(() => others.close())
  const stranger = poll(others.billing, 500)
  onTestFinished(() => stranger.stop())
  await expect(stranger.failed).rejects.toMatchObject({ error_code: 409 })
  expect(stranger.log.join('')).toContain('another process polls with this BOT_TOKEN')
  const ann = await stage.meet('Ann')
  expect((await ann.say('/status')).text).toContain('Free')
})

test('a stop returns in time also when the database hangs with a payment in hand, which comes again', async () => {
  await stage.stop()
  const wire = await openWire(stage.books.url)
  const database = await openDatabase(wire.url)
  const { now, logger: log } = stage.dependencies
  const billing = await createBilling({ database, plans: SHOP, adminIds: [ADMIN], log, now })
  onTestFinished(async () => {
    wire.mend()
    await billing.stop()
    await database.close()
    await wire.close()
  })
  const polling = poll(billing, 500)
  onTestFinished(() => polling.stop())
  await stage.telegram.send({ person: ADMIN, text: '/plans' })
  const unconfirmed = async () => (await stage.telegram.bots())[0]?.pending_update_count
  await vi.waitFor(async () => expect(await unconfirmed()).toBe(0), { timeout: 10_000 })

  wire.freeze()
  const [person, chat] = [
    { id: ADMIN, is_bot: false, first_name: 'Ada' },
    { id: ADMIN, type: 'private' },
  ] as const
  const money = { currency: 'XTR', total_amount: 250, invoice_payload: 'x', provider_payment_charge_id: '' }
  await stage.telegram.deliver({
    message: {
      message_id: 77,
      date: 1_790_000_000,
      chat: { ...chat, first_name: 'Ada' },
      from: person,
      successful_payment: { ...money, telegram_payment_charge_id: 'stx-in-hand' },
    },
  })
  await expect.poll(async () => (await stage.telegram.requests('getUpdates')).length).toBeGreaterThan(2)
  const hung = new Promise(resolve => setTimeout(resolve, 2_500, 'hung'))
  expect(await Promise.race([polling.stop(1_000), hung])).toBeUndefined()
  expect(await unconfirmed()).toBe(1)
})
