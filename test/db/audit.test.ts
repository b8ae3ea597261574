import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, buy, chargeFor, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const audit = () => auditBooks(books.database)

const GOOD = { unbalanced: [], strayed: [], quarantined: 0 }

test('books that only the verbs wrote are good', async () => {
  expect(await audit()).toEqual(GOOD)
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  await buy(books, ann)
  await buy(books, ann, 'lifetime')
  await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
  expect(await audit()).toEqual(GOOD)
})

test('money that is booked otherwise than it came is named, with both sums', async () => {
  await buy(books, await someone(books))
  await rows(
    books,
    `insert into payments select (jsonb_populate_record(p, '{"id": "0192e7f0-0000-7000-8000-000000000000", "charge_id": "x"}')).*
     from payments p`,
  )
  expect(await audit()).toEqual({
    ...GOOD,
    unbalanced: [
      'on stars, 250 XTR are booked, payments and refunds come to 500.',
      'charge x is not booked as it was paid.',
      'charge x was paid for nothing, and is not held.',
    ],
  })
})

test.each([
  ['ends another day', `update entitlements set ends_at = ends_at + interval '1 day'`],
  ['begins another day', `update entitlements set starts_at = starts_at - interval '1 day'`],
  ['has days of grace it should not have', 'update entitlements set grace_until = ends_at'],
  ['is for ever', 'update entitlements set ends_at = null'],
  ['is missing', 'delete from entitlements'],
])('access that %s is named by person and plan', async (_, harm) => {
  const ann = await someone(books)
  await buy(books, ann)
  await rows(books, harm)
  expect(await audit()).toEqual({
    ...GOOD,
    strayed: [`what ${ann} may use of month does not follow from their grants.`],
  })
})

test('held money is counted until it is given back', async () => {
  const ann = await someone(books)
  const charges = await Promise.all(
    [1, 2].map(async () => chargeFor(await anOrder(books, ann), { reference: 'nonsense' })),
  )
  for (const charge of charges) await books.billing.settle(charge)
  expect(await audit()).toEqual({ ...GOOD, quarantined: 2 })

  const [first, second] = charges
  const requests = await Promise.all(
    [first, second].map(charge =>
      books.billing.requestRefund({
        chargeId: charge?.chargeId ?? '',
        requestedBy: ADMIN,
        reason: 'asked for it',
        request: newRequest(),
      }),
    ),
  )
  const [back, refused] = requests.map(request => ('refundId' in request ? request.refundId : ''))
  await books.billing.settleRefund(back ?? '', { kind: 'succeeded' })
  await books.billing.settleRefund(refused ?? '', { kind: 'failed', because: 'refused', detail: 'no' })
  expect(await audit()).toEqual({ ...GOOD, quarantined: 1 })
})
