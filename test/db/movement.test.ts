import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, Movement } from '../../db/billing.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { cardRefundOf, disputeOf, euro, expectWhole, movementOf, visitor } from '../support/card-life.ts'
import { aCardOrder, CARD_SHOP, stripeId } from '../support/card-sale.ts'
import { chargeFor, movedBy, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
})
afterAll(() => books.close())

const dollars = (amount: number) => ({ amount, currency: 'USD' })
const book = (move: Movement) => books.billing.cards.recordMovement(move)

describe('what a payment did to the balance', () => {
  test('leaves its fee in an account of its own, once', async () => {
    const { charge } = await visitor(books)
    const move = movementOf(charge)
    const moved = await movedBy(books, async () => {
      expect(await Promise.all([book(move), book(move), book(move)])).toContain('booked')
      expect(await book(move)).toBe('repeated')
    })
    expect(moved).toEqual({ 'card EUR cash': -59, 'card EUR fees': 59 })
  })

  test('in another currency takes the place of what its payer saw', async () => {
    const { charge } = await visitor(books)
    const moved = await movedBy(books, () => book(movementOf(charge, { settled: dollars(2700), fee: 110 })))
    expect(moved).toEqual({
      'card EUR cash': -2500,
      'card EUR conversion': 2500,
      'card USD cash': 2590,
      'card USD conversion': -2700,
      'card USD fees': 110,
    })
  })

  test('and a fee that is given back comes back', async () => {
    const { charge } = await visitor(books)
    const refund = cardRefundOf(charge)
    await books.billing.cards.recordRefund(refund)
    const back = { presented: euro(-2500), settled: dollars(-2650), fee: -110, refund: refund.providerId }
    expect(await movedBy(books, () => book(movementOf(charge, { kind: 'refund', ...back })))).toEqual({
      'card EUR cash': 2500,
      'card EUR conversion': -2500,
      'card USD cash': -2540,
      'card USD conversion': 2650,
      'card USD fees': -110,
    })
  })

  test('waits for its charge, its refund and its dispute', async () => {
    const charge = chargeFor(await aCardOrder(books, await someone(books), 'visit'), { chargeId: 'pi_early' })
    const [refund, dispute] = ['re_early', 'dp_early']
    const moves = [
      movementOf(charge),
      movementOf(charge, { kind: 'refund', refund, presented: euro(-2500), settled: euro(-2500) }),
      movementOf(charge, { kind: 'dispute', dispute, presented: euro(-2500), settled: euro(-2500) }),
    ]
    for (const move of moves)
      await expect(book(move)).rejects.toThrow('its charge pi_early is not booked yet')
    await books.billing.settle(charge)
    await expect(book(moves[1] as Movement)).rejects.toThrow('its refund re_early is not in the books yet')
    await expect(book(moves[2] as Movement)).rejects.toThrow('its dispute dp_early is not in the books yet')
    await expectWhole(books)
  })
})

const deed = fc.constantFrom('refund', 'part', 'failure', 'dispute', 'win')

/** All that a charge goes through, and the moves of the balance that Stripe would make of it at such a rate. */
async function live(charge: Charge, deeds: string[], rate: number): Promise<Movement[]> {
  const { cards } = books.billing
  const settledIn = (amount: number) => (rate === 1 ? euro(amount) : dollars(Math.round(amount * rate)))
  const move = (kind: Movement['kind'], amount: number, more: Partial<Movement>) =>
    movementOf(charge, { kind, presented: euro(amount), settled: settledIn(amount), fee: 0, ...more })
  const moves = [move('charge', 2500, { fee: 75 })]
  const refunds: ReturnType<typeof cardRefundOf>[] = []
  let left = 2500
  for (const [index, each] of deeds.entries()) {
    const last = refunds.at(-1)
    if (each === 'refund' || each === 'part') {
      const amount = each === 'part' ? Math.min(left, 400) : left
      if (amount === 0) continue
      const refund = cardRefundOf(charge, { amount, providerId: stripeId('re') })
      await cards.recordRefund(refund)
      moves.push(move('refund', -amount, { refund: refund.providerId }))
      refunds.push(refund)
      left -= amount
    } else if (each === 'failure' && last) {
      await cards.recordRefund({ ...last, state: 'failed' })
      moves.push(move('refund_failure', last.amount, { refund: last.providerId, fee: index }))
      refunds.pop()
      left += last.amount
    } else if (each === 'dispute' || each === 'win') {
      const won = each === 'win'
      const dispute = `dp_${charge.chargeId}`
      await cards.recordDispute(await disputeOf(books, charge, { stand: won ? 'won' : 'open' }))
      moves.push(move('dispute', won ? 2500 : -2500, { dispute, fee: won ? -1500 : 2000 }))
    }
  }
  return moves
}

// case 71, and the promise that the books add up
test('whatever payments go through, per currency cash and fees come to what the balance moved before fees', async () => {
  const history = fc.array(deed, { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(history, fc.constantFrom(1, 1.08)), { minLength: 1, maxLength: 3 }),
      async lives => {
        const moves: Movement[] = []
        const moved = await movedBy(books, async () => {
          for (const [deeds, rate] of lives)
            moves.push(...(await live((await visitor(books)).charge, deeds, rate)))
          for (const move of moves.toReversed()) await book(move)
        })
        const gross = Object.fromEntries(
          ['EUR', 'USD'].map(currency => [
            currency,
            moves.reduce((sum, { settled }) => sum + (settled.currency === currency ? settled.amount : 0), 0),
          ]),
        )
        const held = (currency: string) =>
          (moved[`card ${currency} cash`] ?? 0) + (moved[`card ${currency} fees`] ?? 0)
        expect({ EUR: held('EUR'), USD: held('USD') }).toEqual(gross)
      },
    ),
    { numRuns: 12 },
  )
  await expectWhole(books)
  // Of dollars every move is booked; of the euro that other tests took, not all are.
  const gross = 'select sum(amount)::int as amount from movements where currency = $1'
  const [{ amount } = { amount: 0 }] = await rows<{ amount: number }>(books, gross, ['USD'])
  expect(await books.billing.compareBalance({ rail: 'card', currency: 'USD', amount })).toMatchObject({
    drift: 0,
  })
})
