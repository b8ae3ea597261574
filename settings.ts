import type { JsonWebKey } from 'node:crypto'
import { type AnswerKey, KID_CHARACTERS, readAnswerKey } from './server/answer-key.ts'

/** What a text must be to become a T. `parse` answers null where it is not. */
interface Form<T> {
  parse(text: string): T | null
  must: string
}

export interface Setting<T, D extends string | null> extends Form<T> {
  default: D
}

const TEXT = matching(/./, 'a text')
const TOKEN = matching(/^\d+:[\w-]{30,}$/, 'the token @BotFather gives you (123456789:AA...)')
const ROOT: Form<string> = { parse: parseRoot, must: 'an http(s):// address without user, query or fragment' }
const ORIGIN: Form<string> = { parse: parseOrigin, must: 'an http(s):// address without a path' }
const LINK: Form<string> = { parse: parseLink, must: 'an http(s):// address' }
const SECRET: Form<string> = { parse: parseSecret, must: '32 bytes or more: openssl rand -hex 32' }
const HOOK_SECRET = matching(/^[\w-]{1,256}$/, '1 to 256 of A-Z a-z 0-9 _ -: openssl rand -hex 32')
const SIGNING_SECRET: Form<string> = {
  parse: parseSigningSecret,
  must: 'whsec_ and 24 bytes or more in base64, or a text of 32 bytes or more: openssl rand -hex 32',
}
const KEY_SET: Form<AnswerKey[]> = {
  parse: parseKeySet,
  must:
    'a JWK set {"keys":[...]} of private keys (EC P-256 or P-384, Ed25519, RSA of 2048 bits or more), each with a kid' +
    ` of its own (1 to 100 of ${KID_CHARACTERS})`,
}
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Every setting there is, and its default (null: unset). `.env.example` explains each; a test holds the two equal. */
export const SETTINGS = {
  BOT_TOKEN: setting(null, TOKEN),
  BOT_MODE: setting('polling', oneOf(['polling', 'webhook'])),
  PUBLIC_URL: setting(null, ROOT),
  TELEGRAM_WEBHOOK_SECRET: setting(null, HOOK_SECRET),
  TELEGRAM_API_ROOT: setting('https://api.telegram.org', ROOT),
  ADMIN_IDS: setting(null, listOf(whole(1, Number.MAX_SAFE_INTEGER))),
  DATABASE_URL: setting(null, matching(/^postgres(ql)?:\/\/\S+$/, 'a postgres:// address')),
  PLANS_FILE: setting('plans.json', TEXT),
  SESSION_SECRET: setting(null, SECRET),
  SESSION_TTL_SECONDS: setting('900', whole(1, Number.MAX_SAFE_INTEGER)),
  INIT_DATA_MAX_AGE_SECONDS: setting('900', whole(1, Number.MAX_SAFE_INTEGER)),
  STRIPE_SECRET_KEY: setting(null, matching(/^[sr]k_\S+$/, 'a secret key of Stripe (sk_... or rk_...)')),
  STRIPE_WEBHOOK_SECRET: setting(
    null,
    listOf(matching(/^whsec_\S+$/, 'a signing secret of Stripe (whsec_...)')),
  ),
  STRIPE_API_ROOT: setting('https://api.stripe.com', ORIGIN),
  ALLOW_CARD_FOR_DIGITAL: setting('0', oneOf(['0', '1'])),
  API_KEYS: setting(null, listOf({ parse: parseApiKey, must: 'name:sha256-hex of the key' })),
  OUTGOING_WEBHOOK_URLS: setting(null, listOf(LINK)),
  OUTGOING_WEBHOOK_SECRET: setting(null, listOf(SIGNING_SECRET)),
  OUTGOING_WEBHOOK_ALLOW_PRIVATE: setting('0', oneOf(['0', '1'])),
  ANSWER_SIGNING_KEYS: setting(null, KEY_SET),
  HOST: setting('127.0.0.1', TEXT),
  PORT: setting('8080', whole(0, 65_535)),
  METRICS_HOST: setting('127.0.0.1', TEXT),
  METRICS_PORT: setting('9464', whole(0, 65_535)),
  LOG_LEVEL: setting('info', oneOf(LOG_LEVELS)),
  SUPPORT_CONTACT: setting(null, TEXT),
  TERMS_URL: setting(null, LINK),
  PRIVACY_URL: setting(null, LINK),
}

export type SettingName = keyof typeof SETTINGS

function setting<T, D extends string | null>(unset: D, form: Form<T>): Setting<T, D> {
  return { ...form, default: unset }
}

function matching(pattern: RegExp, must: string): Form<string> {
  return { parse: text => (pattern.test(text) ? text : null), must }
}

function oneOf<const T extends string>(options: readonly T[]): Form<T> {
  return {
    parse: text => options.find(option => option === text) ?? null,
    must: `one of ${options.join(', ')}`,
  }
}

function whole(least: number, most: number): Form<number> {
  const fits = (text: string) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
  return {
    parse: text => (fits(text) ? Number(text) : null),
    must: `a whole number from ${least} to ${most}`,
  }
}

function listOf<T>({ parse, must }: Form<T>): Form<T[]> {
  const parseAll = (text: string) => {
    const items = text.split(',').map(item => parse(item.trim()))
    return items.every(item => item !== null) ? items : null
  }
  return { parse: parseAll, must: `a comma list, each ${must}` }
}

function parseRoot(text: string): string | null {
  return parseLink(text) && !/[?#@]/.test(text) ? text.replace(/\/+$/, '') : null
}

function parseOrigin(text: string): string | null {
  const root = parseRoot(text)
  return root && new URL(root).pathname === '/' ? root : null
}

function parseLink(text: string): string | null {
  return /^https?:/.test(text) && URL.canParse(text) ? text : null
}

function parseSecret(text: string): string | null {
  return Buffer.byteLength(text) >= 32 ? text : null
}

/** What the Standard Webhooks write as a key, and what else can be one. */
function parseSigningSecret(text: string): string | null {
  if (!text.startsWith('whsec_')) return parseSecret(text)
  const base64 = text.slice('whsec_'.length)
  const key = Buffer.from(base64, 'base64')
  return key.length >= 24 && key.toString('base64') === base64 ? text : null
}

function parseApiKey(text: string): { name: string; sha256: string } | null {
  const [, name, hex] = /^([\w.-]+):([0-9a-f]{64})$/i.exec(text) ?? []
  const sha256 = hex?.toLowerCase()
  return name && sha256 && !OF_NOTHING.includes(sha256) ? { name, sha256 } : null
}

/** What comes out where `$KEY` was unset: the SHA-256 of nothing, and of the end of a line. */
const OF_NOTHING = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
]

function parseKeySet(text: string): AnswerKey[] | null {
  try {
    const { keys }: { keys: JsonWebKey[] } = JSON.parse(text)
    const read = keys.map(readAnswerKey)
    const kids = new Set(read.map(key => key?.kid))
    return read.every(key => key !== null) && kids.size === read.length ? read : null
  } catch {
    return null
  }
}
