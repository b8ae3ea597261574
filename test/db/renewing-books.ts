import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Duties, Subscription } from '../../db/billing.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending } from '../support/duties.ts'
import { accessTo, newsFor } from '../support/sale.ts'
import { STARS_SHOP } from '../support/stars-sale.ts'

/** The books of the file that called `openForRenewals`. */
export let books: TestBooks

/**
 * Opens books that sell what renews in Stars for this file, and holds them to adding up after each test. With
 * `duties` what they owe is carried out, and nothing of it is left after a test.
 */
export function openForRenewals(duties?: Duties): void {
  beforeAll(async () => {
    books = await openBooks({ plans: STARS_SHOP })
    books.clock.stand()
    if (duties) await books.billing.work(duties)
  })
  afterEach(async () => {
    if (duties) await nothingPending(books)
    expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  })
  afterAll(() => books.close())
}

export const theirs = (personId: number): Promise<Subscription[]> =>
  books.billing.cards.subscriptionsOf(personId)

/** Whether what the club opens is open to them, and from when to when. */
export const club = (personId: number) => accessTo(books, personId, 'club')

/** What they are told of this kind. */
export async function newsOf(personId: number, kind: string) {
  return (await newsFor(books, personId)).filter(news => news.kind === kind)
}
