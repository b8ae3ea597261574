import type { UpdateSupplier } from '@grammyjs/runner'
import { type Api, GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import type { Logger } from 'pino'
import type { Leading } from '../db/billing.ts'
import { Conflict } from './conflict.ts'
import { typeOf, UPDATE_TYPES } from './counting.ts'
import type { Metrics } from './metrics.ts'
import { type Interruption, pause } from './pause.ts'
import { longerWait, retryAfterMs } from './persist.ts'
import { isMoney } from './stars.ts'
import type { Till } from './till.ts'
import { trouble } from './trouble.ts'
import { Unconfirmed } from './unconfirmed.ts'
import { within } from './within.ts'

/** The most Telegram gives at once, and so the most that is ever unconfirmed. */
const BATCH = 100
const LONG_POLL_SECONDS = 30

interface IntakeDependencies {
  api: Api
  till: Till
  metrics: Metrics
  logger: Logger
  lead: Pick<Leading, 'leads' | 'stillLeads'>
  /** How long somebody else may poll with our token before we give up. */
  conflictMs: number
}

/** Another process of ours polls now: nothing to mend, and nothing to do but to step back. */
export class NotLeading extends Error {
  override name = 'NotLeading'
}

/** The runner's signal: grammY's own kind of `AbortSignal`. */
type Stop = Interruption & NonNullable<Parameters<Api['getUpdates']>[1]>

/**
 * Where updates come in by long polling. Asking for a higher offset is what confirms an update to Telegram, so the
 * offset never passes money that is not committed; everything else is handed on at once, and only once.
 */
export class Intake implements UpdateSupplier<Update> {
  readonly #at: IntakeDependencies
  readonly #unconfirmed = new Unconfirmed()
  /** By update id. Never rejects. */
  readonly #bookings = new Map<number, Promise<void>>()
  readonly #conflict: Conflict
  /** The highest offset that Telegram has answered; a request that is broken off may never have reached it. */
  #confirmed = 0
  #waitMs = 0
  #health: 'ok' | 'trouble' = 'ok'

  constructor(dependencies: IntakeDependencies) {
    this.#at = dependencies
    this.#conflict = new Conflict(dependencies.conflictMs)
  }

  /** Whether Telegram answered the last request that is over; before the first one, it did a moment ago (`startBot`). */
  readonly health = () => this.#health

  /** To be called when this process begins to lead. */
  rewind(): void {
    this.#unconfirmed.rewind()
    this.#confirmed = 0
  }

  /** The next updates to handle, money excepted; the runner's pace counts for nothing, Telegram's order does. */
  async supply(_pace: number, stop: Stop): Promise<Update[]> {
    await this.#settleUp(stop)
    const updates = await this.#fetch(stop)
    // While we waited we may have been frozen, or cut off from the database: then these are another's to handle.
    await this.#mustLead()
    const rest: Update[] = []
    for (const { update, isNew } of this.#unconfirmed.note(updates)) {
      if (isMoney(update)) this.#book(update, isNew)
      else {
        rest.push(update)
        this.#unconfirmed.finish(update.update_id)
      }
    }
    return rest
  }

  /** Waits for what is being booked, at most `graceMs`, and takes as long at most to confirm what may be confirmed. */
  async close(graceMs: number): Promise<void> {
    const { api, lead, logger } = this.#at
    await within(graceMs, Promise.all(this.#bookings.values()))
    this.#unconfirmed.advance()
    const { offset } = this.#unconfirmed
    if (offset === this.#confirmed || !lead.leads()) return
    this.#confirmed = offset
    // What may come back with it is not confirmed by it, and comes again after the next start.
    const late = AbortSignal.timeout(Math.ceil(graceMs)) as Stop
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, late).catch((error: unknown) => {
      logger.warn(trouble(error), 'last updates not confirmed; they will come again')
    })
  }

  /**
   * Before the next request: normally all money of the last batch is committed and the offset moves behind it. While
   * the books do not take it, the offset stays and the same updates come again, with the new ones that may not wait
   * (pre-checkout queries); then a pause keeps that from becoming a busy loop.
   */
  async #settleUp(stop: Stop): Promise<void> {
    this.#waitMs = longerWait(this.#waitMs)
    const settled = new AbortController()
    const paused = pause(this.#waitMs, stop, settled.signal)
    await this.#booked(paused)
    if (!this.#unconfirmed.advance()) return paused
    this.#waitMs = 0
    settled.abort()
  }

  async #booked(atMost: Promise<void>): Promise<void> {
    await Promise.race([Promise.all(this.#bookings.values()), atMost])
  }

  async #fetch(stop: Stop): Promise<Update[]> {
    const { offset } = this.#unconfirmed
    const ask = { offset, limit: BATCH, timeout: LONG_POLL_SECONDS, allowed_updates: UPDATE_TYPES }
    for (let backoffMs = longerWait(0); ; backoffMs = longerWait(backoffMs)) {
      try {
        const updates = await this.#at.api.getUpdates(ask, stop)
        this.#confirmed = offset
        this.#health = 'ok'
        return updates
      } catch (error) {
        if (!stop.aborted) this.#health = 'trouble'
        const ms = stop.aborted ? null : await this.#waitAfter(error, backoffMs)
        if (ms === null) throw error
        this.#at.logger.warn({ ...trouble(error), retryInMs: ms }, 'no updates from Telegram; trying again')
        await pause(ms, stop)
      }
    }
  }

  /** How long to wait before the next request; null where that cannot help. */
  async #waitAfter(error: unknown, backoffMs: number): Promise<number | null> {
    if (codeOf(error) !== 409) return retryAfterMs(error, backoffMs)
    // The last request of a leader before us, or our own successor, or somebody outside our database (case 45).
    if ((await this.#at.lead.stillLeads()) !== 'held') throw new NotLeading('another process polls')
    return this.#conflict.goesOn() ? null : backoffMs
  }

  async #mustLead(): Promise<void> {
    const { lead } = this.#at
    if (!lead.leads() && (await lead.stillLeads()) === 'lost') throw new NotLeading('another process polls')
  }

  #book(update: Update, isNew: boolean): void {
    const { till, metrics } = this.#at
    const id = update.update_id
    if (isNew) metrics.update(typeOf(update))
    if (this.#bookings.has(id)) return
    const booked = till.book(update).then(
      () => this.#unconfirmed.finish(id),
      // The till has logged why; unfinished, the update comes again.
      () => undefined,
    )
    this.#bookings.set(
      id,
      booked.finally(() => this.#bookings.delete(id)),
    )
  }
}

/** Why polling cannot go on, for whoever has to mend it; null for anything else. */
export function whyPollingEnded(error: unknown): string | null {
  if (codeOf(error) === 401) return 'Telegram does not accept BOT_TOKEN any more'
  return codeOf(error) === 409 ? 'another process polls with this BOT_TOKEN, or a webhook is set' : null
}

function codeOf(error: unknown): number | null {
  return error instanceof GrammyError ? error.error_code : null
}
