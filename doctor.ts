import { Api } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import { aheadOfTelegram, SKEW_SECONDS } from './bot/clock.ts'
import type { Updates } from './bot/main.ts'
import { missingIn } from './bot/register.ts'
import { reachStripe } from './card-rail.ts'
import type { Config } from './config.ts'
import { auditBooks } from './db/audit.ts'
import { schemaIsCurrent } from './db/orm.ts'
import type { PlanTerms } from './db/plan.ts'
import { examineStripe, type Finding } from './server/stripe/examine.ts'
import { connect, GRACE_MS, updatesOf } from './starpass.ts'
import type { Steps } from './stopping.ts'

/** An error of a webhook that is older than this has been got over. */
const RECENT_MINUTES = 60
/** More than wait in a healthy shop at any moment. */
const MANY_UPDATES = 100

/**
 * Checks what can be checked without selling anything: settings, Telegram, Stripe, schema, books. Prints a line each, with
 * what to do; the exit code is 1 when something disagrees, and 0 when there is nothing, or only something to know.
 */
export async function examine(patient: {
  config: Config
  plans: PlanTerms[]
  print: (line: string) => void
  now?: () => Date
}): Promise<number> {
  const { config, plans, print, now = () => new Date() } = patient
  const marks = { ok: 'ok  ', warn: 'note', bad: 'BAD ' }
  let exitCode = 0
  const report = ({ level, line }: Finding) => {
    if (level === 'bad') exitCode = 1
    print(`${marks[level]}  ${line}`)
  }
  report({ level: 'ok', line: `Settings: readable. ${plans.length} plans on sale.` })
  const providers = [...(await telegram(config, now)), ...(await cards(config, plans, now))]
  for (const finding of [...legal(config), ...providers, ...(await books(config))]) report(finding)
  return exitCode
}

/** What Telegram's rules ask of every shop (platform rules for payments; sensible texts stand in). */
function legal({ legal: { contact, termsUrl, privacyUrl } }: Config): Finding[] {
  const asked: [string | null, string][] = [
    [contact, 'SUPPORT_CONTACT is not set: people with a payment problem are not told whom to ask.'],
    [termsUrl, 'TERMS_URL is not set: /terms answers with a general text.'],
    [privacyUrl, 'PRIVACY_URL is not set: /privacy answers with a general text.'],
  ]
  return asked.filter(([value]) => value === null).map(([, line]) => ({ level: 'warn', line }))
}

async function telegram(config: Config, now: () => Date): Promise<Finding[]> {
  const api = new Api(config.botToken, { apiRoot: config.telegramApiRoot, timeoutSeconds: 10 })
  try {
    const me = await api.getMe()
    const webhook = await api.getWebhookInfo()
    const answers = {
      level: 'ok',
      line: `Telegram: answers, and knows this token as @${me.username}.`,
    } as const
    return [answers, ...(await clock(config, now)), ...updates(updatesOf(config), webhook)]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Telegram: ${why} Check BOT_TOKEN, TELEGRAM_API_ROOT and the network.` }]
  }
}

/** Telegram signs the time at which somebody opened the Mini App; a clock that differs refuses them (case 57). */
async function clock(
  { botToken: token, telegramApiRoot: apiRoot }: Config,
  now: () => Date,
): Promise<Finding[]> {
  const ahead = await aheadOfTelegram({ token, apiRoot }, now)
  if (ahead === null || Math.abs(ahead) <= SKEW_SECONDS) return []
  const where = ahead > 0 ? 'ahead of' : 'behind'
  const line = `Clock: this machine is ${Math.abs(ahead)} seconds ${where} Telegram. Have it set by NTP.`
  return [{ level: 'bad', line }]
}

/** Whether what Telegram does with updates is what BOT_MODE asks for. */
function updates(wanted: Updates, webhook: WebhookInfo): Finding[] {
  const { url = '', allowed_updates: sent } = webhook
  if (wanted.kind === 'polling') {
    const line = 'Telegram: a webhook is set; starting in polling mode removes it.'
    return url === '' ? [] : [{ level: 'warn', line }]
  }
  const { address } = wanted
  if (url !== address) {
    const where = url === '' ? 'no webhook is set' : `updates go to ${url}`
    const line = `Telegram: ${where}, not to ${address}. Starting sets it; once started, look for what else uses this bot.`
    return [{ level: 'bad', line }]
  }
  const missing = missingIn(sent)
  if (missing.length === 0)
    return [{ level: 'ok', line: `Telegram: sends updates to ${address}.` }, ...deliveries(webhook)]
  const line = `Telegram: does not send ${missing.join(', ')}. Start again: that asks for the whole list.`
  return [{ level: 'bad', line }, ...deliveries(webhook)]
}

/** How Telegram fares with the webhook that is set. */
function deliveries(webhook: WebhookInfo): Finding[] {
  const { last_error_message: why, last_error_date: seconds = 0, pending_update_count: waiting } = webhook
  const found: Finding[] = []
  const minutes = Math.round((Date.now() / 1000 - seconds) / 60)
  if (why && minutes <= RECENT_MINUTES) {
    const remedy = /401/.test(why)
      ? 'Start again: that tells Telegram the present TELEGRAM_WEBHOOK_SECRET.'
      : 'Check that PUBLIC_URL leads to this machine, its certificate, and the log of the proxy and of npm start.'
    found.push({
      level: 'warn',
      line: `Telegram: ${minutes} minutes ago a delivery failed: ${why}. ${remedy}`,
    })
  }
  if (waiting > MANY_UPDATES) {
    const remedy = 'They are sent again by themselves; if the number grows, see the log of npm start.'
    found.push({ level: 'warn', line: `Telegram: ${waiting} updates wait to be delivered. ${remedy}` })
  }
  return found
}

/** What is sold by card, and whether Stripe says the same of it. */
async function cards(config: Config, plans: PlanTerms[], now: () => Date): Promise<Finding[]> {
  const door = reachStripe({ config, plans, now, logger: { info() {}, warn() {}, error() {} } })
  if (door) return await examineStripe({ ...door, ...door.access })
  const codes = plans.filter(({ card }) => card).map(({ code }) => code)
  const line = `Stripe: STRIPE_SECRET_KEY is not set, so these are not sold by card: ${codes.join(', ')}.`
  return codes.length === 0 ? [] : [{ level: 'warn', line }]
}

async function books(config: Config): Promise<Finding[]> {
  const started: Steps = []
  try {
    const database = await connect({ config, onProgress: () => {} }, started, 0)
    if (!(await schemaIsCurrent(database)))
      return [{ level: 'bad', line: 'Database: its schema is behind this code. Run npm run migrate.' }]
    const { unbalanced, strayed, quarantined } = await auditBooks(database)
    const found: Finding[] = [{ level: 'ok', line: 'Database: answers, and its schema is current.' }]
    found.push(
      ...unbalanced.map(what => ({ level: 'bad' as const, line: `Books: ${what}` })),
      ...strayed.map(what => ({ level: 'bad' as const, line: `Access: ${what}` })),
    )
    if (found.length === 1)
      found.push({ level: 'ok', line: 'Books: they add up, and access follows from the grants.' })
    if (quarantined > 0)
      found.push({
        level: 'warn',
        line: `Books: charges in quarantine: ${quarantined}. See /why, give back with /refund.`,
      })
    return found
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Database: ${why} Check DATABASE_URL.` }]
  } finally {
    for (const { stop } of started.flat().reverse()) await stop(GRACE_MS)
  }
}
