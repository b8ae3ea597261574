import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Billing } from '../db/billing.ts'
import type { Metrics } from './metrics.ts'
import type { Texts } from './texts.ts'
import type { Till } from './till.ts'
import type { Watch } from './watch.ts'

/** Where people are sent for what Telegram requires every shop to have; null: a sensible text stands in. */
export interface Settings {
  /** How the operator is reached: a @name, an address, a link. */
  contact: string | null
  termsUrl: string | null
  privacyUrl: string | null
}

/** All the bot needs from outside. */
export interface BotDependencies {
  token: string
  /** Where the Bot API is served: by Telegram itself, or by a server of one's own. */
  apiRoot: string
  billing: Billing
  /** Telegram ids of those who may refund and look people up. */
  adminIds: number[]
  settings: Settings
  /** Where the Mini App is served; null: there is none. */
  appUrl: string | null
  logger: Logger
  registry: Registry
  now: () => Date
  /** A text that is missing throws, instead of falling back to English with an error in the log. For tests. */
  strictTexts?: boolean
}

/** What the bot's features are made of: the dependencies, and what a start makes of them once. */
export interface BotParts extends BotDependencies, Watch {
  texts: Texts
  metrics: Metrics
  till: Till
}
