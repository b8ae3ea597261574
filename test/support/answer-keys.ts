import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'
import { type AnswerKey, readAnswerKey } from '../../server/answer-key.ts'

const NEW: Record<string, () => KeyObject> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
  ES512: () => generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
  EdDSA: () => generateKeyPairSync('ed25519').privateKey,
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  'RSA of 1024 bits': () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
}

/** A private key of this kind, as an operator makes one. */
export function privateJwk(kind: string, kid: string): JsonWebKey {
  return { ...NEW[kind]?.().export({ format: 'jwk' }), kid }
}

/** The same, as the settings read it. */
export function answerKey(kind: string, kid: string): AnswerKey {
  const key = readAnswerKey(privateJwk(kind, kid))
  if (!key) throw new Error(`no key of the kind ${kind}`)
  return key
}
