import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Mode } from './storm.ts'

/** The settings of the app in a run, as a live start has them; every secret drawn anew. */
export function settingsFor(run: {
  mode: Mode
  databaseUrl: string
  telegramUrl: string
  publicUrl: string
  token: string
  admin: number
}): { env: Record<string, string>; secrets: Record<string, string> } {
  const apiKey = randomBytes(32).toString('hex')
  const secrets = {
    BOT_TOKEN: run.token,
    TELEGRAM_WEBHOOK_SECRET: randomBytes(32).toString('hex'),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    'the password of the database': new URL(run.databaseUrl).password,
    'an API key': apiKey,
  }
  const env = {
    BOT_TOKEN: secrets.BOT_TOKEN,
    BOT_MODE: run.mode,
    TELEGRAM_API_ROOT: run.telegramUrl,
    TELEGRAM_WEBHOOK_SECRET: secrets.TELEGRAM_WEBHOOK_SECRET,
    SESSION_SECRET: secrets.SESSION_SECRET,
    DATABASE_URL: run.databaseUrl,
    ADMIN_IDS: String(run.admin),
    API_KEYS: `chaos:${createHash('sha256').update(apiKey).digest('hex')}`,
    PLANS_FILE,
    PORT: '0',
    METRICS_PORT: '0',
    // More is said than in life, and all of it is searched for secrets.
    LOG_LEVEL: 'debug',
    SUPPORT_CONTACT: '@olga',
    TERMS_URL: 'https://shop.example/terms',
    PRIVACY_URL: 'https://shop.example/privacy',
    ...(run.mode === 'webhook' ? { PUBLIC_URL: run.publicUrl } : {}),
  }
  return { env, secrets }
}

export const PLANS_FILE = join(import.meta.dirname, '../../plans.json')

/** A bot token of the right form that opens nothing. */
export function drawToken(): string {
  return `4200000009:${randomBytes(27).toString('base64url')}`
}
