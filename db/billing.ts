import { accessOf } from './access.ts'
import { admit } from './admit.ts'
import { balancesOf } from './balances.ts'
import { inBatches } from './batch.ts'
import type { Books } from './books.ts'
import { cancelOrder } from './cancel-order.ts'
import { carryOut, type Duties } from './carry-out.ts'
import { publishPlans, versionsOnSale } from './catalog.ts'
import type { Entitlement } from './entitlement.ts'
import { findPeople } from './find-people.ts'
import type { GrantByHand, GrantResult, RevokeByHand, RevokeResult } from './grant.ts'
import { grantByHand, revokeByHand } from './grant-by-hand.ts'
import { openJobs } from './jobs.ts'
import type { Balance } from './ledger.ts'
import type { Log } from './log.ts'
import { chooseLanguage, enrol, meet } from './meet.ts'
import type { Rail } from './money.ts'
import { openOrder } from './open-order.ts'
import type { AdmitResult, CancelOrderResult, CheckoutClaim, OpenOrderResult } from './order.ts'
import { type Database, schemaIsCurrent } from './orm.ts'
import type { Charge, Settlement } from './payment.ts'
import type { Person, Profile } from './person.ts'
import type { PlanTerms } from './plan.ts'
import { recordRefund } from './record-refund.ts'
import type {
  RefundAnswer,
  RefundElsewhere,
  RequestRefund,
  RequestRefundResult,
  SettleRefundResult,
} from './refund.ts'
import { requestRefund } from './request-refund.ts'
import { settleCharges } from './settle.ts'
import { settleRefund } from './settle-refund.ts'
import type { Story } from './story.ts'
import { storyOf } from './tell-story.ts'

export type { Duties } from './carry-out.ts'
export type { Entitlement } from './entitlement.ts'
export { type Money, STARS } from './money.ts'
export type { News, NoticeDue, TellOutcome } from './notice.ts'
export type { AdmitResult, CheckoutClaim, Order } from './order.ts'
export type { Charge, QuarantineReason, Settlement } from './payment.ts'
export type { Person, Profile } from './person.ts'
export { type PlanTerms, type Text, textIn } from './plan.ts'
export type { RefundAnswer, RefundDue, RefundElsewhere } from './refund.ts'
export type { Story } from './story.ts'

/**
 * The one door to the books. Every verb is one transaction: when its promise resolves, what it says is
 * committed; when it rejects, nothing happened. Expected refusals are returned, never thrown.
 */
export interface Billing {
  /** Knows the person from now on; writes only what changed. */
  meet(profile: Profile): Promise<Person>
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

  /** Writes the refund down and has it carried out; the money state changes when the provider has answered. */
  requestRefund(request: RequestRefund): Promise<RequestRefundResult>
  /** The provider's answer: reverses the money once and ends the grant, or keeps the refusal. */
  settleRefund(refundId: string, answer: RefundAnswer): Promise<SettleRefundResult>
  /** A refund nobody here asked for: books it, and the charge itself first where it was never seen (case 33). */
  recordRefund(refund: RefundElsewhere): Promise<SettleRefundResult>

  grant(request: GrantByHand): Promise<GrantResult>
  revoke(request: RevokeByHand): Promise<RevokeResult>

  /** What this person may use, one per key they ever had; a stranger has none. */
  accessOf(personId: number): Promise<Entitlement[]>
  /** By Telegram id, @name (the latest to bear it), or the id of a charge, an order, a payment or a refund. */
  findPeople(query: string): Promise<Person[]>
  story(personId: number): Promise<Story | null>
  /** Every account that ever moved. */
  balances(): Promise<Balance[]>

  /** From now on, carries out what the books owe: messages and refunds. Survives any kill; once per process. */
  work(duties: Duties): Promise<void>
  /** How many messages and refunds still wait, for the metrics. */
  pending(): Promise<{ kind: string; count: number }[]>
  /** Whether the database answers and its schema is current. */
  health(): Promise<{ database: 'ok' | 'down'; schema: 'current' | 'behind' | 'unknown' }>
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

/** Opens the books on a database whose schema is current, and puts `plans` on sale. */
export async function createBilling(options: BillingOptions): Promise<Billing & { stop(): Promise<void> }> {
  const { database, plans, adminIds, log, now } = options
  const jobs = await openJobs(database.pool, log)
  const books: Books = { ...database, jobs, log, now, adminIds }
  await enrol(books, adminIds)
  await publishPlans(books, plans)
  return {
    meet: profile => meet(books, profile),
    chooseLanguage: (personId, language) => chooseLanguage(books, personId, language),
    catalog: async () => (await versionsOnSale(books)).map(({ terms }) => terms),
    openOrder: request => openOrder(books, request),
    cancelOrder: request => cancelOrder(books, request),
    admit: claim => admit(books, claim),
    settle: inBatches(charges => settleCharges(books, charges), SETTLING),
    requestRefund: request => requestRefund(books, request),
    settleRefund: (refundId, answer) => settleRefund(books, refundId, answer),
    recordRefund: refund => recordRefund(books, refund),
    grant: request => grantByHand(books, request),
    revoke: request => revokeByHand(books, request),
    accessOf: personId => accessOf(books, personId),
    findPeople: query => findPeople(books, query),
    story: personId => storyOf(books, personId),
    balances: () => balancesOf(books),
    work: duties => carryOut(books, duties),
    pending: () => jobs.pending(),
    health: healthOf(database),
    stop: () => jobs.stop(),
  }
}

/** The schema is asked about until it is seen to be current; it does not fall behind while this code runs. */
function healthOf(database: Database): Billing['health'] {
  let current = false
  return async () => {
    try {
      if (current) await database.pool.query('select 1')
      else current = await schemaIsCurrent(database)
      return { database: 'ok', schema: current ? 'current' : 'behind' }
    } catch {
      // Not swallowed: "down" is the answer, and whoever asks reports it.
      return { database: 'down', schema: 'unknown' }
    }
  }
}
