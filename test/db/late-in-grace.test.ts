import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, DisputeState } from '../../db/billing.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { cardRefundOf, disputeOf, expectWhole, month, subscribe } from '../support/card-life.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, monthsAfter } from '../support/card-sale.ts'
import { accessTo, newRequest, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  books.clock.stand()
})
afterAll(() => books.close())
afterEach(() => expectWhole(books))

const isOpen = async (person: number) => (await accessTo(books, person, 'care'))?.active ?? false
const kindsFor = async (person: number) => (await newsFor(books, person)).map(({ kind }) => kind)

async function stands(charge: Charge, stand: DisputeState['stand']): Promise<void> {
  await books.billing.cards.recordDispute(await disputeOf(books, charge, { stand }))
}

/** A subscriber whose month is over since a day, and who is open for the days of grace that follow. */
async function inGrace() {
  const ann = await someone(books)
  const { order, charge } = await aSubscriber(books, ann)
  books.clock.advance(+monthsAfter(order.createdAt, 1) - +books.clock.now() + days(1))
  expect(await isOpen(ann)).toBe(true)
  return { ann, charge }
}

describe('in the days of grace after the last period that was paid', () => {
  // case 71
  test('a dispute of it closes access and says so; won, what is left of them is open again', async () => {
    const { ann, charge } = await inGrace()
    await stands(charge, 'open')
    expect(await isOpen(ann)).toBe(false)
    await stands(charge, 'won')
    expect(await isOpen(ann)).toBe(true)
    expect(await kindsFor(ann)).toEqual(['thanks', 'suspended', 'reinstated'])
  })

  // case 70
  test('a refund of it closes access, and one that came back opens it again', async () => {
    const { ann, charge } = await inGrace()
    const refund = cardRefundOf(charge)
    await books.billing.cards.recordRefund(refund)
    expect(await isOpen(ann)).toBe(false)
    expect((await newsFor(books, ann)).at(-1)).toMatchObject({
      kind: 'refunded',
      plan: 'The care',
      accessUntil: null,
    })
    await books.billing.cards.recordRefund({ ...refund, state: 'failed', detail: 'account closed' })
    expect(await isOpen(ann)).toBe(true)
  })

  test('and after them, a dispute of it takes nothing, and nothing is said', async () => {
    const { ann, charge } = await inGrace()
    books.clock.advance(days(3))
    await stands(charge, 'open')
    expect(await kindsFor(ann)).toEqual(['thanks'])
  })
})

// case 71
test('a dispute that is lost when it is first heard of is told as lost', async () => {
  const ann = await someone(books)
  const { charge } = await aSubscriber(books, ann)
  await stands(charge, 'lost')
  expect((await newsFor(books, ann)).at(-1)).toMatchObject({ kind: 'suspended', lost: true })
})

// case 82
test('a period that cost nothing can be taken back by an admin, also in its days of grace', async () => {
  const take = async (grantId: string) =>
    await books.billing.revoke({ grantId, revokedBy: ADMIN, reason: 'a second trial', request: newRequest() })
  for (const later of [0, 1]) {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    await subscribe(books, order, { status: 'trialing' })
    await books.billing.settle(month(order, 0, { price: { amount: 0, currency: 'EUR' } }))
    if (later) books.clock.advance(+monthsAfter(order.createdAt, 1) - +books.clock.now() + days(1))
    expect(await isOpen(ann)).toBe(true)
    const [{ id = '' } = {}] = await rows<{ id: string }>(
      books,
      'select id from grants where person_id = $1',
      [ann],
    )
    expect(await take(id)).toEqual({ kind: 'revoked' })
    expect(await isOpen(ann)).toBe(false)
    expect((await kindsFor(ann)).at(-1)).toBe('revoked_by_hand')
    expect(await take(id)).toEqual({ kind: 'already_revoked' })
  }
})
