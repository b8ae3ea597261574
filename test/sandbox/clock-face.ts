/** `GET /control/clock`: what time it is for Telegram and Stripe, and how far their clock was turned forward. */
export interface ClockView {
  now: string
  offset_ms: number
}

/** `POST /control/clock`: later by so much; what falls due on the way happens, each at its own moment. */
export interface TurnClock {
  advance_ms: number
  /**
   * Then it stops at noon (UTC) of every day too, and pauses at each stop for so many milliseconds of real time: an app
   * that looks at the clock now and then sees each day go by.
   */
  pause_ms?: number
}
