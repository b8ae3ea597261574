import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { ProblemJson } from './contract.ts'

const STATUS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/** Answers what is no HTTP, or never became a whole request. Its bytes are not logged: they may hold a secret. */
export function answerBrokenClient(
  this: Pick<FastifyInstance, 'log'>,
  error: Error & { code?: string },
  socket: Socket,
): void {
  // The peer is gone; there is nobody to answer.
  if (error.code === 'ECONNRESET' || !socket.writable) return
  const status = STATUS[error.code ?? ''] ?? 400
  const title = STATUS_CODES[status] ?? 'Error'
  const request_id = randomUUID()
  this.log.debug({ request_id, code: error.code, status }, 'broken request')
  const body: ProblemJson = {
    type: 'about:blank',
    title,
    status,
    detail: 'This is no complete HTTP request.',
    instance: '/',
    request_id,
  }
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nX-Request-Id: ${request_id}\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
}
