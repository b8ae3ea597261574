import { fastify } from 'fastify'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'

interface Entitlement {
  key: string
  active: boolean
  ends_at: string | null
}

/** What Starpass posts. `payment.*` has `data.payment` in place of the entitlement. */
interface Told {
  type: string
  data: { telegram_id: number; sequence: number; entitlement?: Entitlement }
}

/** A service that keeps what it is told. `secret`: that of OUTGOING_WEBHOOK_SECRET, `whsec_...`. */
export function createReceiver(secret: string) {
  const app = fastify()
  const webhook = new Webhook(secret)
  // In memory here. Yours: two tables, written in one transaction.
  const seen = new Set<string>()
  const access = new Map<string, Entitlement & { sequence: number }>()

  // The signature is over the very bytes.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  app.post<{ Body: string }>('/starpass', async (request, reply) => {
    let told: Told
    try {
      told = webhook.verify(request.body, request.headers as Record<string, string>) as Told
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error
      return await reply.code(401).send({ error: error.message })
    }
    // It is told at least once, and by the same id again.
    const id = String(request.headers['webhook-id'])
    if (!seen.has(id)) {
      keep(told)
      seen.add(id)
    }
    // Whatever is not 2xx is told again, for three days; what is of one person comes in order.
    return await reply.code(204).send()
  })

  /** One that was given up is old by the time an admin has it sent again: what happened since is known already. */
  function keep({ data: { telegram_id, sequence, entitlement } }: Told): void {
    if (!entitlement) return
    const name = `${telegram_id} ${entitlement.key}`
    const newest = access.get(name)?.sequence ?? 0
    if (sequence > newest) access.set(name, { ...entitlement, sequence })
  }

  return {
    app,
    /** Not by `ends_at`: `access.ended` says when it is over, after days of grace or a renewal. */
    isOpen: (telegramId: number, key: string) => access.get(`${telegramId} ${key}`)?.active === true,
  }
}
