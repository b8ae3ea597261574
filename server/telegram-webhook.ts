import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { ProblemJson } from './contract.ts'
import type { App } from './frame.ts'
import { problem } from './problem.ts'

/** Telegram's updates are far smaller; a long message with all its entities is some 100 KB. */
const BODY_LIMIT_BYTES = 1024 * 1024

/** Soon enough for a payer, and steady: by itself Telegram would wait up to two minutes after a long outage. */
const RETRY_AFTER_SECONDS = 1

export interface TelegramWebhook {
  /** What Telegram was told to send along with each update. */
  secret: string
  /** Takes one update. Resolves when it may be confirmed, with the call to answer with; rejects when it must come again. */
  receive(update: { update_id: number }): Promise<object | null>
}

/** `POST /telegram/webhook`: where Telegram brings updates; there in webhook mode only. */
export function telegramWebhookRoute(app: App, { secret, receive }: TelegramWebhook): void {
  const schema = {
    ...{ operationId: 'takeTelegramUpdate', summary: 'Where Telegram brings updates' },
    ...{ tags: ['webhooks'], security: [{ telegram: [] }] },
    body: Type.Object({ update_id: Type.Integer() }),
    // Nothing, or any call of the Bot API.
    response: { 200: Type.Unknown(), 401: ProblemJson, '4xx': ProblemJson, '5xx': ProblemJson },
  }
  const onRequest = requireSecret(secret)
  app.post(
    '/telegram/webhook',
    { schema, onRequest, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      request.log = request.log.child({ update_id: request.body.update_id })
      try {
        return await reply.send((await receive(request.body)) ?? undefined)
      } catch {
        // Whoever takes updates has logged why; Telegram only has to know that it must send this one again.
        reply.header('retry-after', RETRY_AFTER_SECONDS)
        return await reply.send(problem(reply, { status: 503, detail: 'Not taken. Send it again.' }))
      }
    },
  )
}

/**
 * A hook that refuses whoever does not send the secret along, before a byte of the body is read (case 46). Digests are
 * compared: they are of one length, and the time it takes tells nothing of how much was right.
 */
function requireSecret(secret: string) {
  const expected = digest(secret)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (timingSafeEqual(digest(String(given ?? '')), expected)) return
    // What they still send is nobody's: the connection ends with the answer.
    reply.header('connection', 'close')
    await reply.send(problem(reply, { status: 401, detail: 'Only Telegram may send updates here.' }))
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
