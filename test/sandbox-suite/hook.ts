import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Update } from 'grammy/types'
import { expect, onTestFinished } from 'vitest'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import { stage } from './stage.ts'

/** How a bot answers an update: 200 without a body unless it says otherwise; `hangUp` answers nothing. */
interface HookAnswer {
  code?: number
  headers?: Record<string, string>
  body?: string
  hangUp?: boolean
}

type Answering = (update: Update) => HookAnswer | Promise<HookAnswer>

/** A bot's own HTTP server, gone when the test ends. It keeps what it saw and answers as it is told at the moment. */
export async function receiver(answering: Answering = () => ({})) {
  const hook = { url: '', seen: [] as Update[], headers: [] as IncomingHttpHeaders[], answering }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const update: Update = JSON.parse(body)
    hook.seen.push(update)
    hook.headers.push(request.headers)
    const { code = 200, headers = {}, body: text = '', hangUp } = await hook.answering(update)
    if (hangUp) response.destroy()
    else response.writeHead(code, headers).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  hook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return hook
}

/** A sandbox that delivers to a receiver, with a second of the ladder a millisecond long. */
export async function hooked(answering?: Answering, options: Partial<SandboxOptions> = {}) {
  const staged = await stage({ local: true, retryUnitMs: 1, ...options })
  const person = await staged.newcomer()
  const hook = await receiver(answering)
  await staged.api.setWebhook(hook.url)
  return { ...staged, person, hook }
}

export const texts = (updates: Update[]) => updates.map(update => update.message?.text)

/** Looks again and again, for as long as a busy machine may need. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 20 })
