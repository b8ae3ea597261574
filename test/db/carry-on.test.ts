import { expect, test, vi } from 'vitest'
import { anotherProcess } from '../support/another-process.ts'
import { ADMIN, openBooks, SHOP } from '../support/books.ts'
import { recordDuties } from '../support/duties.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'

// case 84
test('messages and refunds that a killed process had in hand are carried out by another', async () => {
  const books = await openBooks()
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  await books.billing.requestRefund({
    chargeId: charge.chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  })

  const doomed = await anotherProcess(books, { plans: SHOP, adminIds: [ADMIN] })
  await doomed.workForEver()
  const inHand = async () => (await rows(books, `select name from pgboss.job where state = 'active'`)).length
  await vi.waitFor(async () => expect(await inHand()).toBe(2), { timeout: 10_000, interval: 50 })
  await doomed.kill()

  const { duties, told, givenBack } = recordDuties()
  await books.billing.work(duties)
  await vi.waitFor(
    async () => {
      expect(told.map(({ news }) => news.kind).sort()).toEqual(['refund_done', 'refunded', 'thanks'])
      expect(await books.billing.pending()).toMatchObject([{ count: 0 }, { count: 0 }])
    },
    { timeout: 30_000, interval: 100 },
  )
  expect(givenBack).toHaveLength(1)
  await books.close()
}, 60_000)
