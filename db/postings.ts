import type { Coverage, GrantFact } from './coverage.ts'
import type { KnownOrder } from './decide.ts'
import { newId } from './id.ts'
import type { Account } from './ledger.ts'
import type { News } from './notice.ts'
import type { Charge, QuarantineReason } from './payment.ts'
import type { SettleContext } from './settle-context.ts'

type Row = Record<string, unknown> & { id: string }

/** A charge to be recorded, and the account its money belongs to. */
export interface Booking {
  charge: Charge
  order: KnownOrder | null
  quarantine: QuarantineReason | null
  credit: Account
}

/** The rows a batch of charges comes to. Columns are named as in the tables; nothing here knows a database. */
export class Postings {
  readonly events: Row[] = []
  readonly payments: Row[] = []
  readonly entries: Omit<Row, 'id'>[] = []
  readonly grants: Row[] = []
  readonly entitlements: Omit<Row, 'id'>[] = []
  readonly refunds: Row[] = []
  readonly notices: Row[] = []
  readonly now: Date
  readonly adminIds: number[]

  constructor(now: Date, adminIds: number[]) {
    this.now = now
    this.adminIds = adminIds
  }

  /** The money itself: what the provider said, what we recorded, and the ledger entry. */
  payment({ charge, order, quarantine, credit }: Booking): string {
    const id = newId()
    const { rail, chargeId, price } = charge
    this.events.push({
      id: newId(),
      rail,
      kind: 'payment',
      provider_id: chargeId,
      payload: charge.payload,
      received_at: this.now,
    })
    this.payments.push({
      id,
      rail,
      charge_id: chargeId,
      person_id: charge.payerId,
      order_id: order?.id ?? null,
      amount: price.amount,
      currency: price.currency,
      reference: charge.reference,
      quarantine,
      paid_at: charge.paidAt,
      settled_at: this.now,
    })
    // Where no money moved, the payment stands as a record and the ledger has nothing to say.
    if (price.amount > 0) {
      const entry = { payment_id: id, refund_id: null, rail, currency: price.currency, amount: price.amount }
      this.entries.push({ ...entry, debit: 'cash', credit, booked_at: this.now })
    }
    return id
  }

  /** Nothing is granted; the payer and the admins are told. */
  quarantined(charge: Charge, paymentId: string, reason: QuarantineReason): void {
    const { chargeId, payerId, price, reference } = charge
    this.#tell(payerId, paymentId, { kind: 'held', price, chargeId })
    for (const admin of this.adminIds) {
      this.#tell(admin, paymentId, { kind: 'quarantined', reason, price, chargeId, payerId, reference })
    }
  }

  /** The payer has this for ever already: their money goes back at once (case 2). */
  returned(charge: Charge, paymentId: string, order: KnownOrder): string {
    const id = newId()
    const reason = 'owned for ever already'
    this.refunds.push({
      id,
      payment_id: paymentId,
      amount: charge.price.amount,
      requested_by: null,
      reason,
      requested_at: this.now,
    })
    const { chargeId, price } = charge
    this.#tell(charge.payerId, paymentId, { kind: 'returning', plan: order.terms.title, price, chargeId })
    return id
  }

  /** Access for whoever paid, laid behind what they hold of this plan. */
  granted(
    charge: Charge,
    paymentId: string,
    { order, paidForOther }: { order: KnownOrder; paidForOther: boolean },
    context: SettleContext,
  ): Coverage {
    const { chargeId, payerId, price } = charge
    const { code, title, term, graceDays, entitlements } = order.terms
    const acquiredAt = context.acquiredAt(payerId, code, this.now)
    const fact: GrantFact = { id: newId(), term, graceDays, acquiredAt, revokedAt: null }
    const coverage = context.lay(payerId, code, fact)
    this.grants.push({
      id: fact.id,
      person_id: payerId,
      plan_version_id: order.planVersionId,
      plan_code: code,
      payment_id: paymentId,
      source: charge.rail,
      term,
      grace_days: graceDays,
      acquired_at: acquiredAt,
      granted_by: null,
      reason: null,
    })
    this.entitlements.push({
      grant_id: fact.id,
      person_id: payerId,
      plan_code: code,
      keys: entitlements,
      source: charge.rail,
      starts_at: coverage.startsAt,
      ends_at: coverage.endsAt,
      grace_until: coverage.graceUntil,
    })
    const stackedFrom = coverage.startsAt > acquiredAt ? coverage.startsAt.toISOString() : null
    const until = coverage.endsAt?.toISOString() ?? null
    this.#tell(payerId, paymentId, { kind: 'thanks', plan: title, price, until, stackedFrom, chargeId })
    if (paidForOther) {
      for (const admin of this.adminIds) {
        const news = { kind: 'paid_for_other' as const, price, chargeId, payerId, buyerId: order.personId }
        this.#tell(admin, paymentId, news)
      }
    }
    return coverage
  }

  #tell(personId: number, paymentId: string, news: News): void {
    this.notices.push({
      id: newId(),
      person_id: personId,
      payment_id: paymentId,
      refund_id: null,
      news,
      created_at: this.now,
      sent_at: null,
      message_id: null,
    })
  }
}
