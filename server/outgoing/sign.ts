import { Webhook } from 'standardwebhooks'

/**
 * Signs by the Standard Webhooks with each of these secrets, so that a receiver that knows only the old one, or only the
 * new one, is content. `whsec_<base64>` is the key in base64; any other text is the key itself.
 */
export function signer(
  secrets: string[],
): (message: { id: string; sentAt: Date; body: string }) => Record<string, string> {
  const keys = secrets.map(secret =>
    secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(Buffer.from(secret), { format: 'raw' }),
  )
  return ({ id, sentAt, body }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(+sentAt / 1000)),
    'webhook-signature': keys.map(key => key.sign(id, sentAt, body)).join(' '),
  })
}
