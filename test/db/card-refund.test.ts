import { describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { cardRefundOf, euro, visitor } from '../support/card-life.ts'
import { stripeId } from '../support/card-sale.ts'
import { accessTo, movedBy, newsFor, rows } from '../support/sale.ts'
import { ask, books, isOpen, openForRefunds, record } from './refunding-cards.ts'

openForRefunds()
const toldOf = async (person: number) => (await newsFor(books, person)).slice(1)

// case 69
describe('parts that are given back', () => {
  test('take money alone, until the last of them takes what was bought, once', async () => {
    const { ann, charge } = await visitor(books)
    const { chargeId } = charge
    const parts = [1000, 1000, 500].map(amount => cardRefundOf(charge, { amount }))
    for (const [index, part] of parts.entries()) {
      expect(await isOpen(ann)).toBe(true)
      const moved = await movedBy(books, () => record(part, part))
      expect(moved).toEqual({ 'card EUR cash': -part.amount, 'card EUR sales': part.amount })
      expect(await books.billing.foreseeRefund(chargeId)).toMatchObject(
        index < 2 ? { kind: 'open', price: euro(index === 0 ? 1500 : 500) } : { kind: 'already_refunded' },
      )
    }
    expect(await isOpen(ann)).toBe(false)
    const plan = 'The visit'
    expect(await toldOf(ann)).toEqual([
      { kind: 'refunded_in_part', plan, price: euro(1000), left: euro(1500), chargeId },
      { kind: 'refunded_in_part', plan, price: euro(1000), left: euro(500), chargeId },
      { kind: 'refunded', plan, price: euro(500), accessUntil: null, chargeId },
    ])
    const revocations = `select r.id from revocations r join grants g on g.id = r.grant_id where g.person_id = $1`
    expect(await rows(books, revocations, [ann])).toHaveLength(1)
  })

  test('leave the rest for the admin who asks then', async () => {
    const { ann, charge } = await visitor(books)
    await record(cardRefundOf(charge, { amount: 700 }))
    const requested = await ask(charge)
    expect(requested).toMatchObject({ kind: 'requested', price: euro(1800) })
    expect(await ask(charge)).toMatchObject({ kind: 'already_requested' })
    const refundId = requested.kind === 'requested' ? requested.refundId : ''
    const answer = { kind: 'succeeded' as const, providerId: stripeId('re') }
    await books.billing.settleRefund(refundId, answer)
    expect(await isOpen(ann)).toBe(false)
    expect(await ask(charge)).toMatchObject({ kind: 'already_refunded' })
  })
})

// case 70
describe('a refund that fails', () => {
  const FAILED = { state: 'failed', detail: 'expired_or_canceled_card' } as const

  test('after it was taken gives back money and access, and everybody hears of it', async () => {
    const { ann, charge } = await visitor(books)
    const until = (await accessTo(books, ann, 'visit'))?.to
    const taken = cardRefundOf(charge)
    await record(taken)
    expect(await isOpen(ann)).toBe(false)
    const moved = await movedBy(books, () => record({ ...taken, ...FAILED }, taken, { ...taken, ...FAILED }))
    expect(moved).toEqual({ 'card EUR cash': 2500, 'card EUR sales': -2500 })
    expect(await accessTo(books, ann, 'visit')).toMatchObject({ active: true, to: until })
    const { chargeId } = charge
    const accessUntil = until?.toISOString() ?? null
    expect((await toldOf(ann)).at(-1)).toEqual({
      ...{ kind: 'refund_came_back', plan: 'The visit', price: euro(2500), accessUntil, chargeId },
    })
    expect((await newsFor(books, ADMIN)).at(-1)).toEqual({
      ...{ kind: 'refund_reversed', price: euro(2500), chargeId, payerId: ann, detail: FAILED.detail },
    })
    // And it may be asked for again.
    await record(cardRefundOf(charge))
    expect(await isOpen(ann)).toBe(false)
  })

  test('before it took anything took nothing, and may be asked for again', async () => {
    const { ann, charge } = await visitor(books)
    const refund = cardRefundOf(charge)
    const moved = await movedBy(books, () =>
      record({ ...refund, state: 'underway' }, { ...refund, ...FAILED }),
    )
    expect(moved).toEqual({})
    expect(await isOpen(ann)).toBe(true)
    expect(await ask(charge)).toMatchObject({ kind: 'requested', price: euro(2500) })
  })

  test('and was one of several leaves the others as they are', async () => {
    const { ann, charge } = await visitor(books)
    const [small, large] = [cardRefundOf(charge, { amount: 500 }), cardRefundOf(charge, { amount: 2000 })]
    await record(small, large)
    expect(await isOpen(ann)).toBe(false)
    const moved = await movedBy(books, () => record({ ...small, ...FAILED }))
    expect(moved).toEqual({ 'card EUR cash': 500, 'card EUR sales': -500 })
    expect(await isOpen(ann)).toBe(true)
    expect(await books.billing.foreseeRefund(charge.chargeId)).toMatchObject({ price: euro(500) })
  })

  test.each([
    ['underway', 'taken', 'failed'],
    ['underway', 'failed', 'taken'],
    ['taken', 'underway', 'failed'],
    ['taken', 'failed', 'underway'],
    ['failed', 'underway', 'taken'],
    ['failed', 'taken', 'underway'],
  ] as const)('comes to the same in whichever order it is told: %s, %s, %s', async (...states) => {
    const { ann, charge } = await visitor(books)
    const refund = cardRefundOf(charge)
    const moved = await movedBy(books, () => record(...states.map(state => ({ ...refund, state }))))
    expect(moved).toEqual({})
    expect(await isOpen(ann)).toBe(true)
  })
})
