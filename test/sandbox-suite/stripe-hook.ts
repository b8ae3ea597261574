import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import type { NewEndpoint } from '../sandbox/stripe/face.ts'
import { stripeStage } from './stripe-stage.ts'

export const secret = 'whsec_sandboxSuite'

/** A request to the shop's webhook, to the byte. */
export interface Heard {
  payload: string
  signature: string
  type: string
  id: string
}

/** What the shop answers: a status, or a hang-up. */
type Answering = (heard: Heard) => number | 'hangs up'

/** A shop's own server, gone when the test ends. It keeps what it heard, and answers as it is told at the moment. */
async function shopServer(answering: Answering) {
  const shop = { url: '', heard: [] as Heard[], answering }
  const server = createServer(async (request, response) => {
    let payload = ''
    for await (const chunk of request.setEncoding('utf8')) payload += chunk
    const { id, type }: { id: string; type: string } = JSON.parse(payload)
    const heard = { payload, signature: String(request.headers['stripe-signature']), id, type }
    shop.heard.push(heard)
    const answer = shop.answering(heard)
    if (answer === 'hangs up') response.destroy()
    else response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stripe`
  return shop
}

/** A played Stripe that tells a shop of everything, with a second of the ladder a millisecond long. */
export async function told(
  answering: Answering = () => 200,
  endpoint: Partial<NewEndpoint> = {},
  options: Partial<SandboxOptions> = {},
) {
  const set = await stripeStage({}, { retryUnitMs: 1, ...options })
  const shop = await shopServer(answering)
  await set.deeds.setEndpoint({ url: shop.url, secret, ...endpoint })
  return { ...set, shop }
}
