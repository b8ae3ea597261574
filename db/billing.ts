import { accessOf, accessUntil } from './access.ts'
import { actsAbout } from './acts-about.ts'
import { admit } from './admit.ts'
import { again } from './again.ts'
import { balancesOf } from './balances.ts'
import { inBatches } from './batch.ts'
import type { Books } from './books.ts'
import { cancelOrder } from './cancel-order.ts'
import { cardsIn } from './cards-in.ts'
import { carryOut } from './carry-out.ts'
import { publishPlans, versionsOnSale } from './catalog.ts'
import { compareBalance, lastDrifts } from './compare-balance.ts'
import { conversationsIn } from './conversations.ts'
import { devicesIn } from './devices-in.ts'
import { findPeople } from './find-people.ts'
import { foreseeRefund } from './foresee-refund.ts'
import { forget } from './forget.ts'
import { grantByHand } from './grant-by-hand.ts'
import { healthOf } from './health.ts'
import { openJobs } from './jobs.ts'
import { lapse } from './lapse.ts'
import { lead } from './leadership.ts'
import type { Log } from './log.ts'
import { chooseLanguage, enrol, meet } from './meet.ts'
import { openOrder } from './open-order.ts'
import { orderState } from './order-state.ts'
import type { Database } from './orm.ts'
import { isOutage } from './outage.ts'
import { outgoingIn } from './outgoing-in.ts'
import type { PlanTerms } from './plan.ts'
import { planTitles } from './plan-titles.ts'
import { publishEndpoints } from './publish-endpoints.ts'
import { lose } from './reach.ts'
import { receipts } from './receipts.ts'
import { recordRefund } from './record-refund.ts'
import { renewalsIn } from './renewals-in.ts'
import { requestRefund } from './request-refund.ts'
import { revokeByHand } from './revoke-by-hand.ts'
import { sessionsIn } from './sessions.ts'
import { settleCharges } from './settle.ts'
import { settleRefund } from './settle-refund.ts'
import { statementIn } from './statement-in.ts'
import { storyOf } from './tell-story.ts'
import { isPlace, keepTimeZone } from './time-zone.ts'
import type { Billing } from './verbs.ts'
import { weeksOf } from './weeks-of.ts'

export type { Act } from './act.ts'
export type { CardRefund, DisputeState, Movement } from './card-money.ts'
export type {
  CardEvent,
  InvoiceState,
  OpenCheckoutResult,
  Subject,
  Subscription,
  SubscriptionState,
} from './cards.ts'
export type { Duties } from './carry-out.ts'
export type { Device } from './device.ts'
export { deviceNameIn } from './device-name.ts'
export { deviceIdIn } from './device-secret.ts'
export type { Entitlement } from './entitlement.ts'
export type { Leading } from './leadership.ts'
export { type Money, STARS } from './money.ts'
export type { News } from './notice.ts'
export type { AdmitResult, CheckoutClaim, Order } from './order.ts'
export type { OrderState } from './order-state.ts'
export { isOutage } from './outage.ts'
export type {
  Delivery,
  EndpointStanding,
  Outgoing,
  OutgoingAnswer,
  OutgoingDue,
  OutgoingFacts,
  ToldAccess,
  ToldPayment,
} from './outgoing.ts'
export type { Charge, Period, QuarantineReason, Recurring, Settlement } from './payment.ts'
export type { Person, Profile, UnreachableBecause } from './person.ts'
export { isSoldByCard, isSoldForStars, type PlanTerms, type Text, textIn } from './plan.ts'
export type { Receipt } from './receipt.ts'
export type { RefundAnswer, RefundDeclined, RefundDue, RefundElsewhere, RefundForesight } from './refund.ts'
export type {
  HearResult,
  RenewalAnswer,
  RenewalDue,
  RenewalWord,
} from './renewals.ts'
export type { Arrival, BeginSession } from './session.ts'
export {
  BEFORE_US,
  type Reconciled,
  type ReconcileProgress,
  type StatementLine,
  type Unlisted,
} from './statement.ts'
export { storable } from './storable.ts'
export type { Story } from './story.ts'
export type { NoticeDue, TellOutcome } from './telling.ts'
export type { Billing } from './verbs.ts'
export type { WeekFigures } from './weeks.ts'
export { isPlace }

export interface BillingOptions {
  database: Database
  /** What is on sale, in the order of the shop. */
  plans: PlanTerms[]
  adminIds: number[]
  /** How many devices somebody without a plan may have; 1 where the shop does not say. */
  freeMaxDevices?: number
  /** Where other services listen; the latest start decides. None unless given. */
  webhookUrls?: string[]
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
  const { database, plans, adminIds, freeMaxDevices = 1, webhookUrls = [], log, now } = options
  const jobs = await openJobs(database.pool, log)
  const books: Books = { ...database, jobs, log, now, openedAt: now(), adminIds, freeMaxDevices }
  await enrol(books, adminIds)
  await publishPlans(books, plans)
  await publishEndpoints(books, webhookUrls)
  return {
    meet: profile => meet(books, profile),
    lose: (personId, because) => lose(books, personId, because),
    chooseLanguage: (personId, language) => chooseLanguage(books, personId, language),
    catalog: async () => (await versionsOnSale(books)).map(({ terms }) => terms),
    planTitles: codes => planTitles(books, codes),
    openOrder: request => openOrder(books, request),
    cancelOrder: request => cancelOrder(books, request),
    orderState: request => orderState(books, request),
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
    accessUntil: personId => accessUntil(books, personId),
    receipts: request => receipts(books, request),
    findPeople: query => findPeople(books, query),
    story: personId => storyOf(books, personId),
    balances: () => balancesOf(books),
    statement: statementIn(books),
    weeks: count => weeksOf(books, count),
    lapse: () => lapse(books),
    keepTimeZone: (personId, timeZone) => keepTimeZone(books, personId, timeZone),
    forget: request => again(() => forget(books, request)),
    compareBalance: reading => compareBalance(books, reading),
    drift: () => lastDrifts(books),
    conversations: conversationsIn(books),
    sessions: sessionsIn(books),
    devices: devicesIn(books),
    outgoing: outgoingIn(books),
    cards: cardsIn(books),
    renewals: renewalsIn(books),
    lead: (role, work) => lead(books, role, work),
    work: duties => carryOut(books, duties),
    pending: () => jobs.pending(),
    health: healthOf(database),
    stop: graceMs => jobs.stop(graceMs),
  }
}
