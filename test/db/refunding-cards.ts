import { afterAll, afterEach, beforeAll } from 'vitest'
import type { CardRefund, Charge } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { expectWhole } from '../support/card-life.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { accessTo, newRequest } from '../support/sale.ts'

/** The books of the file that called `openForRefunds`. */
export let books: TestBooks

/** Opens books that sell by card for this file, and holds them to adding up after each test. */
export function openForRefunds(): void {
  beforeAll(async () => {
    books = await openBooks({ plans: CARD_SHOP })
    books.clock.stand()
  })
  afterAll(() => books.close())
  afterEach(() => expectWhole(books))
}

/** The provider tells of these, one after the other. */
export const record = (...refunds: CardRefund[]) =>
  refunds.reduce<Promise<void>>(
    (before, refund) => before.then(() => books.billing.cards.recordRefund(refund)),
    Promise.resolve(),
  )

/** An admin asks for all that is left. */
export async function ask({ chargeId }: Charge) {
  const asked = { chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() }
  return await books.billing.requestRefund(asked)
}

/** Whether what a visitor bought is open. */
export const isOpen = async (person: number) => (await accessTo(books, person, 'visit'))?.active ?? false
