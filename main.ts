import { Unfit } from './card-rail.ts'
import { type Config, type Problem, readConfig } from './config.ts'
import { migrateDatabase } from './db/migrate.ts'
import type { PlanTerms } from './db/plan.ts'
import { readPlans } from './db/read-plans.ts'
import { examine } from './doctor.ts'
import { createLogger } from './server/log.ts'
import { connect, GRACE_MS, startStarpass } from './starpass.ts'
import { type Steps, stopAll } from './stopping.ts'

/**
 * `node main.ts`: bot and sidecar in one process. `node main.ts bot`, `node main.ts server`: one of them.
 * `node main.ts migrate`: only brings the schema up. `node main.ts doctor`: checks everything and says what is wrong.
 */
const verb = process.argv[2] ?? 'start'
const { config, plans, freeMaxDevices } = await settings()
const logger = createLogger(config.logLevel)
const onProgress = (line: string) => logger.info(line)
let leaving = false

switch (verb) {
  case 'start':
  case 'bot':
  case 'server':
    await run({ bot: verb !== 'server', server: verb !== 'bot' })
    break
  case 'migrate':
    await migrate()
    break
  case 'doctor':
    process.exitCode = await examine({ config, plans, print: line => console.log(line) })
    break
  default:
    console.error(`main.ts knows start, bot, server, migrate and doctor, and not ${verb}.`)
    process.exitCode = 1
}

async function run(parts: { bot: boolean; server: boolean }): Promise<void> {
  let stop: (() => Promise<void>) | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // Asked twice, it waits for nothing.
      if (leaving) process.exit(1)
      void leave(0, stop)
    })
  try {
    const running = await startStarpass({ config, plans, freeMaxDevices, parts, logger, onProgress })
    stop = running.stop
    logger.info({ url: running.url, metrics: running.metricsUrl }, 'ready')
    await running.failed
  } catch (error) {
    if (error instanceof Unfit) tell(error.problems)
    else logger.fatal({ err: error }, 'cannot go on')
    await leave(1, stop)
  }
}

/** Finishes what is in hand; what then still keeps the process alive is not waited for. */
async function leave(exitCode: number, stop?: () => Promise<void>): Promise<void> {
  if (leaving) return
  leaving = true
  logger.info('stopping')
  await stop?.()
  logger.info('stopped')
  process.exit(exitCode)
}

async function migrate(): Promise<void> {
  const started: Steps = []
  const database = await connect({ config, onProgress }, started)
  await migrateDatabase(database, logger)
  await stopAll(started, GRACE_MS, logger)
  console.log('The schema is up to date.')
}

/** Every problem of settings and plans at once, before anything is started. */
async function settings(): Promise<{ config: Config; plans: PlanTerms[]; freeMaxDevices: number }> {
  const read = readConfig(process.env)
  const shop = await readPlans(read.kind === 'ok' ? read.config : read.partly)
  if (read.kind === 'ok' && shop.kind === 'ok') {
    for (const warning of shop.warnings) console.error(warning)
    return { config: read.config, plans: shop.plans, freeMaxDevices: shop.freeMaxDevices }
  }
  const problems = read.kind === 'bad' ? read.problems.map(told) : []
  if (shop.kind === 'bad') problems.push(...shop.problems)
  tell(problems)
  process.exit(1)
}

function tell(problems: string[]): void {
  console.error(
    `Starpass cannot start. ${problems.length === 1 ? 'One thing is' : 'These things are'} to be mended:`,
  )
  for (const problem of problems) console.error(`  ${problem}`)
}

function told({ setting, problem, remedy }: Problem): string {
  return `${setting} ${problem}. ${remedy}`
}
