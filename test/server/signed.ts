import { signData } from '@tma.js/init-data-node'
import { initDataKey, readInitData } from '../../server/init-data.ts'

export const TOKEN = '4200:stage-token'
const NOW = new Date('2026-11-21T12:00:00.700Z')
const KEY = initDataKey(TOKEN)
export const ADA = { id: 5_000_000_001, first_name: 'Ada', username: 'ada', language_code: 'en' }

/** As the shop of that bot reads it at that moment. */
export const read = (text: string, key = KEY) => readInitData(text, { key, now: NOW, maxAgeSeconds: 900 })
export const secondsAgo = (seconds: number) => new Date(Math.floor(+NOW / 1000) * 1000 - seconds * 1000)

/** Signed by the independent signer, for any fields at all. */
export function signed(fields: [string, string][], token = TOKEN): string {
  const text = fields
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n')
  const hash = signData(text, token)
  return [...fields, ['hash', hash] as const].map(([n, v]) => `${n}=${encodeURIComponent(v)}`).join('&')
}

export const when = String(+secondsAgo(5) / 1000)
export const USER = ['user', JSON.stringify(ADA)] as [string, string]
export const DATE = ['auth_date', when] as [string, string]
