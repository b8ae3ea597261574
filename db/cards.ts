import type { CardRefund, DisputeState, Movement } from './card-money.ts'
import type { CatchingUp } from './catching-up.ts'
import type { Money, Rail } from './money.ts'
import type { OpenOrderResult, Order } from './order.ts'
import type { PlanTerms } from './plan.ts'

/** What of the provider's must be read again. An event names it, and nothing else in the event is believed. */
export interface Subject {
  kind: 'session' | 'subscription' | 'invoice' | 'payment' | 'customer'
  /** The provider's id of it. */
  id: string
}

/** An event as the provider sent it, its signature checked. */
export interface CardEvent {
  /** The provider's id; the key that makes keeping it twice impossible (case 58). */
  id: string
  type: string
  /** null: nothing of ours follows from it. It is kept all the same. */
  subject: Subject | null
  /** Subjects of one key are read one at a time: the customer, where the event names one. */
  key: string
  /** Told of the other mode (case 79): kept beside, so that its id is still new to whoever may work it. */
  ofOtherMode?: boolean
  payload: unknown
}

/** A subscription as its provider described it when it was read. */
export interface SubscriptionState {
  rail: Rail
  /** The provider's id. */
  providerId: string
  /** Taken before the provider was asked (`ticket`): an answer to an earlier question never replaces a later one. */
  ticket: number
  personId: number
  /** Our order it began with; the plan is that order's. */
  orderId: string
  /** The provider's own word, also one we do not know (case 75). */
  status: string
  /** The next period is awaited: it lives, it is not about to end, and its status is one we know to renew. */
  renews: boolean
  price: Money
  periodStartsAt: Date | null
  periodEndsAt: Date | null
  /** When it will end by itself; null: it goes on (case 74). */
  cancelAt: Date | null
  endedAt: Date | null
  /** Where what is owed can be paid, or confirmed with the bank (case 73). */
  payUrl: string | null
  /**
   * What their money waits for: a payment that works, or a word to their bank (case 73). It is told, not kept; absent:
   * `pay`. They are told while it is `past_due`, `unpaid`, or `incomplete` and to be confirmed, once a period for each.
   */
  todo?: 'pay' | 'confirm'
  createdAt: Date
}

/** One for the person to see. */
export interface Subscription extends Omit<SubscriptionState, 'ticket' | 'orderId' | 'todo'> {
  id: string
  plan: PlanTerms
  /** It renews no more because we asked the provider to stop it, so we must allow it first (Stars). */
  stoppedByUs: boolean
}

/** An invoice as its provider described it when it was read. */
export interface InvoiceState {
  rail: Rail
  providerId: string
  ticket: number
  personId: number
  /** The provider's id of the subscription it bills; null: none. */
  subscription: string | null
  status: string
  amountDue: number
  amountPaid: number
  currency: string
  dueAt: Date | null
  createdAt: Date
  hostedUrl: string | null
  pdfUrl: string | null
}

export type OpenCheckoutResult =
  | Exclude<OpenOrderResult, { kind: 'opened' }>
  /** `sessionId`: it has been made already (case 67), and lives for ten minutes more; null: the order for 35. */
  | { kind: 'opened'; order: Order; stacksAfter: Date | null; sessionId: string | null }

/** A page of the provider's on which an order can be paid, or could. */
export interface Checkout {
  orderId: string
  /** The provider's id. */
  sessionId: string
  /** The order was withdrawn, or its money failed. */
  isCanceled: boolean
}

/** Something an operator must look at; told to every admin once for each `occasion`. */
export interface CardAlarm {
  occasion: string
  kind: 'unknown_status' | 'wrong_mode' | 'wrong_account' | 'foreign_charge' | 'wrong_price'
  /** The provider's id of what it is about, and its word for it. */
  id: string
  detail: string
}

