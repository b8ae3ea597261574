import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type TestBooks } from '../support/books.ts'
import { someone } from '../support/sale.ts'
import { arrivalOf, signedIn } from './arrival.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const YEAR_MS = 366 * DAY_MS

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

// SESSION_TTL_SECONDS may be any whole number.
describe.each([11 * 366 * 86_400, Number.MAX_SAFE_INTEGER])('a session for %d seconds', ttlSeconds => {
  test('lasts ten years, and is renewed, refreshed and ended like any other', async () => {
    const ann = await someone(books)
    const arrival = arrivalOf(books, ann, { ttlSeconds })
    const { session } = await signedIn(books, arrival)
    const end = new Date(+books.clock.now() + 10 * YEAR_MS)
    expect(session.expiresAt).toEqual(end)

    books.clock.advance(60_000)
    const { renew, holder } = books.billing.sessions
    expect(await renew(session.id, ann, ttlSeconds)).toEqual({ kind: 'renewed', expiresAt: end })
    expect((await signedIn(books, arrival)).session).toEqual({ id: session.id, expiresAt: end })
    expect(await holder(session.id, ann)).toMatchObject({ id: ann })
    await books.billing.sessions.end(session.id, ann)
    expect(await holder(session.id, ann)).toBeNull()
  })
})
