import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy in front of several processes. */
export interface ProxyServer {
  url: string
  /** Where the next requests go, one after the other. */
  lead(to: string[]): void
  stop(): Promise<void>
}

/** Hands each request to the next process in turn, as balancers do; one that is not there costs a 502. */
export async function startProxy(): Promise<ProxyServer> {
  let targets: string[] = []
  let turn = 0
  const server = createServer((from, back) => {
    const target = targets[turn++ % targets.length] ?? 'http://127.0.0.1:9'
    const { method, headers } = from
    const to = request(new URL(from.url ?? '/', target), { method, headers, agent: false }, answer => {
      back.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(back)
    })
    to.on('error', () => back.writeHead(502).end())
    from.pipe(to)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: to => {
      targets = to
    },
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
