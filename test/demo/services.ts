import { createHash, generateKeyPairSync } from 'node:crypto'
import { writeOnce } from './once.ts'
import type { Place } from './place.ts'

/** The demo's other service, which the sandbox plays; its key and its secret open nothing anywhere else. */
export const SERVICE = {
  key: 'key-of-the-other-service-of-the-demo',
  secret: `whsec_${Buffer.from('what only the demo and its other service know').toString('base64')}`,
}

/** What a shop is told of its other services, where the sandbox is one. */
export async function serviceSettings(sandbox: string, place: Place): Promise<Record<string, string>> {
  return {
    API_KEYS: `other-service:${createHash('sha256').update(SERVICE.key).digest('hex')}`,
    ANSWER_SIGNING_KEYS: await writeOnce(place.signingKeys, newKeySet),
    OUTGOING_WEBHOOK_URLS: `${sandbox}/service/webhook`,
    OUTGOING_WEBHOOK_SECRET: SERVICE.secret,
    OUTGOING_WEBHOOK_ALLOW_PRIVATE: '1',
  }
}

function newKeySet(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'demo' }] })
}
