import { createHmac } from 'node:crypto'

/**
 * The `Stripe-Signature` of a body sent at `at` (seconds): one `v1` for each secret, as while rotating. Events of test
 * mode carry a `v0` too, which nobody is to check.
 */
export function signatureOf(body: string, secrets: readonly string[], at: number): string {
  const signed = (secret: string) => createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return [`t=${at}`, ...secrets.map(secret => `v1=${signed(secret)}`), `v0=${signed('')}`].join(',')
}
