import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { readPlans } from '../../db/read-plans.ts'
import { createLogger } from '../../server/log.ts'
import { OutgoingJson } from '../../server/outgoing/outgoing-contract.ts'
import { startStarpass } from '../../starpass.ts'
import { sandboxClient } from '../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { type Heard, SECRET, startReceiver } from '../server/outgoing/receiver.ts'
import { createDatabase, days } from '../support/books.ts'
import { command } from '../support/command.ts'
import { player } from './player.ts'

const TOKEN = '4200000007:a-token-for-tests-that-opens-nothing'

let sandbox: Sandbox
let receiver: Awaited<ReturnType<typeof startReceiver>>
/** As a service that took it and died over its answer. */
let isSilent = true

beforeAll(async () => {
  sandbox = await startSandbox({ bots: [{ token: TOKEN, username: 'shop_bot', first_name: 'Shop' }] })
  receiver = await startReceiver({
    answer: (_, response) => void (isSilent || response.writeHead(204).end()),
  })
})
afterAll(async () => {
  await receiver.stop()
  await sandbox.stop()
})

const summary = ({ json: { type, data } }: Heard) => [type, data['telegram_id']]

/** Without what came before under the same id. */
const once = () => [...new Map(receiver.heard.map(heard => [heard.id, heard])).values()]

async function startAgain(settings: Record<string, string>) {
  const read = readConfig(settings)
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  const shop = await readPlans(read.config)
  if (shop.kind === 'bad') throw new Error(shop.problems.join())
  const told = { plans: shop.plans, logger: createLogger('silent'), onProgress: () => {}, now: sandbox.now }
  return await startStarpass({ config: read.config, ...told, parts: { bot: true, server: true } })
}

test('another service hears of a purchase and its end, signed, in order, and again after a kill, under the same id', async () => {
  const settings = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.url,
    DATABASE_URL: await createDatabase(),
    PORT: '0',
    METRICS_PORT: '0',
    OUTGOING_WEBHOOK_URLS: receiver.url,
    OUTGOING_WEBHOOK_SECRET: `${SECRET},${'what it will be signed with next year'}`,
    OUTGOING_WEBHOOK_ALLOW_PRIVATE: '1',
  }
  const telegram = sandboxClient(sandbox.url)
  const { user } = await telegram.addPerson({ first_name: 'Ann', stars: 50_000 })
  const ann = player(telegram, user.id)

  const first = command(['bot'], settings)
  await first.says(/"msg":"ready"/)
  await ann.say('/start')
  const charge = await ann.buys('month')
  await expect.poll(() => receiver.heard.length, { timeout: 20_000 }).toBe(1)
  first.kill()
  await first.code
  isSilent = false

  const second = await startAgain(settings)
  await expect
    .poll(() => receiver.heard.map(summary), { timeout: 50_000 })
    .toEqual([
      ['payment.settled', ann.id],
      ['payment.settled', ann.id],
      ['access.granted', ann.id],
    ])
  const [before, after] = receiver.heard
  expect([after?.id, after?.body]).toEqual([before?.id, before?.body])

  await telegram.turnClock(days(40))
  await telegram.refundElsewhere(charge)
  await expect.poll(() => once().length, { timeout: 20_000 }).toBe(4)
  await second.stop()

  expect(receiver.heard.every(({ verified, json }) => verified && Value.Check(OutgoingJson, json))).toBe(true)
  const [settled, granted, ended, refunded] = once().map(({ json }) => json)
  const sequences = once().map(({ json }) => Number(json.data['sequence']))
  expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other))
  const payment = { rail: 'stars', charge_id: charge, plan: 'month', amount: 250, currency: 'XTR' }
  expect(settled?.data).toMatchObject({ telegram_id: ann.id, payment })
  const entitlement = { key: 'pro', plan: 'month', active: true, source: 'stars', in_grace: false }
  expect(granted?.data).toMatchObject({ telegram_id: ann.id, entitlement })
  const until = (granted?.data['entitlement'] as { ends_at: string } | undefined)?.ends_at
  expect(until).toMatch(/Z$/)
  expect(ended).toMatchObject({
    type: 'access.ended',
    timestamp: until,
    data: { telegram_id: ann.id, entitlement: { key: 'pro', active: false, ends_at: until } },
  })
  expect(refunded).toMatchObject({
    type: 'payment.refunded',
    data: { payment, refund: { amount: 250, currency: 'XTR' }, amount_refunded: 250 },
  })
}, 90_000)
