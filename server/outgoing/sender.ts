import { Counter, type Registry } from 'prom-client'
import type { OutgoingAnswer, OutgoingDue } from '../../db/billing.ts'
import { post } from './post.ts'
import { unfit } from './public-address.ts'
import { byNameServers, publicOnly, type Resolve } from './resolve.ts'
import { signer } from './sign.ts'
import { told } from './told.ts'

/** How an endpoint of another service is reached. */
export interface SenderOptions {
  /** It is signed with each; `whsec_<base64>`, or any other text. */
  secrets: string[]
  /** Endpoints may be at any http(s) address, also a private one. */
  allowPrivate: boolean
  registry: Registry
  /** Finds all addresses of a name where they must be public; the name servers unless given. */
  resolve?: Resolve
  /** How long an endpoint may take from the first byte to the last; 10 s unless given. */
  timeoutMs?: number
}

interface Sender {
  /** Posts it, signed. Never rejects for what an endpoint does; `not_tried` once stopped, for then nothing was found out. */
  deliver(due: OutgoingDue): Promise<OutgoingAnswer>
  /** Gives what is under way a second, and breaks it off: nothing that an endpoint does holds up anyone's leaving. */
  stop(): Promise<void>
}

const TIMEOUT_MS = 10_000
const FAREWELL_MS = 1000

/** Tells other services what happened, by the Standard Webhooks. One per registry. */
export function createSender(options: SenderOptions): Sender {
  const { secrets, allowPrivate, registry, resolve, timeoutMs = TIMEOUT_MS } = options
  const sign = signer(secrets)
  const stopping = new AbortController()
  const calls = new Counter({
    name: 'outgoing_webhooks_total',
    help: 'What endpoints of other services answered: taken, or refused, which is tried again',
    labelNames: ['result'],
    registers: [registry],
  })

  async function answerOf({ url, eventId: id }: OutgoingDue, body: string): Promise<OutgoingAnswer> {
    const wrong = allowPrivate ? null : unfit(url)
    if (wrong) return { kind: 'refused', detail: `${wrong} ${REMEDY}` }
    const timeout = AbortSignal.timeout(timeoutMs)
    // Receivers hold it against their own clock, so it is the machine's, also where the shop's is turned.
    const signed = sign({ id, sentAt: new Date(), body })
    try {
      const signal = AbortSignal.any([timeout, stopping.signal])
      const reach = allowPrivate ? {} : { lookup: publicOnly(resolve ?? byNameServers(signal)) }
      return answered(await post({ url, headers: { ...HEADERS, ...signed }, body, signal, ...reach }))
    } catch (error) {
      if (stopping.signal.aborted) return { kind: 'not_tried', detail: 'stopping: it is told again' }
      const detail = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : trouble(error)
      return { kind: 'refused', detail }
    }
  }

  async function deliver(due: OutgoingDue): Promise<OutgoingAnswer> {
    const answer = await answerOf(due, JSON.stringify(told(due)))
    if (answer.kind !== 'not_tried') calls.inc({ result: answer.kind })
    return answer
  }

  const underWay = new Set<Promise<unknown>>()
  return {
    deliver(due) {
      const delivery = deliver(due)
      underWay.add(delivery)
      return delivery.finally(() => underWay.delete(delivery))
    },
    async stop() {
      await waitFor(underWay)
      stopping.abort()
      await waitFor(underWay)
    },
  }
}

/** A second at most. */
async function waitFor(underWay: Iterable<Promise<unknown>>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, FAREWELL_MS)
  await Promise.race([Promise.allSettled(underWay), late])
  clearTimeout(timer)
}

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'Starpass' }
const REMEDY = '(OUTGOING_WEBHOOK_ALLOW_PRIVATE)'

function answered(status: number): OutgoingAnswer {
  const detail = `answered ${status}`
  if (status >= 200 && status < 300) return { kind: 'taken', detail }
  const isElsewhere = status >= 300 && status < 400
  return { kind: 'refused', detail: isElsewhere ? `${detail}; redirects are not followed` : detail }
}

/** In a word or two: what the network says of it, else what Node does. */
function trouble(error: unknown): string {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (code === 'private address') return `is at a ${code} ${REMEDY}`
  // As `queryAaaa`: some codes of name servers are those of connections too.
  const what = syscall?.startsWith('query') ? 'its name: ' : ''
  return (what + (code ?? message)).slice(0, 100)
}
