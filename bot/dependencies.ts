import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type {
  Billing,
  PlanTerms,
  Reconciled,
  ReconcileProgress,
  RefundAnswer,
  RefundDue,
  RenewalAnswer,
  RenewalDue,
  Subscription,
} from '../db/billing.ts'
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

/** The card rail, as far as the chat needs it. */
export interface BotCard {
  /**
   * Has a page made where this person pays for this plan. `anyway`: also beside a subscription that lives already, of
   * which they have been told (case 37).
   */
  checkout(request: {
    personId: number
    planCode: string
    language: string | null
    anyway: boolean
  }): Promise<CardOffer>
  giveBack(due: RefundDue): Promise<RefundAnswer>
  /** What this refund took back wholly renews no more, if it was the last that was paid. Asked again, changes nothing. */
  endRenewal(due: RefundDue): Promise<void>
  /** Has a subscription renew no more. Asked again, changes nothing. */
  changeRenewal(due: RenewalDue): Promise<RenewalAnswer>
  /**
   * Brings the books to all that the provider did, and holds both against each other (`server/stripe/reconcile.ts`).
   * What moved less than `leaveYoungerMs` ago is left to what the provider tells of it by itself; `lookBackMs`: see
   * `Statement.unlisted`.
   */
  reconcile(run: {
    progress: ReconcileProgress
    signal: AbortSignal
    leaveYoungerMs?: number
    lookBackMs?: number
  }): Promise<Reconciled>
  /** Whether what is bought by card renews by itself; null while the provider has not told, and then it is not sold. */
  renews(plan: PlanTerms): boolean | null
}

type Titled = Pick<PlanTerms, 'title'>
interface Lives {
  plan: Titled
  rail: Subscription['rail']
  until: Date | null
  late?: true
}

export type CardOffer =
  /**
   * They may hold this plan already: until `stacksAfter`, where what they buy begins, or, since that renews and is charged
   * at once, until `overlapsUntil`.
   */
  | { kind: 'opened'; url: string; stacksAfter: Date | null; overlapsUntil: Date | null }
  | { kind: 'unknown_plan' | 'not_sold_on_rail'; onSale: PlanTerms[] }
  | { kind: 'owned_forever'; plan: Titled }
  | { kind: 'too_many'; retryAfterSeconds: number }
  /** This very plan renews by itself already, next on `until`; `late`: what was to be paid then is owed. */
  | ({ kind: 'subscribed' } & Lives)
  /** Another subscription lives until `until` at least; asked again with `anyway`, there will be two. */
  | ({ kind: 'parallel' } & Lives)
  /** It has been paid, and is on its way into the books. */
  | { kind: 'paid' }
  | { kind: 'unavailable' }

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
  /** null: nothing is sold by card. */
  card: BotCard | null
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
  /** Aborted when the bot is told to stop: what goes on behind an update ends then. */
  stopping: AbortSignal
}
