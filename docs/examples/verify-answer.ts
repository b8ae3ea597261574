import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'

/** What the shop answered `Accept: application/jwt` with, and what it is held against. No network is needed for it. */
interface Answer {
  token: string
  /** /.well-known/jwks.json, fetched before. `createRemoteJWKSet` of jose fetches it, and again when keys change. */
  keySet: JSONWebKeySet
  /** Whose answer it must be: PUBLIC_URL of the shop. */
  issuer: string
  /** Whom it must be for: the name of your key in API_KEYS. */
  audience: string
}

interface Entitlement {
  key: string
  active: boolean
  ends_at: string | null
}

/** Whom the answer is about, and what they may use. Throws for what the shop did not sign for you, or what is over. */
export async function readAnswer({ token, keySet, issuer, audience }: Answer) {
  const { payload } = await jwtVerify<{ entitlements: Entitlement[] }>(token, createLocalJWKSet(keySet), {
    issuer,
    audience,
    typ: 'entitlements+jwt',
    algorithms: ['ES256', 'ES384', 'EdDSA', 'RS256'],
    requiredClaims: ['sub', 'exp'],
  })
  const open = payload.entitlements.filter(({ active }) => active).map(({ key }) => key)
  return { telegramId: Number(payload.sub), open }
}
