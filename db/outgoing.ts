import type { Source } from './grant.ts'
import type { Money, Rail } from './money.ts'

/** What other services are told of. `shortened`: access goes on, and ends earlier than was told. */
export type OutgoingType = OutgoingFacts['type']

/**
 * A key's access as it is told; dates as ISO strings, for this is stored as JSON. As in `Entitlement`. Whether it is open and
 * until when is told whenever it changes; the rest is as of then.
 */
export interface ToldAccess {
  key: string
  plan: string
  active: boolean
  startsAt: string
  endsAt: string | null
  source: Source
  inGrace: boolean
}

export interface ToldPayment {
  paymentId: string
  rail: Rail
  chargeId: string
  orderId: string | null
  plan: string | null
  price: Money
  paidAt: string
}

export type OutgoingFacts =
  | {
      type: 'access.granted' | 'access.extended' | 'access.shortened' | 'access.ended'
      access: ToldAccess
    }
  | { type: 'payment.settled'; payment: ToldPayment }
  /** `amount`: what went back now, or came back to us after all (`refund_failed`); `refunded`: all that is back at the payer now. */
  | {
      type: 'payment.refunded' | 'payment.refund_failed'
      payment: ToldPayment
      refundId: string
      amount: number
      refunded: number
    }

/** Something to be told to one endpoint. The same `eventId` again is the same event. */
export interface OutgoingDue {
  deliveryId: string
  eventId: string
  url: string
  personId: number
  happenedAt: Date
  facts: OutgoingFacts
  /** Grows with each later event of one person: the one that happened later has the greater. */
  sequence: number
  /** How often it was tried before. */
  tries: number
}

/**
 * `refused`: whatever is not a yes; it is tried again, for three days. `not_tried`: we did not get to ask, as when we stop; it
 * counts as nothing. `detail` is short, and shown to admins.
 */
export type OutgoingAnswer =
  | { kind: 'taken'; detail: string }
  | { kind: 'refused'; detail: string }
  | { kind: 'not_tried'; detail: string }

/** One event on its way to one endpoint. */
export interface Delivery {
  deliveryId: string
  eventId: string
  endpointId: string
  url: string
  personId: number
  type: OutgoingType
  happenedAt: Date
  tries: number
  lastTriedAt: Date | null
  /** What was answered last, in few words. */
  lastAnswer: string | null
  /** When it was taken last: at `lastTriedAt`, unless it was sent again since and refused. */
  deliveredAt: Date | null
  stand: 'delivered' | 'waiting' | 'given_up'
}

export interface EndpointStanding {
  endpointId: string
  url: string
  waiting: number
  givenUp: number
  /** When something was last delivered there. */
  lastDeliveredAt: Date | null
  /** How long the oldest of what waits has waited: since when. */
  waitingSince: Date | null
}

/** What other services are told, in the order of each person, at least once, with ids that stay. */
export interface Outgoing {
  /**
   * Looks at whoever moved, and at whose access time has moved, and writes down what there is to tell. Safe at any time,
   * from any number of processes. Returns how many it looked at; 0: nothing is left to look at now.
   */
  announce(): Promise<number>
  /** From now on delivers what is due by `deliver`. Once per process. */
  work(deliver: (due: OutgoingDue) => Promise<OutgoingAnswer>): Promise<void>
  /** Those that are told now. */
  endpoints(): Promise<EndpointStanding[]>
  /** Newest first. '' of all; else of one person by their id, or of one event or delivery by its id. */
  deliveries(request: { query: string; limit: number }): Promise<Delivery[]>
  /**
   * Delivers once more, whatever became of it before: one delivery, or all that were given up or wait at an endpoint.
   * Returns how many; 0: there is no such thing.
   */
  replay(what: { deliveryId: string } | { endpointId: string }): Promise<number>
}
