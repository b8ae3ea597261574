import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** One delivery as it came. */
export interface Heard {
  id: string
  body: string
  headers: IncomingHttpHeaders
  json: { type: string; timestamp: string; data: Record<string, unknown> }
  /** Whether the library takes it for signed with `secret`. */
  verified: boolean
}

/** Another service: keeps what it hears, verified by the library, and answers as `answer` says; 204 unless given. */
export async function startReceiver(
  options: { secret?: string; answer?: (heard: Heard, response: ServerResponse) => void } = {},
): Promise<{ url: string; port: number; heard: Heard[]; stop(): Promise<void> }> {
  const { secret = SECRET, answer = (_, response) => void response.writeHead(204).end() } = options
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const { headers } = request
    const one = { id: String(headers['webhook-id']), body, headers, json: JSON.parse(body) }
    const all = { ...one, verified: isVerified(secret, body, headers) }
    heard.push(all)
    answer(all, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    heard,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const SECRET = `whsec_${Buffer.from('what only the shop and this service know').toString('base64')}`

function isVerified(secret: string, body: string, headers: IncomingHttpHeaders): boolean {
  try {
    const webhook = secret.startsWith('whsec_')
      ? new Webhook(secret)
      : new Webhook(Buffer.from(secret), { format: 'raw' })
    webhook.verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
