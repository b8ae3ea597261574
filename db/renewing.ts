import type { KnownOrder } from './decide.ts'
import { newId } from './id.ts'
import {
  afterPayment,
  paidFor,
  type RecurringCharge,
  type StarsSubscription,
  spanOf,
} from './renewal-match.ts'
import { type RenewalFact, type Standing, standingsOf } from './renewal-standing.ts'

/** A subscription in Stars as it is now, and with what it began. */
export interface RenewingSubscription extends StarsSubscription, Standing {
  personId: number
  orderId: string
}

/** A word, or a stop of ours, with whose it is; times as text where they were read. */
export type KnownFact = RenewalFact & { personId: number; reference: string }

/** What a payment makes of a subscription. */
export interface Renewed {
  /** `begun`: there was none. */
  begun: boolean
  subscription: RenewingSubscription
  /** What this payment paid for. */
  startsAt: Date
  endsAt: Date
}

/** The subscriptions in Stars that a batch of charges touches, kept current while it is decided charge by charge. */
export class Renewing {
  readonly #subscriptions: Map<string, RenewingSubscription>
  readonly #facts: KnownFact[]

  constructor(subscriptions: RenewingSubscription[], facts: KnownFact[]) {
    this.#subscriptions = new Map(subscriptions.map(one => [one.id, one]))
    this.#facts = facts
  }

  /** Has this payment begin a subscription, or move the one it pays for. `spansOf`: what was paid of it before. */
  pay(
    charge: RecurringCharge,
    order: KnownOrder,
    spansOf: (subscription: StarsSubscription) => { startsAt: Date; endsAt: Date }[],
  ): Renewed {
    const whose = { personId: charge.payerId, orderId: order.id }
    const theirs = this.#begunWith(whose)
    const known = paidFor(charge, theirs, spansOf)
    const span = spanOf(charge, known, known ? spansOf(known) : [])
    const paid = known ? afterPayment(charge, span, known) : begin(charge, whose, span)
    this.#subscriptions.set(paid.id, paid)
    const subscription = this.#restate(whose, paid.id)
    return { begun: known === null, subscription, ...span }
  }

  isBegun(whose: Whose): boolean {
    return this.#begunWith(whose).length > 0
  }

  #begunWith({ personId, orderId }: Whose): RenewingSubscription[] {
    return [...this.#subscriptions.values()].filter(
      one => one.personId === personId && one.orderId === orderId,
    )
  }

  #restate(whose: Whose, id: string): RenewingSubscription {
    const theirs = this.#begunWith(whose)
    const facts = this.#facts.filter(
      ({ personId, reference }) => personId === whose.personId && reference === whose.orderId,
    )
    const standing = standingsOf(theirs, facts).get(id)
    const restated = { ...this.#subscriptions.get(id), ...standing } as RenewingSubscription
    this.#subscriptions.set(id, restated)
    return restated
  }
}

type Whose = Pick<RenewingSubscription, 'personId' | 'orderId'>

function begin(
  { chargeId }: RecurringCharge,
  whose: Whose,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): RenewingSubscription {
  return {
    ...whose,
    ...{ id: newId(), providerId: chargeId, createdAt: startsAt },
    ...{ periodStartsAt: startsAt, periodEndsAt: endsAt },
    ...{ status: 'active', renews: true, cancelAt: null, endedAt: null },
  }
}
