import type { Rail } from './money.ts'
import type { Charge } from './payment.ts'

/** One line of what a provider says moved on our account there: its own bookkeeping, beside which ours is held. */
export interface StatementLine {
  /** The provider's id of it. In Stars a refund bears the id of its charge, so only `direction` tells them apart (case 16). */
  providerId: string
  direction: 'in' | 'out'
  /**
   * `payment`, `refund`, `dispute`: of a charge, which the rail brings into the books itself. `other`: what is no sale, as
   * a payout: booked here, between `cash` and `transfers`, so that the books add up without anybody's explaining.
   */
  kind: 'payment' | 'refund' | 'dispute' | 'other'
  /** Never negative; before fees. */
  amount: number
  currency: string
  /** What the provider kept of it; negative: gave back. 0 in Stars. Of `other` it is booked too. */
  fee: number
  /** Our name for the charge it belongs to, or would if it were ours (`other`, by card); null: none, or not known. */
  chargeId: string | null
  at: Date
  /** The provider's own word for what it is: `fragment`, `payout`, … */
  what: string
}

export interface StatementPage {
  rail: Rail
  /** Whose account: the bot's id, or the mode of Stripe. Another account has another statement. */
  account: string
  lines: StatementLine[]
  /** How far it is read when these are kept: an offset in Stars, seconds of the epoch by card. It never moves backwards. */
  position: number
  /** Unless the list was found to be another than it was, and has been read from its beginning. */
  isAnew?: boolean
}

/** What a sale of before this shop is called on the statement: nobody here has to do with it, yet its money is there. */
export const BEFORE_US = 'before starpass'

/** A line, and what it says of a sale, as far as it must be known whether that was made here. */
export interface BeforeUs extends Pick<StatementLine, 'direction' | 'chargeId' | 'at'> {
  charge: Pick<Charge, 'reference'> | null
}

/** Money in our books that the provider's statement does not have. It is shown, never touched. */
export interface Unlisted {
  count: number
  /** The first 20, oldest first. */
  charges: { chargeId: string; amount: number; currency: string; paidAt: Date }[]
}

export interface Statement {
  /** How far the statement was read and kept; 0: not at all. */
  position(of: { rail: Rail; account: string }): Promise<number>
  /**
   * Of these lines the ones whose charge is not in the books as they tell of it: not booked, or for a `refund` not given
   * back. In their order; what is `other` is never among them.
   */
  unbooked<Line extends Pick<StatementLine, 'kind' | 'chargeId'>>(of: {
    rail: Rail
    lines: Line[]
  }): Promise<Line[]>
  /**
   * Of lines that are not booked, the ones of sales that were made before there was this shop: older than its first order
   * and of none of its orders, or the return of such a one. Keep them as `other`, called `BEFORE_US`.
   */
  beforeUs<Line extends BeforeUs>(of: { rail: Rail; account: string; lines: Line[] }): Promise<Line[]>
  /** Keeps the lines not kept before, books what of them is `other`, and moves the position: one transaction. Returns how many were new. */
  keep(page: StatementPage): Promise<{ fresh: number }>
  /** The sum of the lines kept, signed, in minor units, per currency. */
  sums(of: { rail: Rail; account: string }): Promise<{ currency: string; amount: number }[]>
  /**
   * Payments booked before then that no line of the statement tells of. `lookBackMs`: of those alone that were paid since
   * so long before the last run that went through to its end; absent: of all.
   */
  unlisted(of: {
    rail: Rail
    account: string
    before: Date
    lookBackMs?: number | undefined
  }): Promise<Unlisted>
  /** Has admins told of money the provider does not know, once for each charge. */
  tellOfUnlisted(of: { rail: Rail; unlisted: Unlisted }): Promise<void>
  /** From now on the run for this rail is known to have gone through to its end at this instant. */
  finished(run: { rail: Rail; at: Date }): Promise<void>
  /** When it last did; null: never. */
  finishedAt(rail: Rail): Promise<Date | null>
}

/** What a reconciliation of one rail came to. */
export interface Reconciled {
  rail: Rail
  /** Transactions or events that were read. */
  read: number
  /** Of them, what the books did not know and do now. */
  repaired: number
  unlisted: Unlisted
  /** The ledger against the provider, per currency; empty: neither has any money. null: the provider did not tell. */
  balances: { currency: string; booked: number; provider: number; drift: number }[] | null
}

/** Told now and then during a long run. */
export type ReconcileProgress = (so: { rail: Rail; read: number; repaired: number }) => void
