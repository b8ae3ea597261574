import { createHmac, createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'

/** Who signs: the bot's token of now, and Telegram's own key, here the sandbox's. */
export interface Signer {
  botId: number
  token: string
  key: JsonWebKey
}

/** The fields as a query string, with `signature` over them for third parties, and `hash` over both for the bot. */
export function signInitData(fields: Record<string, string>, { botId, token, key }: Signer): string {
  const checked = Buffer.from(`${botId}:WebAppData\n${lines(fields)}`)
  const signature = sign(null, checked, createPrivateKey({ key, format: 'jwk' })).toString('base64url')
  const signed = { ...fields, signature }
  const secret = createHmac('sha256', 'WebAppData').update(token).digest()
  const hash = createHmac('sha256', secret).update(lines(signed)).digest('hex')
  return Object.entries({ ...signed, hash })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')
}

/** As PHP's rawurlencode has it, which is what Telegram's look like: stricter than encodeURIComponent. */
export function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A key of Telegram's kind, which the sandbox keeps with its state. */
export function newWebAppKey(): JsonWebKey {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
}

/** The public part, as Telegram publishes its own: 32 bytes in hex. */
export function publicHex(key: JsonWebKey): string {
  return Buffer.from(key.x ?? '', 'base64url').toString('hex')
}

function lines(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n')
}
