import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One request as it came. */
export interface Asked {
  /** `POST /v1/customers` */
  what: string
  /** The fields of the form, or of the query, as Stripe writes them: `metadata[person]`. */
  fields: Record<string, string>
  key: string | null
}

/** An object, an error as Stripe says it, a connection cut off, or nothing at all. */
export type Answer =
  | { object: object }
  | { status: number; error: { type: string; code?: string; param?: string; message?: string } }
  | 'hang up'
  | 'silence'

export interface ScriptedStripe {
  url: string
  asked: Asked[]
}

/** An API server for weather that the sandbox does not have: `answer` says what becomes of each request. */
export async function scriptedStripe(
  answer: (asked: Asked) => Answer | Promise<Answer>,
): Promise<ScriptedStripe> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stripe')
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    const fields = Object.fromEntries([...searchParams, ...form])
    const key = request.headers['idempotency-key']
    const one = { what: `${request.method} ${pathname}`, fields, key: typeof key === 'string' ? key : null }
    asked.push(one)
    const said = await answer(one)
    if (said === 'silence') return
    if (said === 'hang up') return void request.socket.destroy()
    const [status, body] = 'object' in said ? [200, said.object] : [said.status, { error: said.error }]
    // What it tells the SDK of trying again: the tests say themselves how often it comes.
    const headers = { 'content-type': 'application/json', 'stripe-should-retry': 'false' }
    response.writeHead(status, headers).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
