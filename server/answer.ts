import { randomUUID } from 'node:crypto'
import { createSigner } from 'fast-jwt'
import type { AnswerKey } from './answer-key.ts'
import type { EntitlementJson } from './contract.ts'
import { tagOf } from './etag.ts'

/** What answers are signed with. No keys: none are. */
export interface Signing {
  /** Who we are to those who verify. */
  issuer: string
  /** The first signs; all are published. */
  keys: AnswerKey[]
}

/** What is to be signed, for whom, and how long it is true. */
interface Statement {
  /** The name of the API key of who asks. */
  audience: string
  personId: number
  entitlements: EntitlementJson[]
  at: Date
  /** When time changes it; null: never. */
  until: Date | null
}

export interface SignedAnswer {
  /**
   * The same tag: what was signed before says the same, and lives half its life or as long as a new one would. Weak: it
   * does not name the bytes.
   */
  etag: string
  /** How long it may be kept without asking again: half of what it lives, at most. */
  maxAgeSeconds: number
  /** A compact JWS. */
  sign(): string
}

const LIFE_SECONDS = 300
/** Signed anew in each half of a life, so that whoever asks never holds what is about to end. */
const HALF_SECONDS = LIFE_SECONDS / 2
/** With less left than this, none is said to be good still: it would be over on its way. */
const LAST_MS = 2000

/** Signs answers by the first of the keys; null where there is none. */
export function signAnswers({
  issuer,
  keys: [key],
}: Signing): ((statement: Statement) => SignedAnswer) | null {
  if (!key) return null
  const { kid, algorithm, privatePem } = key
  const signer = createSigner({
    key: privatePem,
    header: { alg: algorithm, kid, typ: 'entitlements+jwt' },
    algorithm,
  })
  return ({ audience, personId, entitlements, at, until }) => {
    const iat = Math.floor(+at / 1000)
    const claims = { iss: issuer, aud: audience, sub: String(personId), entitlements }
    const exp = endOf(iat, until)
    // Not everybody's answers end at once.
    const shifted = iat + (personId % HALF_SECONDS)
    const half = Math.floor(shifted / HALF_SECONDS)
    const once = exp * 1000 - +at < LAST_MS ? randomUUID() : ''
    return {
      etag: `W/${tagOf(JSON.stringify([kid, claims, until, half, once]))}`,
      maxAgeSeconds: Math.min((half + 1) * HALF_SECONDS - shifted, Math.floor((exp - iat) / 2)),
      sign: () => signer({ ...claims, iat, exp }),
    }
  }
}

/** An answer ends before what it says does. Clocks of those who verify count whole seconds, so it lives one at least. */
function endOf(iat: number, until: Date | null): number {
  const end = until ? Math.floor(+until / 1000) : Infinity
  return Math.max(iat + 1, Math.min(iat + LIFE_SECONDS, end))
}
