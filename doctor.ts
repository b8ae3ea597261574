import { examineTelegram, starsHeld } from './bot/examine.ts'
import { type Door, reachStripe } from './card-rail.ts'
import type { Config } from './config.ts'
import type { PlanTerms } from './db/plan.ts'
import { examineBooks } from './doctor-books.ts'
import { examineServices } from './doctor-services.ts'
import { examineEndpoints } from './server/outgoing/examine.ts'
import { examineStripe, type Finding, movesSince } from './server/stripe/examine.ts'
import { connect, GRACE_MS, updatesOf } from './starpass.ts'
import type { Steps } from './stopping.ts'

/**
 * Checks what can be checked without selling anything: settings, Telegram, Stripe, schema, books, what waits. Prints a
 * line each, with what to do; the exit code is 1 when something disagrees, and 0 when there is nothing, or only something
 * to know. Changes nothing.
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
  for (const finding of [...asked(config), ...examineServices(config)]) report(finding)
  const { botToken: token, telegramApiRoot: apiRoot } = config
  const telegram = { token, apiRoot, updates: updatesOf(config), now }
  for (const finding of await examineTelegram(telegram)) report(finding)
  const door = reachStripe({ config, plans, now, logger: { info() {}, warn() {}, error() {} } })
  for (const finding of await cards(door, plans)) report(finding)
  const { outgoingWebhooks } = config
  if (outgoingWebhooks) for (const finding of await examineEndpoints(outgoingWebhooks)) report(finding)
  for (const finding of await books(config, door, now)) report(finding)
  return exitCode
}

/** What Telegram's rules ask of every shop (platform rules for payments; sensible texts stand in), and good sense. */
function asked({ adminIds, legal: { contact, termsUrl, privacyUrl } }: Config): Finding[] {
  const settings: [unknown, string][] = [
    [contact, 'SUPPORT_CONTACT is not set: people with a payment problem are not told whom to ask.'],
    [termsUrl, 'TERMS_URL is not set: /terms answers with a general text.'],
    [privacyUrl, 'PRIVACY_URL is not set: /privacy answers with a general text.'],
    [
      adminIds.length > 0 || null,
      'ADMIN_IDS is not set: nobody is told of money that is held, or can give it back.',
    ],
  ]
  return settings.filter(([value]) => value === null).map(([, line]) => ({ level: 'warn', line }))
}

/** What is sold by card, and whether Stripe says the same of it. */
async function cards(door: Door | null, plans: PlanTerms[]): Promise<Finding[]> {
  if (door) return await examineStripe({ ...door, ...door.access })
  const codes = plans.filter(({ card }) => card).map(({ code }) => code)
  const line = `Stripe: STRIPE_SECRET_KEY is not set, so these are not sold by card: ${codes.join(', ')}.`
  return codes.length === 0 ? [] : [{ level: 'warn', line }]
}

async function books(config: Config, door: Door | null, now: () => Date): Promise<Finding[]> {
  const started: Steps = []
  try {
    const database = await connect({ config, onProgress: () => {} }, started, 0)
    const { botToken: token, telegramApiRoot: apiRoot } = config
    const held = () => starsHeld({ token, apiRoot })
    const byCard = door && {
      account: door.access.livemode ? 'live' : 'test',
      movesSince: (since: Date) => movesSince(door.stripe, since),
    }
    const webhookUrls = config.outgoingWebhooks?.urls ?? []
    return await examineBooks({ database, starsHeld: held, byCard, webhookUrls, now: now() })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Database: ${why} Check DATABASE_URL.` }]
  } finally {
    for (const { stop } of started.flat().reverse()) await stop(GRACE_MS)
  }
}
