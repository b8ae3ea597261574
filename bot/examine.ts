import { Api } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import { aheadOfTelegram, SKEW_SECONDS } from './clock.ts'
import { missingIn, type Updates } from './register.ts'

/** What an examination found: in order, something to know, or something that must be mended. */
interface Finding {
  level: 'ok' | 'warn' | 'bad'
  line: string
}

interface Patient {
  token: string
  apiRoot: string
  /** How updates are to reach us. */
  updates: Updates
  now: () => Date
}

/** An error of a webhook that is older than this has been got over. */
const RECENT_MINUTES = 60
/** More than wait in a healthy shop at any moment. */
const MANY_UPDATES = 100

/** Holds what Telegram says against what the shop needs: token, clock, where updates go and which. Changes nothing. */
export async function examineTelegram({ token, apiRoot, updates, now }: Patient): Promise<Finding[]> {
  const api = apiOf({ token, apiRoot })
  try {
    const me = await api.getMe()
    const webhook = await api.getWebhookInfo()
    const line = `Telegram: answers, and knows this token as @${me.username}.`
    return [{ level: 'ok', line }, ...(await clock({ token, apiRoot, now })), ...sent(updates, webhook)]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ level: 'bad', line: `Telegram: ${why} Check BOT_TOKEN, TELEGRAM_API_ROOT and the network.` }]
  }
}

/** How many Stars Telegram holds for us now; null: it does not say. */
export async function starsHeld(at: { token: string; apiRoot: string }): Promise<number | null> {
  try {
    return (await apiOf(at).getMyStarBalance()).amount
  } catch {
    // Not swallowed: whoever asks is told that it was not compared, and why Telegram does not answer stands above.
    return null
  }
}

function apiOf({ token, apiRoot }: { token: string; apiRoot: string }): Api {
  return new Api(token, { apiRoot, timeoutSeconds: 10 })
}

/** Telegram signs the time at which somebody opened the Mini App; a clock that differs refuses them (case 57). */
async function clock({ token, apiRoot, now }: Omit<Patient, 'updates'>): Promise<Finding[]> {
  const ahead = await aheadOfTelegram({ token, apiRoot }, now)
  if (ahead === null || Math.abs(ahead) <= SKEW_SECONDS) return []
  const where = ahead > 0 ? 'ahead of' : 'behind'
  const line = `Clock: this machine is ${Math.abs(ahead)} seconds ${where} Telegram. Have it set by NTP.`
  return [{ level: 'bad', line }]
}

/** Whether what Telegram does with updates is what BOT_MODE asks for; the kinds it sends are one list in both (case 49). */
function sent(wanted: Updates, webhook: WebhookInfo): Finding[] {
  const { url = '', allowed_updates } = webhook
  if (wanted.kind === 'polling') {
    const line = 'Telegram: a webhook is set; starting in polling mode removes it.'
    return [...(url === '' ? [] : [{ level: 'warn' as const, line }]), ...missed(allowed_updates)]
  }
  const { address } = wanted
  if (url !== address) {
    const where = url === '' ? 'no webhook is set' : `updates go to ${url}`
    const line = `Telegram: ${where}, not to ${address}. Starting sets it; once started, look for what else uses this bot.`
    return [{ level: 'bad', line }]
  }
  const missing = missed(allowed_updates)
  if (missing.length > 0) return [...missing, ...deliveries(webhook)]
  return [{ level: 'ok', line: `Telegram: sends updates to ${address}.` }, ...deliveries(webhook)]
}

function missed(allowed: WebhookInfo['allowed_updates']): Finding[] {
  const missing = missingIn(allowed)
  const line = `Telegram: does not send ${missing.join(', ')}. Start again: that asks for the whole list.`
  return missing.length === 0 ? [] : [{ level: 'bad', line }]
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
