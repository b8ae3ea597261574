import { hash } from 'node:crypto'
import type { World } from '../world.ts'
import { secretsOf } from './endpoints.ts'
import type { Delivered, DeliveriesView, WireRules } from './face.ts'
import { send } from './send.ts'
import type { StripeEvent, WebhookEndpoint } from './state.ts'
import type { Waiting } from './webhook-state.ts'

const givenUpAfterMs = 3 * 86_400_000
/** In seconds of the ladder: twice the last each time, up to half a day. */
const longestWait = 43_200
/** What happens within it is one batch to be shuffled. */
const batchMs = 40
const mostRecords = 5000

/** What of the world it needs. */
type Wire = Pick<World, 'state' | 'now' | 'retryUnitMs' | 'webhookTimeoutMs' | 'save'>

/** Sends Stripe's events to the endpoints that want them: signed, one at a time to each, again until they are taken. */
export class Webhooks {
  /** Attempts, oldest first. */
  readonly #records: Delivered[] = []
  readonly #world: Wire
  readonly #closing = new AbortController()
  /** The attempt under way to each endpoint. */
  readonly #busy = new Map<string, Promise<void>>()
  /** Not taken; each comes again when its timer ends. */
  readonly #resting = new Map<Waiting, NodeJS.Timeout>()
  #batch: NodeJS.Timeout | undefined
  #rules: WireRules = {}
  #occasions = new Map<string, number>()
  #released = 0

  constructor(world: Wire) {
    this.#world = world
  }

  /** It has happened: every endpoint that wants such events is to be told. */
  emit(event: StripeEvent): void {
    const wants = ({ enabled_events: types }: WebhookEndpoint) =>
      types.includes('*') || types.includes(event.type)
    this.#sendTo(this.#endpoints().filter(wants), event)
  }

  /** Sets out to every endpoint, once more, whatever it wants. */
  sendToAll(event: StripeEvent): void {
    this.#sendTo(this.#endpoints(), event)
  }

  #sendTo(endpoints: readonly WebhookEndpoint[], event: StripeEvent): void {
    const { id, type } = event
    const since = this.#world.now().getTime()
    const payload = JSON.stringify(event, null, 2)
    for (const endpoint of endpoints) {
      const entry: Waiting = { endpoint: endpoint.id, event: { id, type }, payload, tries: 0, since }
      if (this.#rules.shuffle) entry.rank = this.#draw('rank', type)
      this.#hooks.waiting.push(entry)
    }
    if (!this.#rules.shuffle) this.#go()
    else this.#batch ??= setTimeout(() => this.#flush(), batchMs)
  }

  view(): DeliveriesView {
    const waiting = ordered(this.#hooks.waiting).map(({ event, endpoint, tries }) => {
      const url = this.#world.state.stripe.webhookEndpoints.get(endpoint)?.url ?? ''
      return { event: event.id, type: event.type, url, tries }
    })
    return { rules: this.#rules, waiting, delivered: this.#records }
  }

  /** From now on the wire is like this; what was held back goes, unless it is held by these rules too. */
  rule(rules: WireRules): void {
    this.#rules = rules
    this.#occasions = new Map()
    for (const entry of this.#hooks.waiting) {
      delete entry.rank
      delete entry.released
      if (rules.shuffle) entry.rank = this.#draw('rank', entry.event.type)
    }
    this.wake()
  }

  /** Of what is held back these go, in this order; a number is so many from the front. */
  release(which: number | readonly string[]): void {
    const held = ordered(this.#hooks.waiting.filter(entry => !entry.released))
    const ids = typeof which === 'number' ? held.slice(0, which).map(({ event }) => event.id) : which
    for (const id of ids)
      for (const entry of held.filter(({ event }) => event.id === id))
        Object.assign(entry, { released: true, rank: -1e9 + this.#released++ })
    this.#go()
  }

  /** Whatever rests is tried now: the clock was turned, or an endpoint is another one. */
  wake(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer)
    this.#resting.clear()
    this.#go()
  }

  /** Resolves when nothing is under way, or after `patienceMs`; what is held back or rests is not waited for. */
  async quiet(patienceMs: number): Promise<void> {
    const patience = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(patienceMs)])
    const over = new Promise<void>(resolve => patience.addEventListener('abort', () => resolve()))
    this.#flush()
    while (this.#busy.size > 0 && !patience.aborted) await Promise.race([...this.#busy.values(), over])
  }

  close(): void {
    this.#closing.abort()
    clearTimeout(this.#batch)
    for (const timer of this.#resting.values()) clearTimeout(timer)
  }

  #endpoints(): WebhookEndpoint[] {
    const all = this.#world.state.stripe.webhookEndpoints.values()
    return [...all].filter(({ status }) => status === 'enabled')
  }

  get #hooks() {
    return this.#world.state.stripeHooks
  }

  #flush(): void {
    clearTimeout(this.#batch)
    this.#batch = undefined
    this.#go()
  }

  #go(): void {
    if (this.#closing.signal.aborted) return
    for (const endpoint of this.#endpoints()) {
      const { id } = endpoint
      if (this.#busy.has(id)) continue
      const mine = this.#hooks.waiting.filter(entry => entry.endpoint === id && this.#mayGo(entry))
      const next = ordered(mine)[0]
      if (next) this.#busy.set(id, this.#attempt(endpoint, next))
    }
  }

  #mayGo(entry: Waiting): boolean {
    return !this.#resting.has(entry) && (!this.#rules.hold || entry.released === true)
  }

  async #attempt(endpoint: WebhookEndpoint, entry: Waiting): Promise<void> {
    const now = this.#world.now()
    entry.tries++
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#world.webhookTimeoutMs)])
    const isTwice = this.#draw('twice', entry.event.type) < (this.#rules.duplicate ?? 0)
    const secrets = secretsOf(this.#world, endpoint)
    const once = () => send({ url: endpoint.url, secrets }, entry, now, signal)
    const answers = await Promise.all(isTwice ? [once(), once()] : [once()])
    // What was broken off was not taken, and comes again after a restart.
    if (this.#closing.signal.aborted) return
    this.#records.push(...answers)
    this.#records.splice(0, this.#records.length - mostRecords)
    const isTaken = answers.some(({ status }) => status !== null && status >= 200 && status < 300)
    const isGivenUp = now.getTime() > entry.since + givenUpAfterMs
    if (isTaken || isGivenUp) this.#leave(entry)
    else this.#rest(entry)
    await this.#world.save()
    this.#busy.delete(endpoint.id)
    this.#go()
  }

  #leave(entry: Waiting): void {
    const at = this.#hooks.waiting.indexOf(entry)
    if (at >= 0) this.#hooks.waiting.splice(at, 1)
  }

  #rest(entry: Waiting): void {
    const wait = Math.min(longestWait, 2 ** entry.tries) * this.#world.retryUnitMs
    const timer = setTimeout(() => {
      this.#resting.delete(entry)
      this.#go()
    }, wait)
    this.#resting.set(entry, timer)
  }

  /** 0 to 1: a hash of the seed, the kind of event and how often that had the occasion; never of a random id. */
  #draw(kind: string, type: string): number {
    const stream = `${kind} ${type}`
    const occasion = (this.#occasions.get(stream) ?? 0) + 1
    this.#occasions.set(stream, occasion)
    return (
      hash('sha256', `${this.#rules.seed ?? 0} ${stream} ${occasion}`, 'buffer').readUInt32BE(0) / 2 ** 32
    )
  }
}

/** Those ranked lowest first, the others as they happened. */
function ordered(waiting: Waiting[]): Waiting[] {
  return waiting.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
}
