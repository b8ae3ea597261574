import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { SETTINGS, type SettingName } from '../settings.ts'

const BOT_TOKEN = `123456789:${'A'.repeat(35)}`

function troubled(env: Record<string, string>): SettingName[] {
  const result = readConfig({ BOT_TOKEN, ...env })
  return result.kind === 'bad' ? result.problems.map(({ setting }) => setting) : []
}

describe('.env.example', () => {
  it('lists every setting in order, with its default and what it is for', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const listed = [...text.matchAll(/^(#.*)\n([A-Z_]+)=(.*)$/gm)]

    expect(listed.map(([, , name, value]) => [name, value])).toEqual(
      Object.entries(SETTINGS).map(([name, { default: unset }]) => [name, unset ?? '']),
    )
    expect(listed.every(([, comment]) => (comment ?? '').length > 8)).toBe(true)
    expect(text.match(/^[A-Z_]+=/gm)).toHaveLength(listed.length)
  })

  it('is a good configuration once the bot token is filled in', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value])

    expect(readConfig({ ...Object.fromEntries(pairs), BOT_TOKEN })).toEqual(readConfig({ BOT_TOKEN }))
  })
})

describe('the settings', () => {
  it('has no default for any secret', () => {
    const secrets = Object.entries(SETTINGS).filter(([name]) => /TOKEN|SECRET|KEYS?$/.test(name))

    expect(secrets.map(([name]) => name)).toContain('SESSION_SECRET')
    expect(secrets.filter(([, { default: unset }]) => unset !== null)).toEqual([])
  })

  it.each<[SettingName, string[]]>([
    ['BOT_TOKEN', ['123', 'abc:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '1:short']],
    ['BOT_MODE', ['push']],
    ['PUBLIC_URL', ['example.com', 'https://', 'https://u:p@a.example', 'https://a.example/?q', 'ftp://a']],
    ['TELEGRAM_WEBHOOK_SECRET', ['with space', 'x'.repeat(257)]],
    ['ADMIN_IDS', ['0', '-5', '1.5', '1,,2', '9007199254740993', '0x10']],
    ['DATABASE_URL', ['mysql://a/b']],
    ['SESSION_SECRET', ['x'.repeat(31)]],
    ['SESSION_TTL_SECONDS', ['0', '1e3', '15m']],
    ['STRIPE_SECRET_KEY', ['pk_test_1']],
    ['STRIPE_WEBHOOK_SECRET', ['whsec_1,other']],
    // The SDK takes a host, a port and a protocol, and no more.
    ['STRIPE_API_ROOT', ['https://api.stripe.com/v1', 'http://127.0.0.1:4242/stripe', 'api.stripe.com']],
    ['API_KEYS', ['shop', `shop:${'0'.repeat(63)}`, `:${'0'.repeat(64)}`]],
    ['ANSWER_SIGNING_KEYS', ['{}', 'nonsense', '{"keys":[{"kty":"OKP","kid":"public"}]}']],
    ['ALLOW_CARD_FOR_DIGITAL', ['yes']],
    ['PORT', ['65536', '-1']],
    ['LOG_LEVEL', ['verbose']],
    ['TERMS_URL', ['terms.html']],
  ])('refuses a malformed %s', (setting, texts) => {
    for (const text of texts) expect(troubled({ [setting]: text }), text).toContain(setting)
  })

  it('wants signing keys to be private and to bear a kid', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const set = (...keys: object[]) => ({ ANSWER_SIGNING_KEYS: JSON.stringify({ keys }) })
    expect(troubled(set(privateKey.export({ format: 'jwk' })))).toEqual(['ANSWER_SIGNING_KEYS'])
    expect(troubled(set({ ...publicKey.export({ format: 'jwk' }), kid: 'a' }))).toEqual([
      'ANSWER_SIGNING_KEYS',
    ])
  })
})
