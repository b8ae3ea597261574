import type { Coverage, GrantFact } from './coverage.ts'
import type { KnownOrder } from './decide.ts'
import { newId } from './id.ts'
import type { Account } from './ledger.ts'
import type { News } from './notice.ts'
import type { Charge, QuarantineReason } from './payment.ts'
import type { Text } from './plan.ts'
import { grantRows, type Row, subscriptionRow } from './posting-rows.ts'
import type { RecurringCharge } from './renewal-match.ts'
import type { Renewed } from './renewing.ts'
import type { SettleContext } from './settle-context.ts'
import type { Regraced } from './settle-rows.ts'
import { type Sale, thanksFor } from './thanks.ts'

/** A charge to be recorded, and the account its money belongs to. */
export interface Booking {
  charge: Charge
  order: KnownOrder | null
  quarantine: QuarantineReason | null
  credit: Account
}

/** A subscription in Stars that began, and of what plan. */
export interface Begun {
  id: string
  personId: number
  title: Text
  /** The end of what is paid. */
  until: Date
}

/** The rows a batch of charges comes to. Columns are named as in the tables; nothing here knows a database. */
export class Postings {
  readonly events: Row[] = []
  readonly payments: Row[] = []
  readonly entries: Omit<Row, 'id'>[] = []
  readonly grants: Row[] = []
  readonly entitlements: Omit<Row, 'id'>[] = []
  /** Subscriptions in Stars that began or moved, by their id, as they stand after the last of the batch. */
  readonly subscriptions = new Map<string, Row>()
  /** Of them, those that began and renew. */
  readonly begun: Begun[] = []
  /** Grants that await their renewal until another moment, or no more: it has come. */
  readonly regraced: Regraced[] = []
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
      invoice: charge.invoice ?? null,
      receipt_url: charge.receiptUrl ?? null,
    })
    // Where no money moved, the payment stands as a record and the ledger has nothing to say.
    if (price.amount > 0) {
      const entry = { payment_id: id, refund_id: null, rail, currency: price.currency, amount: price.amount }
      this.entries.push({ ...entry, debit: 'cash', credit, booked_at: this.now })
    }
    return id
  }

  /**
   * Nothing is granted; the payer and the admins are told. Of a period that cost nothing, admins alone. `isKnown`: the
   * subscription it pays for is in the books, so a refund of it stops that too.
   */
  quarantined(charge: Charge, paymentId: string, reason: QuarantineReason, isKnown: boolean): void {
    const { chargeId, payerId, price, reference, period, recurring } = charge
    const own = recurring && !isKnown && { renews: true as const }
    if (price.amount > 0 || !period) this.#tell(payerId, paymentId, { kind: 'held', price, ...own, chargeId })
    const renews = isKnown ? ('until_refunded' as const) : ('until_canceled' as const)
    const about = { reason, price, ...(recurring && { renews }), chargeId, payerId, reference }
    for (const admin of this.adminIds) this.#tell(admin, paymentId, { kind: 'quarantined', ...about })
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

  /** The subscription that a charge pays for: it begins with it, or goes on. */
  renewed(charge: RecurringCharge, order: KnownOrder, context: SettleContext): Renewed {
    const { payerId, price } = charge
    const { code, graceDays, title } = order.terms
    const renewed = context.renew(charge, order)
    const { begun, subscription } = renewed
    const { id, renews, periodEndsAt: until } = subscription
    this.subscriptions.set(id, subscriptionRow(subscription, order, price))
    if (begun && renews) this.begun.push({ id, personId: payerId, title, until })
    const graced = { subscriptionId: id, graceDays: renews ? graceDays : 0 }
    this.regraced.push(...context.rows.regrace(payerId, code, graced))
    return renewed
  }

  /** Access for whoever paid: behind what they hold of this plan, or where their subscription's period lies. */
  granted(charge: Charge, paymentId: string, sale: Sale, context: SettleContext): Coverage {
    const { payerId } = charge
    const { order, subscription, renewed } = sale
    const period = renewed ?? charge.period
    const { code, term } = order.terms
    const isFirst = !subscription || context.isFirst(payerId, code, subscription.id)
    const graceDays = graceOf(charge, sale)
    const isRenewing = context.isRenewing(payerId, code)
    const acquiredAt = context.rows.acquiredAt(payerId, code, this.now)
    const fact: GrantFact = {
      id: newId(),
      term,
      graceDays: subscription && !subscription.renews ? 0 : graceDays,
      acquiredAt,
      startsAt: period?.startsAt ?? null,
      endsAt: period?.endsAt ?? null,
      subscriptionId: subscription?.id ?? null,
      revokedAt: null,
    }
    const { coverage, before, regraced } = context.rows.lay(payerId, code, fact)
    this.regraced.push(...regraced)
    const { grant, entitlement } = grantRows(charge, paymentId, sale, { fact, graceDays, coverage })
    this.grants.push(grant)
    this.entitlements.push(entitlement)
    const place = { coverage, before, acquiredAt, isFirst, isRenewing, now: this.now }
    this.#tell(payerId, paymentId, thanksFor(charge, sale, place))
    if (sale.paidForOther) this.#warnOfOther(charge, paymentId, order)
    return coverage
  }

  #warnOfOther({ chargeId, payerId, price }: Charge, paymentId: string, order: KnownOrder): void {
    for (const admin of this.adminIds) {
      const news = { kind: 'paid_for_other' as const, price, chargeId, payerId, buyerId: order.personId }
      this.#tell(admin, paymentId, news)
    }
  }

  #tell(personId: number, paymentId: string, news: News): void {
    this.#owe(personId, paymentId, news, null)
  }

  /** What is told once, on this occasion. */
  tellOnce(personId: number, news: News, occasion: string): void {
    this.#owe(personId, null, news, `${occasion} ${personId}`)
  }

  #owe(personId: number, paymentId: string | null, news: News, occasion: string | null): void {
    this.notices.push({
      id: newId(),
      person_id: personId,
      payment_id: paymentId,
      refund_id: null,
      news,
      created_at: this.now,
      sent_at: null,
      message_id: null,
      occasion,
    })
  }
}

/** What was paid once awaits no renewal. */
function graceOf({ rail }: Charge, { order: { terms }, subscription }: Sale): number {
  const renews = subscription !== null || (rail === 'stars' && terms.stars?.recurring === true)
  return renews ? terms.graceDays : 0
}
