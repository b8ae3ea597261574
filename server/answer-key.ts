import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'

/** How an answer is signed; the key decides. Ed25519 by its older name, which every verifier knows. */
type Algorithm = 'ES256' | 'ES384' | 'EdDSA' | 'RS256'

/** What a `kid` is made of: what stands in a header, an address and a log as it is. */
export const KID_CHARACTERS = 'A-Z a-z 0-9 _ - . ~ :'
const KID = /^[\w.~:-]{1,100}$/

/** A key that signs answers, checked: it signs, and its public part verifies. */
export interface AnswerKey {
  kid: string
  algorithm: Algorithm
  /** PKCS #8, PEM. */
  privatePem: string
  /** What anybody may know of it. */
  publicJwk: PublicJwk
}

/** With the members that its kind has. */
type PublicJwk = Record<string, string> & { kty: string; kid: string; alg: Algorithm; use: 'sig' }

/** Reads a private key; null where it is none that we sign with, or says of itself that it is for something else. */
export function readAnswerKey(jwk: JsonWebKey): AnswerKey | null {
  const { kty = '', kid, alg, use = 'sig' } = jwk
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const algorithm = algorithmOf(key)
  if (typeof kid !== 'string' || !KID.test(kid)) return null
  if (!algorithm || !isNameOf(algorithm, alg) || use !== 'sig' || !fits(key)) return null
  return {
    kid,
    algorithm,
    privatePem: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicJwk: { ...publicPartOf(key), kty, kid, alg: algorithm, use: 'sig' },
  }
}

/** Ed25519 has two names (RFC 8037, RFC 9864). */
function isNameOf(algorithm: Algorithm, alg: unknown = algorithm): boolean {
  return alg === algorithm || (algorithm === 'EdDSA' && alg === 'Ed25519')
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm | null {
  switch (asymmetricKeyType) {
    case 'ed25519':
      return 'EdDSA'
    case 'ec':
      return CURVES[asymmetricKeyDetails?.namedCurve ?? ''] ?? null
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? 'RS256' : null
    default:
      return null
  }
}

const CURVES: Record<string, Algorithm> = { prime256v1: 'ES256', secp384r1: 'ES384' }

/** All members of a public key are texts (RFC 7518 6). */
function publicPartOf(key: KeyObject): Record<string, string> {
  const members = Object.entries(createPublicKey(key).export({ format: 'jwk' }))
  return Object.fromEntries(members.map(([name, value]) => [name, String(value)]))
}

/** Whether its public part is really its own: a set put together by hand may hold that of another. */
function fits(key: KeyObject): boolean {
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  const text = Buffer.from('fits')
  return verify(digest, text, createPublicKey(key), sign(digest, text, key))
}
