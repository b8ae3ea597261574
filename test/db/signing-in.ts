import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openBooks, type TestBooks } from '../support/books.ts'
import { someone } from '../support/sale.ts'

/** The books of this file; their clock stands. */
export let books: TestBooks
/** Somebody who is new in each test. */
export let ann: number

/** Once in a file that signs people in. */
export function openForAnn(): void {
  beforeAll(async () => {
    books = await openBooks()
    books.clock.stand()
  })
  beforeEach(async () => {
    ann = await someone(books)
  })
  afterAll(() => books.close())
}
