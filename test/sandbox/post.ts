import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Update } from '@grammyjs/types'
import type { Webhook } from './queue-state.ts'

/** What came of sending one update: an answer, or the reason why there is none ('' for a plain hang-up). */
export type Answer =
  | { kind: 'answer'; code: number; reason: string; retryAfter: number; type: string; body: string }
  | { kind: 'silence'; reason: string }

export interface Post {
  (update: Update): Promise<Answer>
  /** Hangs up on whatever is under way. */
  close(): void
}

/** Sends updates to the webhook, over connections that are kept. */
export function poster(webhook: Webhook, timeoutMs: number): Post {
  const url = webhookUrl(webhook.url)
  const isPlain = url.protocol === 'http:'
  const agent = new (isPlain ? HttpAgent : HttpsAgent)({ keepAlive: true })
  const headers = {
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    ...(webhook.secret_token ? { 'x-telegram-bot-api-secret-token': webhook.secret_token } : {}),
  }
  const post = (update: Update) =>
    new Promise<Answer>(resolve => {
      const body = JSON.stringify(update)
      const options = {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      }
      const request = (isPlain ? httpRequest : httpsRequest)(url, options, response => {
        void read(response).then(resolve, fail)
      })
      const fail = (error: NodeJS.ErrnoException) => resolve({ kind: 'silence', reason: reasonOf(error) })
      request.once('error', fail)
      request.setTimeout(timeoutMs, () => request.destroy(new Error('Read timeout expired')))
      request.end(body)
    })
  return Object.assign(post, { close: () => agent.destroy() })
}

/** The address as Telegram reads it: https where no protocol is named. Throws where it is none. */
export function webhookUrl(address: string): URL {
  return new URL(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`)
}

async function read(response: IncomingMessage): Promise<Answer> {
  let body = ''
  for await (const chunk of response.setEncoding('utf8')) body += chunk
  const { statusCode = 0, statusMessage = '', headers } = response
  const after = headers['retry-after'] ?? ''
  return {
    kind: 'answer',
    code: statusCode,
    reason: statusMessage,
    retryAfter: /^\d+$/.test(after) ? Number(after) : 0,
    type: headers['content-type'] ?? '',
    body,
  }
}

/** In the words of the system, as Telegram shows them; a hang-up in good order leaves none. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'Connection refused'
    case 'ECONNRESET':
      return message === 'socket hang up' || message === 'aborted' ? '' : 'Connection reset by peer'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Failed to resolve host: Name or service not known'
    default:
      return message
  }
}
