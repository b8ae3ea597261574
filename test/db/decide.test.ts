import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, type Known, type KnownOrder } from '../../db/decide.ts'
import type { Charge } from '../../db/payment.ts'
import { plan } from '../support/plan.ts'

const order = fc.record({
  id: fc.uuid(),
  personId: fc.integer({ min: 1, max: 5 }),
  rail: fc.constantFrom('stars' as const, 'card' as const),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  currency: fc.constantFrom('XTR', 'EUR', 'USD'),
  planVersionId: fc.uuid(),
  terms: fc.constant(plan({ code: 'month' })),
})

function chargeFor(
  { id, rail, amount, currency, personId }: KnownOrder,
  changes: Partial<Charge> = {},
): Charge {
  return {
    rail,
    chargeId: 'charge',
    payerId: personId,
    price: { amount, currency },
    reference: id,
    paidAt: new Date(0),
    payload: {},
    ...changes,
  }
}

const known = (facts: Partial<Known>): Known => ({
  bookedAs: null,
  order: null,
  subscription: null,
  ownedForever: false,
  ...facts,
})

test('a charge that fits its order grants it to the buyer', () => {
  fc.assert(
    fc.property(order, order => {
      const verdict = decide(chargeFor(order), known({ order }))
      expect(verdict).toEqual({ kind: 'grant', order, subscription: null, paidForOther: false })
    }),
  )
})

// case 1
test('a charge in the books already is a repeat, whatever else is true of it', () => {
  fc.assert(
    fc.property(order, fc.boolean(), fc.boolean(), fc.nat(10), (order, ownedForever, hasOrder, amount) => {
      const charge = chargeFor(order, { price: { amount, currency: order.currency } })
      const verdict = decide(charge, {
        ...{ bookedAs: 'payment', order: hasOrder ? order : null },
        ...{ subscription: null, ownedForever },
      })
      expect(verdict).toEqual({ kind: 'repeat', paymentId: 'payment' })
    }),
  )
})

// case 3
test("paying another's invoice says so and never names the buyer as the one to credit", () => {
  fc.assert(
    fc.property(order, fc.integer({ min: 6, max: 9 }), (order, payerId) => {
      const verdict = decide(chargeFor(order, { payerId }), known({ order }))
      expect(verdict).toEqual({ kind: 'grant', order, subscription: null, paidForOther: true })
    }),
  )
})

// case 2
test('a fitting charge for what is owned for ever goes back', () => {
  fc.assert(
    fc.property(order, order => {
      expect(decide(chargeFor(order), known({ order, ownedForever: true }))).toEqual({
        kind: 'return',
        order,
      })
    }),
  )
})

// case 7
describe('any deviation is quarantined, also where it is owned for ever', () => {
  const owned = fc.boolean()

  test('an order nobody knows', () => {
    fc.assert(
      fc.property(order, owned, (order, ownedForever) => {
        const verdict = decide(chargeFor(order), known({ ownedForever }))
        expect(verdict).toEqual({ kind: 'quarantine', reason: 'unknown_order' })
      }),
    )
  })

  // case 92
  test('an amount off by anything at all', () => {
    const off = fc.integer({ min: -1_000_000, max: 1_000_000 }).filter(by => by !== 0)
    fc.assert(
      fc.property(order, owned, off, (order, ownedForever, by) => {
        const price = { amount: order.amount + by, currency: order.currency }
        const verdict = decide(chargeFor(order, { price }), known({ order, ownedForever }))
        expect(verdict).toEqual({ kind: 'quarantine', reason: 'wrong_amount' })
      }),
    )
  })

  test('another currency, even one spelt alike', () => {
    fc.assert(
      fc.property(
        order,
        owned,
        fc.constantFrom('', 'xtr', 'eur', 'GBP', ' XTR'),
        (order, ownedForever, currency) => {
          const price = { amount: order.amount, currency }
          const verdict = decide(chargeFor(order, { price }), known({ order, ownedForever }))
          expect(verdict).toEqual({ kind: 'quarantine', reason: 'wrong_currency' })
        },
      ),
    )
  })

  test('another rail', () => {
    fc.assert(
      fc.property(order, owned, (order, ownedForever) => {
        const rail = order.rail === 'stars' ? 'card' : 'stars'
        const verdict = decide(chargeFor(order, { rail }), known({ order, ownedForever }))
        expect(verdict).toEqual({ kind: 'quarantine', reason: 'wrong_rail' })
      }),
    )
  })
})

describe('a period of a subscription', () => {
  const priced = order.map(order => ({
    ...order,
    rail: 'card' as const,
    terms: plan({
      code: 'month',
      card: { price: 'price_1', amount: order.amount, currency: order.currency },
    }),
  }))
  const subscription = { id: 'ours', status: 'active', renews: true }
  const period = { subscription: 'sub_1', price: 'price_1', startsAt: new Date(0), endsAt: new Date(1) }

  // case 82
  test('is granted whatever was paid for it, and nothing alone where that may mean something', () => {
    fc.assert(
      fc.property(priced, fc.nat(9_999), (order, amount) => {
        const charge = chargeFor(order, { period, price: { amount, currency: order.currency } })
        const granted = { kind: 'grant', order, subscription, paidForOther: false }
        expect(decide(charge, known({ order, subscription }))).toEqual(granted)
        const unknown = { ...subscription, status: 'never_heard_of' }
        const verdict = decide(charge, known({ order, subscription: unknown }))
        expect(verdict.kind).toBe(amount === 0 ? 'nothing' : 'grant')
        const owned = decide(charge, known({ order, subscription, ownedForever: true }))
        expect(owned.kind).toBe(amount === 0 ? 'nothing' : 'return')
      }),
    )
  })

  // case 81
  test('is quarantined when its price or its currency is another, also before its subscription is known', () => {
    fc.assert(
      fc.property(priced, fc.constantFrom(null, 'price_2'), (order, price) => {
        const odd = decide(chargeFor(order, { period: { ...period, price } }), known({ order }))
        expect(odd).toEqual({ kind: 'quarantine', reason: 'wrong_price' })
        const foreign = { amount: order.amount, currency: 'GBP' }
        const other = decide(chargeFor(order, { period, price: foreign }), known({ order, subscription }))
        expect(other).toEqual({ kind: 'quarantine', reason: 'wrong_currency' })
      }),
    )
  })

  test('that would be granted is put off while its subscription is not known', () => {
    fc.assert(
      fc.property(priced, order => {
        expect(() => decide(chargeFor(order, { period }), known({ order }))).toThrow('not in the books yet')
      }),
    )
  })
})
