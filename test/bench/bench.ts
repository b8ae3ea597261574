import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { createBilling } from '../../db/billing.ts'
import { openEmbeddedPostgres } from '../../db/embedded.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { openDatabase } from '../../db/orm.ts'
import { plan } from '../support/plan.ts'
import { benchEntitlements } from './entitlements.ts'
import { benchExchange } from './exchange.ts'
import { makeFloor } from './floor.ts'
import { benchInitData } from './init-data.ts'
import { median, rateOf } from './measure.ts'
import { openOrders, salesOf } from './sales.ts'
import { benchWebhook } from './webhook.ts'

/**
 * Prints ratios of the product to floors measured in the same run, interleaved, on a Postgres with stock durable
 * settings: single figures move with the machine, ratios much less. `-- --rounds N --payments N` for a longer look.
 */
const ROUNDS = Number(argument('--rounds') ?? 5)
const PAYMENTS = Number(argument('--payments') ?? 4000)
const IN_FLIGHT = 128
const dataDir = '.data/bench'

const log = { info() {}, warn: console.warn, error: console.error }
await rm(dataDir, { recursive: true, force: true })
const postgres = await openEmbeddedPostgres({ dataDir, port: 0, onProgress: line => console.log(line) })
const database = await openDatabase(postgres.url)
try {
  await migrateDatabase(database, log)
  const plans = [plan({ code: 'month' })]
  const billing = await createBilling({ database, plans, adminIds: [], log, now: () => new Date() })
  const people = await openOrders(billing, database, PAYMENTS)
  const bookPlainly = await makeFloor(database)

  const floors: number[] = []
  const verbs: number[] = []
  const ratios: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const floor = await rateOf(salesOf(people, PAYMENTS, `floor-${round}`), IN_FLIGHT, bookPlainly)
    const verb = await rateOf(salesOf(people, PAYMENTS, `verb-${round}`), IN_FLIGHT, billing.settle)
    const label = round === 0 ? 'warm-up' : `round ${round} of ${ROUNDS}`
    console.log(
      `${label}: floor ${perSecond(floor)}, settle ${perSecond(verb)}, ratio ${(verb / floor).toFixed(2)}`,
    )
    if (round === 0) continue
    floors.push(floor)
    verbs.push(verb)
    ratios.push(verb / floor)
  }
  const [cash] = (await billing.balances()).filter(({ account }) => account === 'cash')
  const booked = (ROUNDS + 1) * PAYMENTS * 250
  if (cash?.balance !== booked) throw new Error(`the books hold ${cash?.balance} Stars, ${booked} were paid`)

  console.log(
    `\n${availableParallelism()} cores, Node ${process.version}, ${IN_FLIGHT} in flight, ${PAYMENTS} payments a round, medians of ${ROUNDS}`,
  )
  console.log(`P4  settle / one hand-written statement per payment: ${median(ratios).toFixed(2)}   (goal 3)`)
  console.log(
    `    settle ${perSecond(median(verbs))}, floor ${perSecond(median(floors))}; books exact after ${(ROUNDS + 1) * PAYMENTS} payments`,
  )

  const check = benchInitData(ROUNDS)
  console.log(`P8  tma.js validate and parse / initData check: ${check.ratio.toFixed(1)}   (goal 8)`)
  console.log(`    check ${check.ours.toFixed(1)} µs, tma.js ${check.theirs.toFixed(1)} µs`)

  const { echo, again, known, stranger } = await benchExchange(billing, ROUNDS)
  const goals = `${again.toFixed(2)}, ${known.toFixed(2)}, ${stranger.toFixed(2)}   (goals 0.40, -, 0.20)`
  console.log(`P9  session exchange / POST echo: the same again, somebody known, somebody new: ${goals}`)
  console.log(`    echo ${Math.round(echo).toLocaleString('en')} requests/s`)

  const reads = await benchEntitlements(billing, people[0]?.payerId ?? 0, ROUNDS)
  const read = `${reads.read.toFixed(2)}, ${reads.unchanged.toFixed(2)}`
  console.log(
    `P10 entitlement read over HTTP, from the database / the same JSON from Fastify: ${read} where unchanged   (goal 0.14)`,
  )
  console.log(`    echo ${Math.round(reads.echo).toLocaleString('en')} requests/s`)

  const webhook = await benchWebhook(billing, database, ROUNDS)
  console.log(
    `P11 Stripe webhook, verified and kept / one-row insert on the same driver: ${webhook.ratio.toFixed(2)}   (goal 0.25)`,
  )
  const perRow = `insert ${Math.round(webhook.floor).toLocaleString('en')} rows/s`
  console.log(`    webhook ${Math.round(webhook.kept).toLocaleString('en')} events/s, ${perRow}`)
  await billing.stop()
} finally {
  await database.close()
  await postgres.stop()
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')} payments/s`
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}
