import fc from 'fast-check'
import { expect } from 'vitest'
import type { Charge, PlanTerms } from '../../db/billing.ts'
import { ADMIN, days, plan, type TestBooks } from './books.ts'
import { CARD_HISTORY_SHOP, CardHistory, cardStep, pick } from './card-history.ts'
import { Model } from './model.ts'
import { anOrder, chargeFor, newChargeId, newRequest, someone } from './sale.ts'

/** What the people of a history buy: periods of whole days, so that the model can count. */
export const HISTORY_SHOP: PlanTerms[] = [
  plan({ code: 'week', term: 'P7D', stars: { amount: 70, recurring: false } }),
  plan({ code: 'thirty', term: 'P30D', entitlements: ['pro', 'chat'] }),
  plan({ code: 'ever', term: 'lifetime', entitlements: ['chat'], stars: { amount: 5000, recurring: false } }),
  ...CARD_HISTORY_SHOP,
]

const who = fc.nat(2)
const planCode = fc.constantFrom('week', 'thirty', 'ever')
/** Which of those there are by then; none yet: the step does nothing. */
const which = fc.nat(20)

/** One thing that happens. */
export const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('buy' as const), who, planCode }) },
  fc.record({ do: fc.constant('pay for another' as const), who, planCode }),
  fc.record({ do: fc.constant('pay too much' as const), who, planCode }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay the invoice again' as const), which }) },
  fc.record({ do: fc.constant('deliver again' as const), which }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask for a refund' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('answer a refund' as const), which, yes: fc.boolean() }),
  },
  fc.record({ do: fc.constant('refund elsewhere' as const), which }),
  fc.record({ do: fc.constant('refund elsewhere, charge unseen' as const), who, planCode }),
  fc.record({ do: fc.constant('give' as const), who, planCode }),
  fc.record({ do: fc.constant('take back' as const), which }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('by card' as const), card: cardStep }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Lets all of it happen to three new people, comparing their access with the model after every step. */
export async function live(books: TestBooks, steps: Step[]): Promise<Model> {
  const people = await Promise.all([1, 2, 3].map(() => someone(books)))
  const model = new Model(HISTORY_SHOP)
  const cards = new CardHistory(books, people, model)
  const history = new History(books, people, model, cards)
  const due = (who: number, now: Date) => ({ ...model.accessOf(who, now), ...cards.accessOf(who, now) })
  for (const one of steps) {
    // Orders are five a minute; nothing else depends on it.
    history.wait(15_000)
    await history.happen(one)
    for (const person of people) {
      const access = await books.billing.accessOf(person)
      const open = access.filter(({ active }) => active).map(({ key, endsAt }) => [key, endsAt])
      expect(Object.fromEntries(open)).toEqual(due(person, books.clock.now()))
    }
  }
  return model
}

/** A charge, and the plan its order is for. */
type Sale = Charge & { planCode: string }

class History {
  readonly #books: TestBooks
  readonly #people: number[]
  readonly #model: Model
  readonly #cards: CardHistory
  readonly #charges: Sale[] = []
  readonly #asked: { refundId: string; charge: Sale }[] = []
  readonly #gifts: string[] = []

  constructor(books: TestBooks, people: number[], model: Model, cards: CardHistory) {
    this.#books = books
    this.#people = people
    this.#model = model
    this.#cards = cards
  }

  wait(ms: number): void {
    this.#books.clock.advance(ms)
    this.#model.wait(ms)
  }

  async happen(one: Step): Promise<void> {
    switch (one.do) {
      case 'by card':
        return await this.#cards.happen(one.card)
      case 'wait':
        return this.wait(days(one.days))
      case 'buy':
        return await this.#settle(await this.#charge(one))
      case 'pay for another': {
        const payerId = this.#person(one.who + 1)
        return await this.#settle({ ...(await this.#charge(one)), payerId })
      }
      case 'pay too much': {
        const charge = await this.#charge(one)
        const price = { ...charge.price, amount: charge.price.amount + 1 }
        return await this.#settle({ ...charge, price })
      }
      case 'pay the invoice again': {
        const charge = pick(this.#charges, one.which)
        return charge && (await this.#settle({ ...charge, chargeId: newChargeId() }))
      }
      case 'deliver again': {
        const charge = pick(this.#charges, one.which)
        if (charge) expect((await this.#books.billing.settle(charge)).kind).toBe('repeated')
        return
      }
      case 'ask for a refund':
        return await this.#ask(pick(this.#charges, one.which))
      case 'answer a refund':
        return await this.#answer(pick(this.#asked, one.which), one.yes)
      case 'refund elsewhere':
        return await this.#elsewhere(pick(this.#charges, one.which))
      case 'refund elsewhere, charge unseen': {
        const charge = await this.#charge(one)
        this.#charges.push(charge)
        this.#model.pay(charge, charge.planCode)
        return await this.#elsewhere(charge)
      }
      case 'give': {
        const request = {
          personId: this.#person(one.who),
          planCode: one.planCode,
          grantedBy: ADMIN,
          reason: 'a friend',
          request: newRequest(),
        }
        const result = await this.#books.billing.grant(request)
        if (result.kind !== 'granted') throw new Error(result.kind)
        this.#gifts.push(result.grantId)
        return this.#model.hold(result.grantId, request.personId, one.planCode)
      }
      case 'take back': {
        const grantId = pick(this.#gifts, one.which)
        if (!grantId) return
        await this.#books.billing.revoke({
          grantId,
          revokedBy: ADMIN,
          reason: 'a mistake',
          request: newRequest(),
        })
        return this.#model.end(grantId)
      }
    }
  }

  #person(index: number): number {
    return this.#people[index % this.#people.length] as number
  }

  /** A charge for a new order; where somebody owns the plan for ever and can open none, for a week's. */
  async #charge(one: { who: number; planCode: string }): Promise<Sale> {
    const personId = this.#person(one.who)
    const planCode = this.#model.ownsForever(personId, one.planCode) ? 'week' : one.planCode
    return { ...chargeFor(await anOrder(this.#books, personId, planCode)), planCode }
  }

  async #settle(charge: Sale): Promise<void> {
    const settlement = await this.#books.billing.settle(charge)
    this.#charges.push(charge)
    expect(settlement.kind).toBe(this.#model.pay(charge, charge.planCode))
    if (settlement.kind === 'returned') this.#asked.push({ refundId: settlement.refundId, charge })
  }

  async #ask(charge: Sale | undefined): Promise<void> {
    if (!charge) return
    const request = {
      chargeId: charge.chargeId,
      requestedBy: ADMIN,
      reason: 'asked for it',
      request: newRequest(),
    }
    const result = await this.#books.billing.requestRefund(request)
    if (result.kind === 'requested') this.#asked.push({ refundId: result.refundId, charge })
  }

  async #answer(asked: { refundId: string; charge: Sale } | undefined, yes: boolean): Promise<void> {
    if (!asked) return
    const answer = yes
      ? { kind: 'succeeded' as const }
      : { kind: 'failed' as const, because: 'refused' as const, detail: 'no' }
    const { kind } = await this.#books.billing.settleRefund(asked.refundId, answer)
    if (yes && kind === 'settled') this.#model.payBack(asked.charge)
  }

  async #elsewhere(charge: Sale | undefined): Promise<void> {
    if (!charge) return
    const { kind } = await this.#books.billing.recordRefund({ charge, refundedAt: this.#books.clock.now() })
    expect(kind).toBe(this.#model.wentBack(charge) ? 'repeated' : 'settled')
    this.#model.payBack(charge)
  }
}
