import type { Update } from 'grammy/types'

/**
 * The updates Telegram keeps for us until we ask for a higher offset, and how high that may be: it never passes an
 * update that is not finished. Holds no more than Telegram gives at once.
 */
export class Unconfirmed {
  #offset = 0
  /** What Telegram gave last, in its order, from the offset on. */
  #open: number[] = []
  readonly #finished = new Set<number>()

  get offset(): number {
    return this.#offset
  }

  /** Takes note of what Telegram gave at this offset; what was confirmed by it, or expired, is forgotten. Returns what is left to do. */
  note(updates: Update[]): { update: Update; isNew: boolean }[] {
    const before = new Set(this.#open)
    this.#open = updates.map(({ update_id: id }) => id)
    const now = new Set(this.#open)
    for (const id of this.#finished) if (!now.has(id)) this.#finished.delete(id)
    return updates
      .filter(({ update_id: id }) => !this.#finished.has(id))
      .map(update => ({ update, isNew: !before.has(update.update_id) }))
  }

  /** This update may be confirmed: it is handed on, or its money is booked. */
  finish(id: number): void {
    this.#finished.add(id)
  }

  /**
   * Asks from the beginning again: others may have polled since, and ids that started anew lower would be confirmed
   * unseen by the old offset. What was finished here and never confirmed is remembered.
   */
  rewind(): void {
    this.#offset = 0
    this.#open = []
  }

  /** Moves the offset as far as it may go; tells whether that was past everything. */
  advance(): boolean {
    const unfinished = this.#open.findIndex(id => !this.#finished.has(id))
    const passed = this.#open.splice(0, unfinished === -1 ? this.#open.length : unfinished)
    const last = passed.at(-1)
    if (last !== undefined) this.#offset = last + 1
    return this.#open.length === 0
  }
}
