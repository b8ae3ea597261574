import { expect, test } from 'vitest'
import { openBooks } from '../support/books.ts'
import { anOrder, buy, rows, someone } from '../support/sale.ts'

/** As the version before cards asks, word for word. */
const ASKED = 'select settle_context($1, $2, $3, $4, $5) as loaded, pg_current_xact_id() as transaction'

test('a process of the version before goes on settling while others of this one have begun', async () => {
  const books = await openBooks()
  const ann = await someone(books)
  const { charge, order } = await buy(books, ann)
  const other = await anOrder(books, ann)
  const about = [[ann], ['stars'], [charge.chargeId], [order.id, other.id]]
  const [found] = await rows<{ loaded: object }>(books, ASKED, [books.clock.now(), ...about])

  expect(found?.loaded).toMatchObject({
    payments: [{ rail: 'stars', chargeId: charge.chargeId }],
    grants: [{ personId: ann, planCode: 'month', graceDays: 0, revokedAt: null }],
    orders: expect.arrayContaining([expect.objectContaining({ id: other.id, personId: ann })]),
  })
  await books.close()
})
