import { accessOf } from './access.ts'
import type { Act } from './act.ts'
import { actsAbout } from './acts-about.ts'
import { admit } from './admit.ts'
import { again } from './again.ts'
import { balancesOf } from './balances.ts'
import { inBatches } from './batch.ts'
import type { Books } from './books.ts'
import { cancelOrder } from './cancel-order.ts'
import { carryOut, type Duties } from './carry-out.ts'
import { publishPlans, versionsOnSale } from './catalog.ts'
import { compareBalance, lastDrifts } from './compare-balance.ts'
import type { Conversations } from './conversation.ts'
import { conversationsIn } from './conversations.ts'
import type { Entitlement } from './entitlement.ts'
import { findPeople } from './find-people.ts'
import { foreseeRefund } from './foresee-refund.ts'
import type { GrantByHand, GrantResult, RevokeByHand, RevokeResult } from './grant.ts'
import { grantByHand } from './grant-by-hand.ts'
import { type Health, healthOf } from './health.ts'
import { openJobs } from './jobs.ts'
import { type Leading, lead, type Role } from './leadership.ts'
import type { Balance } from './ledger.ts'
import type { Log } from './log.ts'
import { chooseLanguage, enrol, meet } from './meet.ts'
import type { Rail } from './money.ts'
import { openOrder } from './open-order.ts'
import type { AdmitResult, CancelOrderResult, CheckoutClaim, OpenOrderResult } from './order.ts'
import type { Database } from './orm.ts'
import { isOutage } from './outage.ts'
import type { Charge, Settlement } from './payment.ts'
import type { Person, Profile, UnreachableBecause } from './person.ts'
import type { PlanTerms } from './plan.ts'
import type { BalanceComparison, BalanceReading, Drift } from './provider-balance.ts'
import { lose } from './reach.ts'
import { recordRefund } from './record-refund.ts'
import type {
  RefundAnswer,
  RefundElsewhere,
  RefundForesight,
  RequestRefund,
  RequestRefundResult,
  SettleRefundResult,
} from './refund.ts'
import { requestRefund } from './request-refund.ts'
import { revokeByHand } from './revoke-by-hand.ts'
import { settleCharges } from './settle.ts'
import { settleRefund } from './settle-refund.ts'
import type { Story } from './story.ts'
import { storyOf } from './tell-story.ts'

export type { Act } from './act.ts'
export type { Duties } from './carry-out.ts'
export type { Entitlement } from './entitlement.ts'
export type { Leading } from './leadership.ts'
export { type Money, STARS } from './money.ts'
export type { News, NoticeDue, TellOutcome } from './notice.ts'
export type { AdmitResult, CheckoutClaim, Order } from './order.ts'
export { isOutage } from './outage.ts'
export type { Charge, QuarantineReason, Settlement } from './payment.ts'
export type { Person, Profile, UnreachableBecause } from './person.ts'
export { type PlanTerms, type Text, textIn } from './plan.ts'
export type { RefundAnswer, RefundDue, RefundElsewhere, RefundForesight } from './refund.ts'
export type { Story } from './story.ts'

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

  openOrder(request: { personId: number; planCode: string; rail: Rail }): Promise<OpenOrderResult>
  /** Makes an unpaid order of this buyer unpayable; anything else changes nothing. Paid all the same, it is honoured. */
  cancelOrder(request: { personId: number; orderId: string }): Promise<CancelOrderResult>
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
  /** By Telegram id, @name (the latest to bear it), or the id of a charge, order, payment, grant, refund, act or message. */
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
  /** Half-finished conversations of the bot, which any process may continue; forgotten after a day. */
  conversations: Conversations

  /** Runs `work` in one process at a time, of all that share the database; others wait and take over (`leadership.ts`). */
  lead(role: Role, work: (lost: AbortSignal) => Promise<void>): Leading

  /** From now on, carries out what the books owe: messages and refunds. Survives any kill; once per process. */
  work(duties: Duties): Promise<void>
  /** How many messages and refunds still wait, for the metrics. */
  pending(): Promise<{ kind: string; count: number }[]>
  /** Whether the database answers and its schema is current. */
  health(): Promise<Health>
}

export interface BillingOptions {
  database: Database
  /** What is on sale, in the order of the shop. */
  plans: PlanTerms[]
  adminIds: number[]
  log: Log
  now: () => Date
}

/** Commits in flight at once, and charges in one: what was measured to be fastest on two cores (docs/money.md). */
const SETTLING = { inFlight: 2, size: 64 }

/**
 * Opens the books on a database whose schema is current, and puts `plans` on sale. `stop` finishes the messages and
 * refunds in hand, for at most `graceMs` (3 s; never less than 1 s); what is left others take up.
 */
export async function createBilling(
  options: BillingOptions,
): Promise<Billing & { stop(graceMs?: number): Promise<void> }> {
  const { database, plans, adminIds, log, now } = options
  const jobs = await openJobs(database.pool, log)
  const books: Books = { ...database, jobs, log, now, adminIds }
  await enrol(books, adminIds)
  await publishPlans(books, plans)
  return {
    meet: profile => meet(books, profile),
    lose: (personId, because) => lose(books, personId, because),
    chooseLanguage: (personId, language) => chooseLanguage(books, personId, language),
    catalog: async () => (await versionsOnSale(books)).map(({ terms }) => terms),
    openOrder: request => openOrder(books, request),
    cancelOrder: request => cancelOrder(books, request),
    admit: claim => admit(books, claim),
    settle: inBatches(charges => settleCharges(books, charges), SETTLING, isOutage),
    foreseeRefund: chargeId => foreseeRefund(books, chargeId),
    requestRefund: request => again(() => requestRefund(books, request)),
    settleRefund: (refundId, answer) => settleRefund(books, refundId, answer),
    recordRefund: refund => recordRefund(books, refund),
    grant: request => again(() => grantByHand(books, request)),
    revoke: request => again(() => revokeByHand(books, request)),
    actsAbout: query => actsAbout(books, query),
    accessOf: personId => accessOf(books, personId),
    findPeople: query => findPeople(books, query),
    story: personId => storyOf(books, personId),
    balances: () => balancesOf(books),
    compareBalance: reading => compareBalance(books, reading),
    drift: () => lastDrifts(books),
    conversations: conversationsIn(books),
    lead: (role, work) => lead(books, role, work),
    work: duties => carryOut(books, duties),
    pending: () => jobs.pending(),
    health: healthOf(database),
    stop: graceMs => jobs.stop(graceMs),
  }
}
