import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { contentOf, type InitUser } from './init-data-content.ts'
import { fieldsOf } from './init-data-fields.ts'

/** What Telegram signed when it opened the Mini App for somebody. */
export type InitData =
  | {
      kind: 'ok'
      user: InitUser
      /** What the link they came by carried behind `startapp=`. */
      startParam: string | null
      authDate: Date
      /** Telegram's signature, 32 bytes in hex: the same for the same opening, and unlike any other. */
      hash: string
    }
  /** Nothing that Telegram could have made. */
  | { kind: 'malformed' }
  /** Signed by nobody, or with another bot's token. */
  | { kind: 'forged' }
  | { kind: 'old'; userId: number }
  /** Made in our future: this machine's clock is behind. */
  | { kind: 'future'; userId: number; aheadSeconds: number }

interface Checks {
  key: KeyObject
  now: Date
  maxAgeSeconds: number
}

/** How far Telegram's clock may be ahead of ours. */
const SKEW_SECONDS = 60

/** The key that Telegram signs with for the bot of this token; made once, it makes each check several times cheaper. */
export function initDataKey(botToken: string): KeyObject {
  return createSecretKey(createHmac('sha256', 'WebAppData').update(botToken).digest())
}

/**
 * Reads initData and checks it, of one and the same parse; nothing it says is looked at before its signature is found
 * good. Exactly the greatest age is young enough.
 */
export function readInitData(text: string, { key, now, maxAgeSeconds }: Checks): InitData {
  const fields = fieldsOf(text)
  const hash = fields && hashIn(fields)
  if (!fields || !hash) return { kind: 'malformed' }
  const expected = createHmac('sha256', key).update(checkString(fields)).digest('hex')
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(hash))) return { kind: 'forged' }

  const content = contentOf(fields)
  if (!content) return { kind: 'malformed' }
  const { user, startParam, authDate } = content
  const age = Math.floor(+now / 1000) - authDate
  if (age > maxAgeSeconds) return { kind: 'old', userId: user.id }
  if (age < -SKEW_SECONDS) return { kind: 'future', userId: user.id, aheadSeconds: -age }
  return { kind: 'ok', user, startParam, authDate: new Date(authDate * 1000), hash }
}

const HASH = /^[0-9a-f]{64}$/

function hashIn(fields: Map<string, string>): string | null {
  const hash = fields.get('hash') ?? ''
  return HASH.test(hash) ? hash : null
}

/** All fields but the hash, `signature` among them, in the order of their names. */
function checkString(fields: Map<string, string>): string {
  let text = ''
  for (const name of [...fields.keys()].sort()) {
    if (name !== 'hash') text += `${text && '\n'}${name}=${fields.get(name)}`
  }
  return text
}
