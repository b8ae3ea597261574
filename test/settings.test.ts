import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { SETTINGS, type SettingName } from '../settings.ts'
import { privateJwk } from './support/answer-keys.ts'

const BOT_TOKEN = `123456789:${'A'.repeat(35)}`
const SIGNED = { OUTGOING_WEBHOOK_SECRET: 's'.repeat(32) }

function troubled(env: Record<string, string>): SettingName[] {
  const result = readConfig({ BOT_TOKEN, ...env })
  return result.kind === 'bad' ? result.problems.map(({ setting }) => setting) : []
}

const OF_NOTHING = createHash('sha256').digest('hex')
const keySet = (...keys: object[]) => JSON.stringify({ keys })
const [one, other] = [privateJwk('EdDSA', 'one'), privateJwk('EdDSA', 'other')]
const [ec, anotherEc] = [privateJwk('ES256', 'ec'), privateJwk('ES256', 'another')]
const BAD_KEY_SETS = [
  keySet({ kty: 'oct', k: 'c2VjcmV0', kid: 'symmetric' }),
  keySet(privateJwk('ES512', 'another curve')),
  keySet(privateJwk('RSA of 1024 bits', 'weak')),
  keySet(one, { ...other, kid: 'one' }),
  keySet({ ...one, kid: '' }),
  keySet({ ...one, kid: 'key 1' }),
  keySet({ ...one, alg: 'ES256' }),
  keySet({ ...one, use: 'enc' }),
  keySet({ ...ec, x: anotherEc.x, y: anotherEc.y }),
  JSON.stringify([one]),
]

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
    ['API_KEYS', ['shop', `shop:${'0'.repeat(63)}`, `:${'0'.repeat(64)}`, `shop:${OF_NOTHING}`]],
    ['OUTGOING_WEBHOOK_SECRET', ['short', 'whsec_', 'whsec_c2hvcnQ=', `whsec_${'-'.repeat(32)}`]],
    ['OUTGOING_WEBHOOK_ALLOW_PRIVATE', ['true']],
    ['ANSWER_SIGNING_KEYS', ['{}', 'nonsense', '{"keys":[{"kty":"OKP","kid":"public"}]}']],
    ['ANSWER_SIGNING_KEYS', BAD_KEY_SETS],
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
    const read = readConfig({ BOT_TOKEN, ...set({ ...one, kid: 'key/1' }) })
    expect(read).toMatchObject({ problems: [{ remedy: expect.stringContaining('A-Z a-z 0-9 _ - . ~ :') }] })
  })

  it('takes a signing key by either name of its algorithm', () => {
    for (const alg of ['EdDSA', 'Ed25519']) {
      const read = readConfig({ BOT_TOKEN, ANSWER_SIGNING_KEYS: keySet({ ...one, alg }) })
      // Verifiers know the older one.
      expect(read, alg).toMatchObject({
        config: { signing: { keys: [{ algorithm: 'EdDSA', publicJwk: { alg: 'EdDSA' } }] } },
      })
    }
  })

  it('wants other services to be told at public https addresses, unless it may be others', () => {
    const told = (urls: string, more = {}) => {
      const read = readConfig({ BOT_TOKEN, OUTGOING_WEBHOOK_URLS: urls, ...SIGNED, ...more })
      return read.kind === 'bad' ? read.problems.map(({ setting, problem }) => `${setting} ${problem}`) : []
    }
    expect(told('https://a.example,https://203.0.114.7/hook')).toEqual([])
    const within = 'https://a.example,http://b.example,https://10.0.0.7/,https://localhost:8443'
    expect(told(within)).toEqual([
      'OUTGOING_WEBHOOK_URLS is not https (number 2)',
      'OUTGOING_WEBHOOK_URLS is a private address (number 3)',
      'OUTGOING_WEBHOOK_URLS is a private address (number 4)',
    ])
    expect(told(within, { OUTGOING_WEBHOOK_ALLOW_PRIVATE: '1' })).toEqual([])
  })
})
