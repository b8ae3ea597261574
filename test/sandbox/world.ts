import type { Update } from '@grammyjs/types'
import type { Delivery } from './delivery.ts'
import type { Changed } from './face.ts'
import type { FaultState } from './faults.ts'
import type { LossState } from './loss.ts'
import type { Refusal } from './refusal.ts'
import type { Bot, State } from './state.ts'
import type { StripeLife } from './stripe/life.ts'
import type { StripeEvent } from './stripe/state.ts'
import type { Webhooks } from './stripe/webhooks.ts'
import type { StarSubscription } from './subscription-state.ts'
import type { RecordedCall, Sheet } from './wire.ts'

/** The state, and what lives only as long as the process: the clock, listeners, open questions. */
export interface World {
  state: State
  /** The time of Telegram and Stripe alike: as told by the options, and turned forward. */
  now: () => Date
  precheckoutTimeoutMs: number
  callbackTimeoutMs: number
  /** See `SandboxOptions`. */
  local: boolean
  retryUnitMs: number
  webhookTimeoutMs: number
  faults: FaultState
  /** Subscriptions in Stars being renewed at this moment. */
  renewing: Set<StarSubscription>
  /** Bots are asked by a pre-checkout query before each renewal. */
  asksBeforeRenewals: boolean
  /** Updates that are to get lost, and how many have. */
  losses: LossState
  /** When each bot last began a long poll, in milliseconds of `performance.now()`. */
  polled: Map<number, number>
  /** Payment sheets that do not behave as usual, by person id. */
  sheets: Map<number, Sheet>
  /** What releases the updates that a fault holds back. */
  holds: Set<NodeJS.Timeout>
  listeners: Set<(changed: Changed) => void>
  /** The one long poll each bot may hold open, by bot id. */
  pollers: Map<number, Poller>
  /** The deliveries to webhooks, by bot id. */
  deliveries: Map<number, Delivery>
  /** Delivers to the bot's webhook as it is now; to be called whenever it is another. */
  deliver: (bot: Bot) => void
  /** When each bot may call setWebhook again, in milliseconds of `performance.now()`. */
  nextSetWebhook: Map<number, number>
  /** Pre-checkout queries still inside their window, by query id. */
  checkouts: Map<string, Checkout>
  /** Updates made, newest last, by bot id; for redelivery. */
  history: Map<number, Update[]>
  requests: RecordedCall[]
  /** Where the sandbox is reached; '' until it listens. */
  url: string
  stripe: StripeLife
  /** Told of each event of Stripe's, in order; delivers it. */
  stripeEvents: (event: StripeEvent) => void
  /** Stripe's deliveries to the endpoints. */
  webhooks: Webhooks
  /** Awaited before every answer; writes the state where saving is on. */
  save: () => Promise<void>
}

export interface Poller {
  wake: () => void
  refuse: (refusal: Refusal) => void
}

interface Checkout {
  bot: number
  answer: (answer: { ok: true } | { ok: false; error_message: string }) => void
}

export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

/** Tells every listener that what this person sees is different now. */
export function tell(world: World, person: number): void {
  for (const listener of world.listeners) listener({ person })
}
