import { describe, expect, test } from 'vitest'
import { cardRefundOf, visitor } from '../support/card-life.ts'
import { aCardOrder, stripeId } from '../support/card-sale.ts'
import { recordDuties } from '../support/duties.ts'
import { chargeFor, movedBy, someone } from '../support/sale.ts'
import { ask, books, isOpen, openForRefunds, record } from './refunding-cards.ts'

openForRefunds()

async function asked() {
  const { ann, charge } = await visitor(books)
  const requested = await ask(charge)
  return { ann, charge, refundId: requested.kind === 'requested' ? requested.refundId : '' }
}

describe('a refund an admin asked for', () => {
  test('is settled once by our own answer and by what the provider tells, in either order', async () => {
    for (const answerFirst of [true, false]) {
      const { ann, charge, refundId } = await asked()
      const told = cardRefundOf(charge, { refundId })
      const answer = () =>
        books.billing.settleRefund(refundId, { kind: 'succeeded', providerId: told.providerId })
      const moved = await movedBy(books, async () => {
        if (answerFirst) await answer()
        await record(told)
        if (!answerFirst) expect(await answer()).toEqual({ kind: 'repeated' })
      })
      expect(moved).toEqual({ 'card EUR cash': -2500, 'card EUR sales': 2500 })
      expect(await isOpen(ann)).toBe(false)
    }
  })

  test('that was refused here and went through there all the same is booked', async () => {
    const { ann, charge, refundId } = await asked()
    await books.billing.settleRefund(refundId, { kind: 'failed', because: 'refused', detail: 'no' })
    const refund = cardRefundOf(charge, { refundId })
    const moved = await movedBy(books, () => record(refund, refund))
    expect(moved).toEqual({ 'card EUR cash': -2500, 'card EUR sales': 2500 })
    expect(await isOpen(ann)).toBe(false)
  })
})

test('a refund of a charge that is not booked yet waits for it', async () => {
  const charge = chargeFor(await aCardOrder(books, await someone(books), 'visit'), { chargeId: 'pi_late' })
  await expect(record(cardRefundOf(charge))).rejects.toThrow('its charge pi_late is not booked yet')
})

test('a charge is found on whichever rail, and where both use one id, by the id of the payment alone', async () => {
  const { ann, charge } = await visitor(books)
  const inStars = { ...charge, rail: 'stars' as const, price: { amount: 500, currency: 'XTR' } }
  const { paymentId } = await books.billing.settle({ ...inStars, reference: 'nonsense' })
  await expect(ask(charge)).rejects.toThrow('two payments have the charge id')
  await expect(books.billing.foreseeRefund(charge.chargeId)).rejects.toThrow(
    'two payments have the charge id',
  )
  const requested = await ask({ ...charge, chargeId: paymentId ?? '' })
  expect(requested).toMatchObject({ kind: 'requested', price: { amount: 500, currency: 'XTR' } })
  const refundId = requested.kind === 'requested' ? requested.refundId : ''
  await books.billing.settleRefund(refundId, { kind: 'succeeded' })
  expect(await isOpen(ann)).toBe(true)
})

// From here on refunds are carried out.
test('one that is underway takes nothing until the provider says so, and is not asked for again', async () => {
  const { duties, givenBack } = recordDuties()
  const { ann, charge, refundId } = await asked()
  const providerId = stripeId('re')
  const answer = { kind: 'underway' as const, providerId }
  expect(await movedBy(books, () => books.billing.settleRefund(refundId, answer))).toEqual({})
  expect(await isOpen(ann)).toBe(true)
  expect(await ask(charge)).toEqual({ kind: 'already_requested', refundId })

  const other = await asked()
  await books.billing.work(duties)
  await expect.poll(() => givenBack.map(due => due.refundId)).toContain(other.refundId)
  expect(givenBack.map(due => due.refundId)).not.toContain(refundId)

  await record(cardRefundOf(charge, { providerId, refundId }))
  expect(await isOpen(ann)).toBe(false)
})
