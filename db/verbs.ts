import type { AccessUntil } from './access.ts'
import type { Act } from './act.ts'
import type { Cards } from './cards.ts'
import type { Duties } from './carry-out.ts'
import type { Conversations } from './conversation.ts'
import type { Devices } from './device.ts'
import type { Entitlement } from './entitlement.ts'
import type { Forget, ForgetResult } from './forgetting.ts'
import type { GrantByHand, GrantResult, RevokeByHand, RevokeResult } from './grant.ts'
import type { Health } from './health.ts'
import type { Leading, Role } from './leadership.ts'
import type { Balance } from './ledger.ts'
import type { Rail } from './money.ts'
import type { AdmitResult, CancelOrderResult, CheckoutClaim, OpenOrderResult } from './order.ts'
import type { OrderState } from './order-state.ts'
import type { Outgoing } from './outgoing.ts'
import type { Charge, Settlement } from './payment.ts'
import type { Person, Profile, UnreachableBecause } from './person.ts'
import type { PlanTerms, Text } from './plan.ts'
import type { BalanceComparison, BalanceReading, Drift } from './provider-balance.ts'
import type { ReceiptPage } from './receipts.ts'
import type {
  RefundAnswer,
  RefundElsewhere,
  RefundForesight,
  RequestRefund,
  RequestRefundResult,
  SettleRefundResult,
} from './refund.ts'
import type { Renewals } from './renewals.ts'
import type { Sessions } from './session.ts'
import type { Statement } from './statement.ts'
import type { Story } from './story.ts'
import type { WeekFigures } from './weeks.ts'

/**
 * The one door to the books. Every verb is one transaction: when its promise resolves, what it says is
 * committed; when it rejects, nothing happened. Expected refusals are returned, never thrown.
 */
export interface Billing {
  /** Knows the person from now on; writes only what changed. Whoever was lost is back, and is told what waited. */
  meet(profile: Profile): Promise<Person>
  /** Our messages do not reach them any more, until they are met again. Somebody never met stays unknown. */
  lose(personId: number, because: UnreachableBecause): Promise<void>
  /** The language they chose; null: Telegram's own again. */
  chooseLanguage(personId: number, language: string | null): Promise<void>
  /** What is on sale now, in the order of the shop. */
  catalog(): Promise<PlanTerms[]>
  /** What plans are called, by their codes: in their latest edition, also when they are sold no longer. */
  planTitles(codes: Iterable<string>): Promise<Map<string, Text>>

  /** `anyway`: also beside a subscription that lives already, of which they have been told (in Stars; case 37). */
  openOrder(request: {
    personId: number
    planCode: string
    rail: Rail
    anyway?: boolean
  }): Promise<OpenOrderResult>
  /** Makes an unpaid order of this buyer unpayable; anything else changes nothing. Paid all the same, it is honoured. */
  cancelOrder(request: { personId: number; orderId: string }): Promise<CancelOrderResult>
  /** What became of an order; null where it is not this person's. Says `paid` only once the money is booked. */
  orderState(request: { personId: number; orderId: string }): Promise<OrderState | null>
  /** May this be paid now? Reads only. */
  admit(claim: CheckoutClaim): Promise<AdmitResult>

  /**
   * Books a charge exactly once and grants what it bought. Safe to call any number of times, from any number of
   * processes at once; charges that arrive together are committed together.
   */
  settle(charge: Charge): Promise<Settlement>

  /** What a refund of this charge would do now: whose money, and what they would lose. Reads only. */
  foreseeRefund(chargeId: string): Promise<RefundForesight>
  /** Writes the refund down and has it carried out; the money state changes when the provider has answered. */
  requestRefund(request: RequestRefund): Promise<RequestRefundResult>
  /** The provider's answer: reverses the money once and ends the grant, or keeps the refusal. */
  settleRefund(refundId: string, answer: RefundAnswer): Promise<SettleRefundResult>
  /** A refund nobody here asked for: books it, and the charge itself first where it was never seen (case 33). */
  recordRefund(refund: RefundElsewhere): Promise<SettleRefundResult>