/** The card rail's part of the door to the books: what the provider says becomes what the books say. */
export interface Cards extends CatchingUp {
  /** Keeps an event, whole, and has its subject read again. Both in one transaction. */
  keepEvent(event: CardEvent): Promise<'kept' | 'repeated'>
  /** Has this read again, though no event said so. `key` as in `CardEvent`. `behind others`: what comes now goes first. */
  readAgain(subject: Subject, key: string, when?: 'soon' | 'behind others'): Promise<void>
  /** The same in a minute, for what the provider cannot tell yet; nothing where it is to be read again anyway. */
  readLater(subject: Subject, key: string): Promise<void>
  /**
   * From now on reads again what is to be read, one at a time per key, once per process. What comes to `later` is read
   * again after a minute, then after longer, at last every ten; what throws is logged, and tried again.
   */
  work(bring: (subject: Subject) => Promise<'done' | 'later'> | Promise<void>): Promise<void>
  /** A number greater than every one before it. */
  ticket(): Promise<number>

  /** The provider's customer who is this person; `earlier`: how many of theirs were deleted there (case 77). */
  customerOf(who: {
    personId: number
    livemode: boolean
  }): Promise<{ customerId: string | null; earlier: number }>
  /** From now on this customer is this person. Of several at once the first stays; returns it. */
  keepCustomer(customer: { personId: number; livemode: boolean; customerId: string }): Promise<string>
  /** They were deleted at the provider: the next purchase makes another; history stays. */
  forgetCustomer(customerId: string): Promise<void>
  payerOf(customerId: string): Promise<number | null>

  /**
   * The order to pay by card: the one of the last minutes, still open, or a new one; so that a double click, a
   * time-out and two replicas come to one order, which is the provider's idempotency key.
   */
  openCheckout(request: { personId: number; planCode: string }): Promise<OpenCheckoutResult>
  keepCheckout(checkout: { orderId: string; sessionId: string }): Promise<void>
  /**
   * Where else the buyer can pay for the same plan, or may have paid without our hearing of it; the latest first. What
   * is paid, as far as the books know, is not among them.
   */
  checkoutsBeside(order: Pick<Order, 'id' | 'personId' | 'plan'>): Promise<Checkout[]>
  /** The order by its id, whoever's; null: there is none. */
  orderBy(orderId: string): Promise<Order | null>

  /** Writes down what the provider says of it, tells what must be told, once, and lays access out anew. */
  recordSubscription(state: SubscriptionState): Promise<void>
  /** Tells of what is owed for it, once. Call it when all that was paid is in the books: it says until when access stays. */
  tellOfDebt(state: SubscriptionState): Promise<void>
  recordInvoice(state: InvoiceState): Promise<void>
  /** Brings a refund of a booked charge to what the provider says of it. */
  recordRefund(refund: CardRefund): Promise<void>
  recordDispute(state: DisputeState): Promise<void>
  recordMovement(movement: Movement): Promise<'booked' | 'repeated'>
  /** Of these charges, the ones whose money, or what the provider kept of it, is not in the books yet. */
  unfinished(chargeIds: string[]): Promise<string[]>
  /** Of these moves of the provider's balance, the ones that are neither booked nor kept as lines of the statement. */
  unbooked(moves: { account: string; providerIds: string[] }): Promise<string[]>
  /** What was paid since then and the statement does not tell of yet, per currency. */
  untold(of: { account: string; since: Date }): Promise<Money[]>
  /** The money of an order did not come after all (case 65): the buyer is told, once. */
  recordFailedCheckout(orderId: string): Promise<void>
  raise(alarm: CardAlarm): Promise<void>

  /** Theirs on every rail that still live or ended last, the latest begun first. */
  subscriptionsOf(personId: number): Promise<Subscription[]>
  /**
   * Invoices of the ids given whose links were read before `before`: the provider should be asked for fresh ones. Each is
   * told once in ten minutes, so that a provider who does not answer is not asked by every look at the list.
   */
  staleLinks(ids: string[], before: Date): Promise<{ id: string; providerId: string }[]>
  keepLinks(links: { id: string; hostedUrl: string | null; pdfUrl: string | null }): Promise<void>
}
