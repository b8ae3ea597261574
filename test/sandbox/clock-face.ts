/** `GET /control/clock`: what time it is for Telegram and Stripe, and how far their clock was turned forward. */
export interface ClockView {
  now: string
  offset_ms: number
}

/** `POST /control/clock`: later by so much; what falls due on the way happens, each at its own moment. */
export interface TurnClock {
  advance_ms: number
}
