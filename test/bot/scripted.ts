import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the scripted server answers to a call: a result, an error as Telegram says it, or a connection cut off. */
export type Answer =
  | { result: unknown }
  | { error_code: number; description: string; retry_after?: number; migrate_to_chat_id?: number }
  | 'hang up'

export interface Scripted {
  url: string
  /** The calls that came, in their order. */
  calls: { method: string; payload: Record<string, unknown> }[]
}

/**
 * A Bot API server for weather the sandbox does not have: each method answers its lines one after the other, and the
 * last of them for ever. A long poll without a line stays open.
 */
export async function scripted(lines: Record<string, Answer[]>): Promise<Scripted> {
  const calls: Scripted['calls'] = []
  const server = createServer(async (request, response) => {
    const method = request.url?.split('/').at(-1) ?? ''
    const chunks = await request.toArray()
    calls.push({ method, payload: JSON.parse(Buffer.concat(chunks).toString() || '{}') })
    const left = lines[method]
    const answer = left && left.length > 1 ? left.shift() : left?.[0]
    if (answer === 'hang up') request.socket.destroy()
    else if (answer)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(asTelegramSays(answer)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

function asTelegramSays(answer: Exclude<Answer, 'hang up'>): object {
  if ('result' in answer) return { ok: true, ...answer }
  const { error_code, description, ...parameters } = answer
  return { ok: false, error_code, description, parameters }
}
