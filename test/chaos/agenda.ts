type Act = () => Promise<void>

/** What happens once so many charges have been made: kills, crashes, refunds. Logical progress is the only clock. */
export class Agenda {
  /** By the count at which it is due, the earliest first. */
  #entries: { at: number; act: Act }[] = []
  #running = new Set<Promise<void>>()
  #failed: { error: unknown } | null = null

  at(count: number, act: Act): void {
    const place = this.#entries.findLastIndex(entry => entry.at <= count)
    this.#entries.splice(place + 1, 0, { at: count, act })
  }

  /** Begins what is due now. A failure of it is thrown here, the next time. */
  reached(count: number): void {
    if (this.#failed) throw this.#failed.error
    while (this.#entries[0] && this.#entries[0].at <= count) this.#begin(this.#entries.shift()?.act)
  }

  /** Does what is left, due or not, and waits for all of it. */
  async finish(): Promise<void> {
    this.reached(Number.POSITIVE_INFINITY)
    await Promise.all(this.#running)
    if (this.#failed) throw this.#failed.error
  }

  #begin(act: Act | undefined): void {
    if (!act) return
    const running = act().catch((error: unknown) => {
      this.#failed ??= { error }
    })
    this.#running.add(running)
    void running.finally(() => this.#running.delete(running))
  }
}
