import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The one public address of several processes: hands each request to the next of those that listen now. */
export async function startBalancer(
  backends: () => string[],
): Promise<{ url: string; stop(): Promise<void> }> {
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  const server = createServer((from, to) => {
    const listening = backends()
    const backend = listening[turn++ % listening.length]
    if (backend) forward(from, to, backend, agent)
    else to.writeHead(503).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      agent.destroy()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A backend that dies in the middle is a 502, as from any load balancer; half an answer is cut off. */
function forward(from: IncomingMessage, to: ServerResponse, backend: string, agent: Agent): void {
  const { method, headers, url = '/' } = from
  const onward = request(new URL(url, backend), { method, headers, agent }, answer => {
    to.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.on('error', () => to.destroy()).pipe(to)
  })
  onward.on('error', () => (to.headersSent ? to.destroy() : to.writeHead(502).end()))
  to.on('close', () => onward.destroy())
  from.pipe(onward)
}
