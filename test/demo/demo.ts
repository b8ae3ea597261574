import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../config.ts'
import { readPlans } from '../../db/read-plans.ts'
import { createLogger } from '../../server/log.ts'
import { startStarpass } from '../../starpass.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { chatPage } from './chat-page.ts'
import { BOT, invite, OPERATOR } from './people.ts'
import { clear, mustBeFree, occupy, onNextFreePort, placeAt, runningAt, sessionSecret } from './place.ts'
import { SERVICE, serviceSettings } from './services.ts'
import { STRIPE, stock, tellShop } from './stripe.ts'

/**
 * Everything on one machine, with no account, key or network: the sandbox that plays Telegram and Stripe, with a chat
 * page in the browser, and the real bot, books and sidecar, which know it by its address alone.
 */
const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8800' },
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data/demo' },
    /** A setting of the shop, to see what it does: `--set SESSION_TTL_SECONDS=60`. */
    set: { type: 'string', multiple: true, default: [] },
  },
})
const place = placeAt(resolve(options.data))
const { secretKey, webhookSecret, rates } = STRIPE
const undo: (() => Promise<void>)[] = []
const say = (line: string) => console.log(line)
let leaving = false

const elsewhere = await runningAt(place)
if (elsewhere) {
  say(`The demo runs already: ${elsewhere}`)
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(0))
  try {
    await open()
  } catch (error) {
    console.error(`The demo cannot start: ${error instanceof Error ? error.message : String(error)}`)
    await leave(1)
  }
}

async function open(): Promise<void> {
  const wanted = Number(options.port)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Error('--port takes a number from 1 to 65535.')
  if (options.fresh) {
    say('Forgetting the data of earlier demos…')
    await clear(place)
  }
  await mkdir(place.dir, { recursive: true })

  const page = await chatPage(say)
  const sandbox = await onNextFreePort(wanted, port =>
    startSandbox({
      ...{ port, bots: [BOT], page, save: place.telegram },
      stripe: { secretKey, rates },
      service: { secret: SERVICE.secret },
    }),
  )
  undo.push(sandbox.stop)
  const { port } = new URL(sandbox.url)
  if (port !== String(wanted)) say(`Port ${wanted} is taken; using ${port}.`)
  await invite(sandbox.url)
  await stock(sandbox)

  const starpass = await onNextFreePort(Number(port) + 1, async at => {
    // Asked first: a whole shop is started and stopped for nothing where the port is taken.
    await mustBeFree(at)
    return await startStarpass({
      ...(await shop(sandbox.url, at)),
      dataDir: place.postgres,
      // The chat page, by both its names.
      frameAncestors: [sandbox.url, `http://localhost:${port}`],
      onProgress: say,
      now: sandbox.now,
    })
  })
  undo.push(starpass.stop)
  if (starpass.url) await tellShop(sandbox, starpass.url)
  await occupy(place, sandbox.url)
  undo.push(() => rm(place.occupant, { force: true }))
  say(
    `\nOpen  ${sandbox.url}\n\nType /buy as Alice, pay with Stars or by card, look at /status; or open the Mini App beside the field and buy there. Subscribe with /buy steady, then let a month go by with Later…. As Olga, give it back with /refund.`,
  )
  say(
    `As another service:  curl -H 'Authorization: Bearer ${SERVICE.key}' ${starpass.url}/api/v1/people/1001/entitlements`,
  )
  say(
    'No real Stars or cards here. Ctrl-C ends it; what happened is kept for the next time (--fresh forgets it).',
  )
  await starpass.failed
}

/** The same settings and plans a live start reads, pointed at the sandbox. */
async function shop(sandbox: string, port: number) {
  const read = readConfig({
    BOT_TOKEN: BOT.token,
    TELEGRAM_API_ROOT: sandbox,
    ADMIN_IDS: String(OPERATOR),
    PLANS_FILE: 'test/demo/plans.json',
    STRIPE_API_ROOT: sandbox,
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    SUPPORT_CONTACT: '@olga',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SESSION_SECRET: await sessionSecret(place),
    ...(await serviceSettings(sandbox, place)),
    PORT: String(port),
    METRICS_PORT: '0',
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(options.set.map(setting => setting.split(/=(.*)/s))),
  })
  if (read.kind === 'bad')
    throw new Error(read.problems.map(({ setting, problem }) => `${setting} ${problem}`).join('; '))
  const plans = await readPlans(read.config)
  if (plans.kind === 'bad') throw new Error(plans.problems.join('\n'))
  const parts = { bot: true, server: true }
  const { freeMaxDevices } = plans
  const logger = createLogger(read.config.logLevel)
  return { config: read.config, plans: plans.plans, freeMaxDevices, parts, logger }
}

/** Stops all that was started, the newest first; a second Ctrl-C does not wait for it. */
async function leave(exitCode: number): Promise<void> {
  if (leaving) process.exit(1)
  leaving = true
  if (exitCode === 0) say('\nStopping…')
  for (let stop = undo.pop(); stop; stop = undo.pop()) await stop()
  process.exit(exitCode)
}
