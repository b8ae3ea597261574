/** Telegram says that somebody else polls (409): passing, as when processes change places, or for good. */
export class Conflict {
  readonly #patienceMs: number
  #beganAt = Number.NEGATIVE_INFINITY
  #lastAt = Number.NEGATIVE_INFINITY

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs
  }

  /** To be called at each 409. True when it has been going on for too long, however much was let through between. */
  goesOn(): boolean {
    const now = performance.now()
    if (now - this.#lastAt > this.#patienceMs * 3) this.#beganAt = now
    this.#lastAt = now
    return now - this.#beganAt > this.#patienceMs
  }
}