  /** Gives one term of a plan on sale. The same `request` again gives nothing more and returns the first result. */
  grant(request: GrantByHand): Promise<GrantResult>
  /** Takes back what was given by hand. The same `request` again returns the first result. */
  revoke(request: RevokeByHand): Promise<RevokeResult>
  /**
   * What admins did, newest first, at most 20: '' of all; else by Telegram id or @name of whom it is about or who did
   * it, or by the id of a charge, payment, order, grant, refund or act. Only for admins' eyes.
   */
  actsAbout(query: string): Promise<Act[]>

  /** What this person may use, one per key they ever had; a stranger has none. */
  accessOf(personId: number): Promise<Entitlement[]>
  /** The same, with the instant it is of, and when time next changes any of it; null: never. */
  accessUntil(personId: number): Promise<AccessUntil>
  /** What this person paid or is to pay on every rail, newest first, `limit` at once. `cursor`: the `next` of the page before. */
  receipts(request: { personId: number; cursor: string | null; limit: number }): Promise<ReceiptPage>
  /**
   * By Telegram id, @name (the latest to bear it), the id of an order, payment, grant, refund, act or message, or any id
   * the provider gave: of a charge, customer, checkout, subscription, invoice, refund or dispute.
   */
  findPeople(query: string): Promise<Person[]>
  story(personId: number): Promise<Story | null>
  /** Every account that ever moved. */
  balances(): Promise<Balance[]>
  /**
   * Holds the ledger's cash against what the provider says it holds, in minor units, and keeps the reading. Admins are
   * told, once, of a drift that two readings two minutes apart or more found the same.
   */
  compareBalance(reading: BalanceReading): Promise<BalanceComparison>
  /** How far apart they were at the last reading, per rail and currency, for the metrics. */
  drift(): Promise<Drift[]>
  /** What the provider says moved, line by line, to hold the books against. */
  statement: Statement
  /** The last `count` weeks, oldest first, the running one last. */
  weeks(count: number): Promise<WeekFigures[]>

  /**
   * Looks for what time has brought: subscriptions in Stars whose grace is over end, and people are told what ends soon
   * and what has ended, each once, by day of their own clock. Safe at any time, from any number of processes; access
   * itself does not wait for it. Returns how much it looked at, of so much at once; 0: nothing is left to look at now.
   */
  lapse(): Promise<number>
  /** Where their clock is, as an IANA name their device told; anything else changes nothing. */
  keepTimeZone(personId: number, timeZone: string): Promise<void>
  /** Has what renews stopped, then forgets the person; money and grants stay, under their bare id (case 86). */
  forget(request: Forget): Promise<ForgetResult>

  /** Half-finished conversations of the bot, which any process may continue; forgotten after a day. */
  conversations: Conversations

  /** Where people are signed in to the Mini App. */
  sessions: Sessions

  /** What people use their access on. */
  devices: Devices

  /** What other services are told: access and payments, as they happen. */
  outgoing: Outgoing

  /** Cards: customers, subscriptions, invoices, disputes, and the events that tell of them. */
  cards: Cards

  /** Subscriptions, on both rails: what becomes of them by their provider's word and by ours. */
  renewals: Renewals

  /** Runs `work` in one process at a time, of all that share the database; others wait and take over (`leadership.ts`). */
  lead(role: Role, work: (lost: AbortSignal) => Promise<void>): Leading

  /** From now on, carries out what the books owe: messages, refunds, the end of renewals. Survives any kill; once per process. */
  work(duties: Duties): Promise<void>
  /** How many messages, refunds and readings still wait, for the metrics. */
  pending(): Promise<{ kind: string; count: number }[]>
  /** Whether the database answers and its schema is current. */
  health(): Promise<Health>
}
