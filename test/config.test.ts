import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Config, type Problem, readConfig } from '../config.ts'
import { SETTINGS, type SettingName } from '../settings.ts'

const BOT_TOKEN = `123456789:${'A'.repeat(35)}`
const LONG = 'x'.repeat(32)
const SIGNING = `whsec_${Buffer.alloc(24, 1).toString('base64')}`

function configOf(env: Record<string, string>): Config {
  const result = readConfig({ BOT_TOKEN, ...env })
  if (result.kind === 'bad') throw new Error(JSON.stringify(result.problems))
  return result.config
}

function problemsOf(env: Record<string, string>): Problem[] {
  const result = readConfig(env)
  return result.kind === 'bad' ? result.problems : []
}

function troubled(env: Record<string, string>): SettingName[] {
  return problemsOf({ BOT_TOKEN, ...env }).map(({ setting }) => setting)
}

describe('readConfig', () => {
  it('needs the bot token and nothing else to sell with Stars by polling', () => {
    expect(configOf({})).toEqual({
      botToken: BOT_TOKEN,
      mode: { kind: 'polling' },
      telegramApiRoot: 'https://api.telegram.org',
      adminIds: [],
      databaseUrl: null,
      plansFile: 'plans.json',
      http: null,
      sessionTtlSeconds: 900,
      initDataMaxAgeSeconds: 900,
      stripe: null,
      apiKeys: [],
      outgoingWebhooks: null,
      signing: { issuer: 'urn:starpass:123456789', keys: [] },
      allowCardForDigital: false,
      listen: { host: '127.0.0.1', port: 8080 },
      metrics: { host: '127.0.0.1', port: 9464 },
      logLevel: 'info',
      legal: { contact: null, termsUrl: null, privacyUrl: null },
    })
  })

  it('reads everything that can be set', () => {
    const jwk = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'newest' }
    const hex = createHash('sha256').update('a key').digest('hex')
    const config = configOf({
      BOT_MODE: 'webhook',
      PUBLIC_URL: ' https://pay.example.com:8443/shop/ ',
      TELEGRAM_WEBHOOK_SECRET: 'hook_secret-1',
      TELEGRAM_API_ROOT: 'https://api.telegram.org/',
      ADMIN_IDS: '42, 9007199254740991',
      DATABASE_URL: 'postgres://starpass:pw@db/starpass',
      PLANS_FILE: '/etc/starpass/plans.json',
      SESSION_SECRET: LONG,
      SESSION_TTL_SECONDS: '1',
      INIT_DATA_MAX_AGE_SECONDS: '86400',
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_new,whsec_old',
      STRIPE_API_ROOT: 'http://127.0.0.1:4242/',
      API_KEYS: `shop:${hex.toUpperCase()},media-server:${hex}`,
      OUTGOING_WEBHOOK_URLS: 'https://a.example/hook?x=1,https://b.example/,https://b.example/',
      OUTGOING_WEBHOOK_SECRET: `${LONG},${SIGNING}`,
      OUTGOING_WEBHOOK_ALLOW_PRIVATE: '1',
      ANSWER_SIGNING_KEYS: JSON.stringify({ keys: [jwk] }),
      ALLOW_CARD_FOR_DIGITAL: '1',
      HOST: '0.0.0.0',
      PORT: '80',
      METRICS_HOST: '::1',
      METRICS_PORT: '0',
      LOG_LEVEL: 'debug',
      SUPPORT_CONTACT: '@starpass_help',
      TERMS_URL: 'https://pay.example.com/terms/',
      PRIVACY_URL: 'https://pay.example.com/privacy',
    })

    expect(config).toEqual({
      botToken: BOT_TOKEN,
      mode: { kind: 'webhook', secret: 'hook_secret-1' },
      telegramApiRoot: 'https://api.telegram.org',
      adminIds: [42, 9007199254740991],
      databaseUrl: 'postgres://starpass:pw@db/starpass',
      plansFile: '/etc/starpass/plans.json',
      http: { publicUrl: 'https://pay.example.com:8443/shop', sessionSecret: LONG },
      sessionTtlSeconds: 1,
      initDataMaxAgeSeconds: 86400,
      stripe: {
        secretKey: 'sk_test_1',
        webhookSecrets: ['whsec_new', 'whsec_old'],
        apiRoot: 'http://127.0.0.1:4242',
      },
      apiKeys: [
        { name: 'shop', sha256: hex },
        { name: 'media-server', sha256: hex },
      ],
      outgoingWebhooks: {
        urls: ['https://a.example/hook?x=1', 'https://b.example/'],
        secrets: [LONG, SIGNING],
        allowPrivate: true,
      },
      signing: {
        issuer: 'https://pay.example.com:8443/shop',
        keys: [expect.objectContaining({ kid: 'newest', algorithm: 'EdDSA' })],
      },
      allowCardForDigital: true,
      listen: { host: '0.0.0.0', port: 80 },
      metrics: { host: '::1', port: 0 },
      logLevel: 'debug',
      legal: {
        contact: '@starpass_help',
        termsUrl: 'https://pay.example.com/terms/',
        privacyUrl: 'https://pay.example.com/privacy',
      },
    })
  })

  it('says with the problems which plans to check, so that theirs are told at once', () => {
    expect(readConfig({ PLANS_FILE: 'shop.json', ALLOW_CARD_FOR_DIGITAL: '1' })).toMatchObject({
      kind: 'bad',
      partly: { plansFile: 'shop.json', allowCardForDigital: true },
    })
    expect(readConfig({})).toMatchObject({ partly: { plansFile: 'plans.json', allowCardForDigital: false } })
  })

  it('takes an empty or blank value for unset', () => {
    expect(configOf({ PORT: '', PUBLIC_URL: '  ', ADMIN_IDS: '' })).toEqual(configOf({}))
  })

  it('lists every problem at once, each with the setting and the remedy', () => {
    const problems = problemsOf({
      BOT_MODE: 'webhook',
      PORT: 'eighty',
      ADMIN_IDS: '@me',
      SESSION_SECRET: 'short',
      STRIPE_SECRET_KEY: 'sk_live_1',
    })

    expect(problems.map(({ setting, problem }) => `${setting} ${problem}`)).toEqual([
      'ADMIN_IDS is malformed',
      'SESSION_SECRET is malformed',
      'PORT is malformed',
      'BOT_TOKEN is missing: nothing runs without it',
      'PUBLIC_URL is missing: BOT_MODE=webhook needs it',
      'TELEGRAM_WEBHOOK_SECRET is missing: BOT_MODE=webhook needs it',
      'STRIPE_WEBHOOK_SECRET is missing: STRIPE_SECRET_KEY needs it',
      'PUBLIC_URL is missing: STRIPE_SECRET_KEY needs it',
    ])
    expect(problems.every(({ remedy }) => remedy.length > 10)).toBe(true)
    expect(problems.find(({ setting }) => setting === 'PORT')?.remedy).toBe(
      'It must be a whole number from 0 to 65535.',
    )
  })

  it('never repeats the value of a setting in a problem', () => {
    const secret = 'hunter2-hunter2'
    const every = Object.fromEntries(Object.keys(SETTINGS).map(name => [name, secret]))

    expect(problemsOf(every).length).toBeGreaterThan(15)
    expect(JSON.stringify(problemsOf(every))).not.toContain('hunter2')
  })

  it.each<[string, Record<string, string>, SettingName[]]>([
    ['the webhook mode', { BOT_MODE: 'webhook' }, ['PUBLIC_URL', 'TELEGRAM_WEBHOOK_SECRET']],
    ['a public address', { PUBLIC_URL: 'https://a.example' }, ['SESSION_SECRET']],
    ['the card rail', { STRIPE_SECRET_KEY: 'sk_test_1' }, ['STRIPE_WEBHOOK_SECRET', 'PUBLIC_URL']],
    ['outgoing webhooks', { OUTGOING_WEBHOOK_URLS: 'https://a.example' }, ['OUTGOING_WEBHOOK_SECRET']],
  ])('%s asks for what it needs', (_, env, missing) => {
    expect(troubled(env)).toEqual(missing)
  })

  it('leaves the card rail off without its key, whatever else is set', () => {
    expect(configOf({ STRIPE_WEBHOOK_SECRET: 'whsec_1' }).stripe).toBeNull()
  })

  it('keeps the metrics off the public port', () => {
    expect(troubled({ PORT: '9464' })).toEqual(['METRICS_PORT'])
    expect(troubled({ PORT: '0', METRICS_PORT: '0' })).toEqual([])
  })

  it('wants an address Telegram can open and call, unless the Bot API server is one of our own', () => {
    const shop = (PUBLIC_URL: string) => ({ PUBLIC_URL, SESSION_SECRET: LONG, TELEGRAM_WEBHOOK_SECRET: 's' })
    expect(troubled(shop('http://a.example'))).toEqual(['PUBLIC_URL'])
    expect(troubled({ ...shop('https://a.example:9000'), BOT_MODE: 'webhook' })).toEqual(['PUBLIC_URL'])
    expect(troubled({ ...shop('https://a.example:443'), BOT_MODE: 'webhook' })).toEqual([])
    expect(troubled(shop('https://a.example:9000'))).toEqual([])

    const local = { ...shop('http://127.0.0.1:9000'), TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' }
    expect(troubled({ ...local, BOT_MODE: 'webhook' })).toEqual([])
  })
})
