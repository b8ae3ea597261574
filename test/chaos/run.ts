import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlanTerms } from '../../db/plan.ts'
import { readPlans } from '../../db/read-plans.ts'
import type { FaultCounts } from '../sandbox/face.ts'
import { Agenda } from './agenda.ts'
import { startBalancer } from './balancer.ts'
import { type Crowd, gather, sizeOf } from './crowd.ts'
import { deedsOf } from './deeds.ts'
import { settleDown } from './ending.ts'
import { planFickle } from './fickle.ts'
import { type Fleet, startFleet } from './fleet.ts'
import { type Gauge, startGauge } from './gauge.ts'
import { type Findings, investigate } from './investigate.ts'
import type { Main } from './member.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { pour, type Tally } from './pour.ts'
import { drawToken, PLANS_FILE, settingsFor } from './settings.ts'
import { type Storm, stream } from './storm.ts'
import { type Blows, planStrikes } from './strikes.ts'
import { faultsOf, startTelegram, type Telegram } from './telegram.ts'
import { type Watch, watching } from './watch.ts'

/** What a run did, and what was found after it. */
export interface Outcome {
  storm: Storm
  tally: Tally
  blows: Blows
  faults: FaultCounts
  /** How often a process of the app ended without having been killed. */
  ownExits: ReturnType<Fleet['ownExits']>
  /** From the first payment until nothing was owed any more. */
  seconds: number
  findings: Findings
}

const ROOT = join(import.meta.dirname, '../..')
const HOME = join(ROOT, '.data/chaos')
const AS_IT_STANDS: Main = {
  script: join(ROOT, 'main.ts'),
  env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
}

/**
 * One run: the real app as processes of its own, on a Postgres of its own, with the sandbox playing Telegram. People
 * pay while everything that may fail does; then it grows quiet, and the two sides are compared. The folder of a run
 * that went wrong is kept, and named in what is thrown or told.
 */
export async function runChaos(storm: Storm, watch: Watch, main = AS_IT_STANDS): Promise<Outcome> {
  const folder = join(HOME, `${storm.mode}-${storm.seed}-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const started = new AsyncDisposableStack()
  let keep = true
  try {
    const outcome = await storming(storm, watch, { folder, main }, started)
    keep = outcome.findings.wrongs.length > 0
    return outcome
  } finally {
    await started.disposeAsync()
    keep &&= !watch.signal.aborted
    if (keep) watch.say(`The data and logs of this run are kept in ${folder}`)
    else await rm(folder, { recursive: true, force: true })
  }
}

async function storming(
  storm: Storm,
  watch: Watch,
  { folder, main }: { folder: string; main: Main },
  started: AsyncDisposableStack,
): Promise<Outcome> {
  const token = drawToken()
  const postgres = await startPostgres(folder, watch.say)
  started.defer(postgres.stop)
  const telegram = await startTelegram(token)
  started.defer(telegram.stop)
  watch.say('Letting people in, and opening their orders…')
  const plans = await plansOnSale()
  const crowd = await gather({ databaseUrl: postgres.url, plans, telegram }, sizeOf(storm.payments))
  const gauge = startGauge(postgres.url)
  started.defer(gauge.stop)

  let fleet: Fleet | null = null
  const balancer = await startBalancer(() => fleet?.addresses() ?? [])
  started.defer(balancer.stop)
  const urls = { databaseUrl: postgres.url, telegramUrl: telegram.url, publicUrl: balancer.url }
  const settings = settingsFor({ ...urls, mode: storm.mode, token, admin: crowd.admin })
  watch.say(`Starting ${storm.processes} processes (${storm.mode})…`)
  fleet = await startFleet({ ...storm, main, env: settings.env, folder })
  const { leave, ownExits, logs } = fleet
  started.defer(async () => void (await leave()))

  const { stuck, fickle, ...done } = await rage(storm, watch, { postgres, telegram, crowd, gauge, fleet })
  watch.say('Quiet again. Comparing the books with Telegram…')
  const exits = ownExits()
  const gaveUp = exits.atWork > 0 ? [`${exits.atWork} times a process ended by itself while at work.`] : []
  const already = [...stuck, ...gaveUp, ...(await leave())]
  const findings = await investigate({
    ...{ databaseUrl: postgres.url, telegram, settings, crowd, logs: [...logs, postgres.log] },
    ...{ made: done.tally.made, fickle, already },
    ...{ blows: done.blows, dropped: done.faults.dropped },
  })
  return { storm, ...done, ownExits: exits, findings }
}

interface Stage {
  postgres: Postgres
  telegram: Telegram
  crowd: Crowd
  gauge: Gauge
  fleet: Fleet
}

/** The storm itself, until nothing is owed any more. */
async function rage(storm: Storm, watch: Watch, stage: Stage) {
  const { postgres, telegram, crowd, gauge, fleet } = stage
  const { seed, payments } = storm
  const agenda = new Agenda()
  const tally: Tally = { made: [], failed: {} }
  const blows = planStrikes(storm, { agenda, fleet, postgres })
  const fickle = planFickle(stream(seed, 'fickle'), { payments, agenda, telegram, crowd })
  const deeds = deedsOf(stream(seed, 'deeds'), sizeOf(payments))
  const began = performance.now()
  const stopWatching = watching(
    watch,
    () => ({ ...blows, made: tally.made.length, ...gauge.reading() }),
    telegram,
  )
  try {
    await telegram.control.faults(faultsOf(seed))
    await pour({ payments, telegram, crowd, deeds, agenda, gauge, tally, signal: watch.signal })
    await agenda.finish()
    const faults = await telegram.control.faultCounts()
    await telegram.control.faults({ seed: 0 })
    await fickle.comeBack()
    const stuck = await settleDown({ telegram, gauge, made: payments }, watch.signal)
    const seconds = (performance.now() - began) / 1000
    return { tally, faults, blows, fickle, stuck, seconds }
  } finally {
    await stopWatching()
  }
}

async function plansOnSale(): Promise<PlanTerms[]> {
  const shop = await readPlans({ plansFile: PLANS_FILE, allowCardForDigital: false })
  if (shop.kind === 'bad') throw new Error(shop.problems.join('\n'))
  return shop.plans
}
