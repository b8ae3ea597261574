import fc from 'fast-check'
import { expect } from 'vitest'
import type { Charge, DisputeState, Order } from '../../db/billing.ts'
import { days, plan, type TestBooks } from './books.ts'
import { cardRefundOf, disputeOf, subscribe } from './card-life.ts'
import { aCardOrder, periodCharge, stripeId } from './card-sale.ts'
import { Club, GRACE_DAYS } from './club.ts'
import type { Model } from './model.ts'
import { chargeFor } from './sale.ts'

const CARD = 'card EUR '
const PERIOD_MS = days(30)

/** Bought once by card; and paid for thirty days at a time, with days of grace. Each opens a key of its own. */
export const CARD_HISTORY_SHOP = [
  plan({
    ...{ code: 'visit', term: 'P10D', entitlements: ['visit'], goods: 'service', graceDays: GRACE_DAYS },
    ...{ stars: null, card: { price: 'price_visit', amount: 2500, currency: 'EUR' } },
  }),
  plan({
    ...{ code: 'club', term: 'P30D', entitlements: ['club'], goods: 'service', graceDays: GRACE_DAYS },
    ...{ stars: null, card: { price: 'price_club', amount: 999, currency: 'EUR' } },
  }),
]

const which = fc.nat(20)

/** One thing that happens by card. */
export const cardStep = fc.oneof(
  fc.record({ do: fc.constant('buy' as const), which }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('renew' as const), which }) },
  fc.record({ do: fc.constant('await a renewal' as const), which, renews: fc.boolean() }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give back' as const), which, all: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('come back' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('dispute' as const),
      which,
      stand: fc.constantFrom<DisputeState['stand'][]>('open', 'won', 'lost', 'harmless'),
    }),
  },
)
type CardStep = typeof cardStep extends fc.Arbitrary<infer One> ? One : never

interface Sold {
  charge: Charge
  left: number
  refunds: ReturnType<typeof cardRefundOf>[]
}

interface Member {
  personId: number
  order: Order
  club: Club
}

/** What happens by card, in the books and beside them. */
export class CardHistory {
  readonly #books: TestBooks
  readonly #people: number[]
  readonly #model: Model
  readonly #sold: Sold[] = []
  readonly #members: Member[] = []

  constructor(books: TestBooks, people: number[], model: Model) {
    this.#books = books
    this.#people = people
    this.#model = model
  }

  async happen(one: CardStep): Promise<void> {
    const personId = pick(this.#people, one.which) as number
    const member = pick(this.#members, one.which)
    const sold = pick(this.#sold, one.which)
    switch (one.do) {
      case 'buy':
        return await this.#buy(personId)
      case 'join':
        return await this.#join(personId)
      case 'renew':
        return member && (await this.#pay(member))
      case 'await a renewal':
        if (!member) return
        member.club.renews = one.renews
        return await subscribe(this.#books, member.order, { renews: one.renews })
      case 'give back':
        return await this.#giveBack(
          pick(
            this.#sold.filter(({ left }) => left > 0),
            one.which,
          ),
          one.all,
        )
      case 'come back':
        return await this.#comeBack(
          pick(
            this.#sold.filter(({ refunds }) => refunds.length > 0),
            one.which,
          ),
        )
      case 'dispute':
        return sold && (await this.#dispute(sold, one.stand))
    }
  }

  /** Until when the club is to be open to them, if it is. */
  accessOf(personId: number, now: Date): { club?: Date } {
    const club = this.#members.find(each => each.personId === personId)?.club.openUntil(+now)
    return club ? { club } : {}
  }

  async #buy(personId: number): Promise<void> {
    const order = await aCardOrder(this.#books, personId, 'visit')
    const charge = chargeFor(order, { chargeId: stripeId('pi') })
    await this.#settle(charge)
    this.#model.hold(charge.chargeId, personId, 'visit')
  }

  async #join(personId: number): Promise<void> {
    if (this.#members.some(each => each.personId === personId)) return
    const order = await aCardOrder(this.#books, personId, 'club')
    await subscribe(this.#books, order)
    const member = { personId, order, club: new Club() }
    this.#members.push(member)
    await this.#pay(member)
  }

  /** The next period: at its time, long before it or long after. */
  async #pay({ order, club }: Member): Promise<void> {
    const startsAt = club.endsAt() ?? +this.#books.clock.now()
    const endsAt = startsAt + PERIOD_MS
    const charge = periodCharge(order, { startsAt: new Date(startsAt), endsAt: new Date(endsAt) })
    await this.#settle(charge)
    club.pay(charge.chargeId, startsAt, endsAt)
  }

  async #settle(charge: Charge): Promise<void> {
    const settlement = await this.#books.billing.settle(charge)
    expect(settlement.kind).toBe('granted')
    this.#model.move('sales', charge.price.amount, CARD)
    this.#sold.push({ charge, left: charge.price.amount, refunds: [] })
  }

  async #giveBack(sold: Sold | undefined, all: boolean): Promise<void> {
    if (!sold) return
    const amount = all ? sold.left : Math.min(400, sold.left)
    const refund = cardRefundOf(sold.charge, { amount })
    await this.#books.billing.cards.recordRefund(refund)
    sold.refunds.push(refund)
    sold.left -= amount
    this.#model.move('sales', -amount, CARD)
    if (sold.left === 0) this.#close(sold, 'refund')
  }

  async #comeBack(sold: Sold | undefined): Promise<void> {
    const refund = sold?.refunds.pop()
    if (!sold || !refund) return
    await this.#books.billing.cards.recordRefund({ ...refund, state: 'failed' })
    sold.left += refund.amount
    this.#model.move('sales', refund.amount, CARD)
    this.#reopen(sold, 'refund')
  }

  async #dispute(sold: Sold, stand: DisputeState['stand']): Promise<void> {
    await this.#books.billing.cards.recordDispute(await disputeOf(this.#books, sold.charge, { stand }))
    if (stand === 'open' || stand === 'lost') this.#close(sold, 'dispute')
    else this.#reopen(sold, 'dispute')
  }

  #close({ charge: { chargeId } }: Sold, cause: string): void {
    this.#model.end(chargeId, cause)
    for (const { club } of this.#members) club.close(chargeId, cause, +this.#books.clock.now())
  }

  #reopen({ charge: { chargeId } }: Sold, cause: string): void {
    this.#model.lift(chargeId, cause)
    for (const { club } of this.#members) club.reopen(chargeId, cause)
  }
}

export function pick<Item>(items: Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)]
}
