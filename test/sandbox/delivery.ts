import { count, draw, type FaultKind } from './faults.ts'
import { confirm } from './hold.ts'
import { climb, ground, type Ladder } from './ladder.ts'
import { lineOf, subjectOf } from './line.ts'
import { perform } from './perform.ts'
import { type Answer, type Post, poster } from './post.ts'
import type { Pending, Webhook } from './queue-state.ts'
import type { Bot } from './state.ts'
import { type ReplyCall, readReply } from './webhook-reply.ts'
import { seconds, type World } from './world.ts'

/** Updates that go to the webhook one after the other. */
interface Line {
  name: string
  entries: Pending[]
  /** Of the first of them. */
  ladder: Ladder
}

type Taken = { ok: true; call: ReplyCall | null } | Failed

interface Failed {
  ok: false
  reason: string
  retryAfter: number
  code?: number
}

const goneMs = 23 * 3_600_000
const never = new AbortController().signal

/** Sends a bot's updates to its webhook as Telegram does, for as long as that webhook is set. */
export class Delivery {
  readonly #world: World
  readonly #bot: Bot
  readonly #webhook: Webhook
  readonly #post: Post
  /** Not looked at yet: lines are begun for twice as many as there may be connections, and no more. */
  readonly #backlog: Pending[]
  readonly #lines = new Map<string, Line>()
  readonly #ready: Line[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  #inFlight = 0
  #closed = false

  constructor(world: World, bot: Bot, webhook: Webhook) {
    this.#world = world
    this.#bot = bot
    this.#webhook = webhook
    this.#post = poster(webhook, world.webhookTimeoutMs)
    this.#backlog = [...bot.queue.pending]
    this.#go()
  }

  /** One more update has come into the bot's queue. */
  add(entry: Pending): void {
    this.#backlog.push(entry)
    this.#go()
  }

  /** Ends it: what is under way is broken off and counts as not delivered. */
  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#post.close()
  }

  #go(): void {
    this.#load()
    while (this.#inFlight < this.#webhook.max_connections) {
      const line = this.#ready.shift()
      const entry = line?.entries[0]
      if (!line || !entry) return
      void this.#attempt(line, entry)
    }
  }

  #load(): void {
    while (this.#lines.size < 2 * this.#webhook.max_connections) {
      const entry = this.#backlog.shift()
      if (!entry) return
      if (entry.expires <= this.#now()) this.#bot.queue.pending.delete(entry)
      else this.#join(entry)
    }
  }

  #join(entry: Pending): void {
    const name = lineOf(entry.update) ?? `update ${entry.update.update_id}`
    const known = this.#lines.get(name)
    if (known) return void known.entries.push(entry)
    const line = { name, entries: [entry], ladder: ground }
    this.#lines.set(name, line)
    this.#ready.push(line)
  }

  async #attempt(line: Line, entry: Pending): Promise<void> {
    this.#inFlight++
    const answer = await this.#send(entry)
    this.#inFlight--
    if (this.#closed) return
    const taken = this.#read(answer)
    if (taken.ok) {
      this.#leave(line)
      confirm(this.#world, this.#bot, entry)
      if (taken.call) await perform(this.#world, this.#bot, { ...taken.call, via: 'reply' }, never)
    } else {
      this.#fail(line, entry, taken)
    }
    if (!this.#closed) this.#go()
    await this.#world.save()
  }

  /** One attempt, which a fault may keep from arriving, or its answer from coming back. */
  async #send({ update }: Pending): Promise<Answer> {
    const { faults } = this.#world
    const strikes = (kind: FaultKind) => draw(faults, kind, subjectOf(this.#bot, update))
    const [cut, dropped] = [strikes('cut'), strikes('dropped')]
    const lost: Answer = { kind: 'silence', reason: '' }
    if (cut) {
      count(faults, 'cut')
      return lost
    }
    const answer = await this.#post(update)
    if (!dropped || answer.kind === 'silence') return answer
    count(faults, 'dropped')
    return lost
  }

  #read(answer: Answer): Taken {
    if (answer.kind === 'silence') return { ok: false, reason: answer.reason, retryAfter: 0 }
    const { code, reason, retryAfter } = answer
    if (code !== 410) delete this.#webhook.gone_since
    if (code < 200 || code > 299)
      return { ok: false, reason: `Wrong response from the webhook: ${code} ${reason}`, retryAfter, code }
    const call = readReply(answer)
    return call === 'malformed'
      ? { ok: false, reason: 'Bad Request: JSON object expected', retryAfter: 0 }
      : { ok: true, call }
  }

  #fail(line: Line, entry: Pending, { reason, retryAfter, code }: Failed): void {
    const date = this.#now()
    if (reason !== '') this.#webhook.last_error = { date: seconds(this.#world.now()), message: reason }
    const { ladder, seconds: wait } = climb(line.ladder, retryAfter)
    if (date + wait * 1000 > entry.expires) {
      this.#bot.queue.pending.delete(entry)
      this.#leave(line)
    } else {
      line.ladder = ladder
      this.#later(line, wait)
    }
    if (code !== 410) return
    this.#webhook.gone_since ??= date
    if (date > this.#webhook.gone_since + goneMs) this.#giveUp()
  }

  /** The line's first update is done with, one way or the other. */
  #leave(line: Line): void {
    line.entries.shift()
    line.ladder = ground
    if (line.entries.length > 0) this.#ready.push(line)
    else this.#lines.delete(line.name)
  }

  #later(line: Line, wait: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#ready.push(line)
      this.#go()
    }, wait * this.#world.retryUnitMs)
    this.#timers.add(timer)
  }

  /** Nothing but 410 for most of a day: the webhook is removed, its updates wait for getUpdates. */
  #giveUp(): void {
    this.#bot.webhook = null
    this.#world.deliver(this.#bot)
  }

  #now(): number {
    return this.#world.now().getTime()
  }
}
