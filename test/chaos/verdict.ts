import type { AtTelegram, Booked, InBooks } from './evidence.ts'

/** Where the two sides differ, by charge id; empty lists and zeros are good news. */
export interface Verdict {
  /** Charges at Telegram that are not in the books. */
  lost: string[]
  /** Charges booked more than once, or with more of what must follow once. */
  doubled: string[]
  /** Payments of charges that Telegram does not know. */
  invented: string[]
  /** Booked with another payer or amount, with less than must follow, or judged wrongly. */
  misjudged: string[]
  /** Stars in the books less Stars at Telegram. */
  ledgerDifference: number
  /** Given back on one side only, otherwise than whole and once, refused or never settled. */
  refunds: string[]
  /** Entitlements that are others when they are worked out from zero. */
  strayed: number
}

/** Holds the books to what Telegram says. `lies`: the charges that claimed what fits no order. */
export function judge(telegram: AtTelegram, books: InBooks, lies: ReadonlySet<string>): Verdict {
  const charges = new Map(telegram.charges.map(charge => [charge.chargeId, charge]))
  const booked = Map.groupBy(books.payments, ({ chargeId }) => chargeId)
  const ids = (payments: Iterable<{ chargeId: string }>) => [...new Set([...payments].map(p => p.chargeId))]
  return {
    lost: [...charges.keys()].filter(id => !booked.has(id)),
    doubled: [...booked.keys()].filter(
      id => (booked.get(id)?.length ?? 0) > 1 || booked.get(id)?.some(hasTooMuch),
    ),
    invented: ids(books.payments.filter(({ chargeId }) => !charges.has(chargeId))),
    misjudged: ids(
      books.payments.filter(payment => {
        const charge = charges.get(payment.chargeId)
        return charge && (isOther(payment, charge) || hasTooLittle(payment) || isWrong(payment, lies))
      }),
    ),
    ledgerDifference: books.cash - telegram.stars,
    refunds: refundsThatDiffer(telegram, books),
    strayed: books.strayed,
  }
}

function hasTooMuch({ entries, grants, thanks }: Booked): boolean {
  return entries > 1 || grants > 1 || thanks > 1
}

/** One entry each; a sale grants and thanks, nothing else does. */
function hasTooLittle({ entries, sales, grants, thanks }: Booked): boolean {
  return entries < 1 || grants !== sales || thanks !== sales
}

function isOther(payment: Booked, charge: { amount: number; payerId: number }): boolean {
  return payment.amount !== charge.amount || payment.payerId !== charge.payerId
}

/** What fits no order is held back, and nothing else is. */
function isWrong({ chargeId, quarantined, sales }: Booked, lies: ReadonlySet<string>): boolean {
  return quarantined !== lies.has(chargeId) || (quarantined && sales > 0)
}

function refundsThatDiffer(telegram: AtTelegram, books: InBooks): string[] {
  const given = new Map(telegram.refunds.map(({ chargeId, amount }) => [chargeId, amount]))
  const done = Map.groupBy(books.refunds, ({ chargeId }) => chargeId)
  const differs = (id: string) => {
    const ours = done.get(id) ?? []
    const [only] = ours
    const settled = only?.result === 'succeeded' && only.entries === 1
    return ours.length !== 1 || !settled || only.amount !== given.get(id)
  }
  return [...new Set([...given.keys(), ...done.keys()])].filter(differs)
}
