import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { buy, movedBy, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks
let paymentId: string
let refundId: string

// A payment with its refund, and a gift taken back: a row in every table.
beforeAll(async () => {
  books = await openBooks()
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  const requested = await books.billing.requestRefund({
    chargeId: charge.chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  })
  if (requested.kind !== 'requested') throw new Error(requested.kind)
  refundId = requested.refundId
  await books.billing.settleRefund(refundId, { kind: 'succeeded' })
  paymentId = (await books.billing.story(ann))?.payments[0]?.paymentId ?? ''
})
afterAll(() => books.close())

const KEPT = [
  ['entries', 'amount = 1'],
  ['payments', 'amount = 1'],
  ['grants', `term = 'lifetime'`],
  ['revocations', 'revoked_at = now()'],
  ['refunds', 'amount = 1'],
  ['refund_outcomes', `result = 'failed'`],
  ['plan_versions', `terms = '{}'`],
] as const

describe.each(KEPT)('what stands in %s', (table, change) => {
  test.each([`update ${table} set ${change}`, `delete from ${table}`, `truncate ${table} cascade`])(
    'is kept by the database itself: %s',
    async statement => {
      const before = await rows(books, `select * from ${table}`)
      expect(before).not.toEqual([])
      await expect(rows(books, statement)).rejects.toThrow('is append-only: write a correcting row instead')
      expect(await rows(books, `select * from ${table}`)).toEqual(before)
    },
  )
})

async function addEntry(changes: Record<string, unknown>): Promise<unknown> {
  return await rows(
    books,
    `insert into entries (payment_id, refund_id, rail, currency, debit, credit, amount, booked_at)
     select payment_id, refund_id, rail, currency, debit, credit, amount, booked_at
     from jsonb_populate_record((select e from entries e where payment_id = $1 and refund_id is null and movement_id is null), $2)`,
    [paymentId, JSON.stringify(changes)],
  )
}

describe('the database refuses an entry', () => {
  test.each<[string, () => Record<string, unknown>, string | RegExp]>([
    [
      'that debits and credits one account',
      () => ({ debit: 'sales', credit: 'sales' }),
      'entries_two_accounts',
    ],
    ['of nothing', () => ({ amount: 0 }), 'entries_amount_positive'],
    ['of less than nothing', () => ({ amount: -250 }), 'entries_amount_positive'],
    ['of a fraction', () => ({ amount: 2.5 }), /invalid input syntax for type bigint/],
    ['that books the payment a second time', () => ({}), 'entries_payment_once'],
    [
      'that books the refund a second time',
      () => ({ refund_id: refundId, debit: 'sales', credit: 'cash' }),
      'entries_refund_once',
    ],
    ['without a cause', () => ({ payment_id: null }), 'entries_one_cause'],
    [
      'of a payment that is not there',
      () => ({ payment_id: '0192e7f0-0000-7000-8000-000000000000' }),
      'entries_payment_id_foreign',
    ],
  ])('%s', async (_, changes, refusal) => {
    const moved = await movedBy(books, async () => {
      await expect(addEntry(changes())).rejects.toThrow(refusal)
    })
    expect(moved).toEqual({})
  })
})

const again = (table: string, change = '') =>
  rows(
    books,
    `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()) || '{${change}}')).* from ${table} t limit 1`,
  )

describe('the database refuses a second', () => {
  // case 1
  test('payment of one charge', async () => {
    await expect(again('payments')).rejects.toThrow('payments_rail_charge_id_unique')
  })

  test('grant from one payment', async () => {
    await expect(again('grants')).rejects.toThrow('grants_payment_id_unique')
  })

  test('record of one event', async () => {
    await expect(again('provider_events')).rejects.toThrow('provider_events_rail_kind_provider_id_unique')
  })

  test('outcome of one refund', async () => {
    await expect(again('refund_outcomes')).rejects.toThrow('refund_outcomes_pkey')
  })

  test('revocation for one refund', async () => {
    await expect(again('revocations')).rejects.toThrow('revocations_refund_id_unique')
  })
})

// case 92
test.each(['payments', 'refunds'])('the database refuses a negative amount in %s', async table => {
  await expect(again(table, '"amount": -1')).rejects.toThrow(`${table}_amount_not_negative`)
})

test('accounts are told apart by rail and currency, and each sums to zero', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  const card = { rail: 'card' as const, payerId: ann, reference: '', paidAt: new Date(), payload: {} }
  await books.billing.settle({ ...card, chargeId: 'in euro', price: { amount: 1990, currency: 'EUR' } })
  await books.billing.settle({ ...card, chargeId: 'in dollars', price: { amount: 50, currency: 'USD' } })
  const balances = await books.billing.balances()
  expect(balances).toEqual([
    { rail: 'card', currency: 'EUR', account: 'cash', balance: 1990 },
    { rail: 'card', currency: 'EUR', account: 'suspense', balance: -1990 },
    { rail: 'card', currency: 'USD', account: 'cash', balance: 50 },
    { rail: 'card', currency: 'USD', account: 'suspense', balance: -50 },
    { rail: 'stars', currency: 'XTR', account: 'cash', balance: 250 },
    { rail: 'stars', currency: 'XTR', account: 'sales', balance: -250 },
  ])
})
