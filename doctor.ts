import { Api } from 'grammy'
import type { Config } from './config.ts'
import { auditBooks } from './db/audit.ts'
import { schemaIsCurrent } from './db/orm.ts'
import type { PlanTerms } from './db/plan.ts'
import { connect } from './starpass.ts'

interface Finding {
  level: 'ok' | 'warn' | 'bad'
  line: string
}

/**
 * Checks what can be checked without selling anything: settings, Telegram, schema, books. Prints a line each, with
 * what to do; the exit code is 1 when something disagrees, and 0 when there is nothing, or only something to know.
 */
export async function examine(patient: {
  config: Config
  plans: PlanTerms[]
  print: (line: string) => void
}): Promise<number> {
  const { config, plans, print } = patient
  const marks = { ok: 'ok  ', warn: 'note', bad: 'BAD ' }
  let exitCode = 0
  const report = ({ level, line }: Finding) => {
    if (level === 'bad') exitCode = 1
    print(`${marks[level]}  ${line}`)
  }
  report({ level: 'ok', line: `Settings: readable. ${plans.length} plans on sale.` })
  for (const finding of [...legal(config), ...(await telegram(config)), ...(await books(config))])
    report(finding)
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

async function telegram({ botToken, telegramApiRoot, mode }: Config): Promise<Finding[]> {
  const api = new Api(botToken, { apiRoot: telegramApiRoot, timeoutSeconds: 10 })
  try {
    const me = await api.getMe()
    const { url = '' } = await api.getWebhookInfo()
    const found: Finding[] = [
      { level: 'ok', line: `Telegram: answers, and knows this token as @${me.username}.` },
    ]
    if (mode.kind === 'polling' && url !== '')
      found.push({ level: 'warn', line: 'Telegram: a webhook is set; starting in polling mode removes it.' })
    return found
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Telegram: ${why} Check BOT_TOKEN, TELEGRAM_API_ROOT and the network.` }]
  }
}

async function books(config: Config): Promise<Finding[]> {
  const undo: (() => Promise<void>)[] = []
  try {
    const database = await connect({ config, onProgress: () => {} }, undo)
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
        line: `Books: ${quarantined} charges are in quarantine; see /why, give back with /refund.`,
      })
    return found
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Database: ${why} Check DATABASE_URL.` }]
  } finally {
    for (const close of undo.reverse()) await close()
  }
}
