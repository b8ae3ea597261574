import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import {
  cardRefundOf,
  disputeOf,
  euro,
  expectWhole,
  month,
  movementOf,
  visitor,
} from '../support/card-life.ts'
import { aSubscriber, CARD_SHOP } from '../support/card-sale.ts'
import { rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks({ plans: CARD_SHOP })
})
afterEach(() => books.close())

/** A row in every table of cards' money: a refund that came back and one that did not, a dispute won, moves of each kind. */
async function lived() {
  const { cards } = books.billing
  const { ann, charge } = await visitor(books)
  const [failed, part] = [cardRefundOf(charge), cardRefundOf(charge, { amount: 1000 })]
  await cards.recordRefund(failed)
  await cards.recordRefund({ ...failed, state: 'failed', detail: 'closed account' })
  await cards.recordRefund(part)
  await cards.recordDispute(await disputeOf(books, charge))
  await cards.recordDispute(await disputeOf(books, charge, { stand: 'won' }))
  const converted = { settled: { amount: 2700, currency: 'USD' } }
  await cards.recordMovement(movementOf(charge, { ...converted, providerId: 'txn_charge' }))
  const minus = { presented: euro(-2500), settled: { amount: -2700, currency: 'USD' }, fee: 0 }
  await cards.recordMovement(movementOf(charge, { kind: 'refund', refund: failed.providerId, ...minus }))
  const { order } = await aSubscriber(books, await someone(books))
  await books.billing.settle(month(order, 1))
  const [{ id: failedId } = { id: '' }] = await rows<{ id: string }>(
    books,
    'select refund_id as id from refund_failures',
  )
  const [{ id: grantId } = { id: '' }] = await rows<{ id: string }>(
    books,
    'select id from grants where person_id = $1',
    [ann],
  )
  return { ann, chargeId: charge.chargeId, failedId, grantId, member: order.personId }
}

type Names = Awaited<ReturnType<typeof lived>>

/** Does what the append-only triggers forbid. */
const force = (table: string, harm: string) =>
  rows(books, `alter table ${table} disable trigger all; ${harm}; alter table ${table} enable trigger all`)

const ended = ({ grantId }: Names) =>
  `grant ${grantId} was ended, and neither a refund, a dispute nor an admin did it.`
const misbooked = ({ failedId }: Names) => `refund ${failedId} is not booked as it ended.`
const moved = () => 'movement txn_charge is not booked as the provider told it.'

test.each<[what: string, table: string, harm: string, found: (names: Names) => string]>([
  [
    'a refund that came back and whose money did not',
    'entries',
    `delete from entries where refund_id = (select refund_id from refund_failures) and debit = 'cash'`,
    misbooked,
  ],
  [
    'money that came back of a refund that did not',
    'refund_failures',
    'delete from refund_failures',
    misbooked,
  ],
  ['a fee that is not booked', 'entries', `delete from entries where debit = 'fees'`, moved],
  [
    'a conversion at another rate',
    'entries',
    `update entries set amount = amount + 1 where movement_id is not null and currency = 'USD' and debit = 'cash'`,
    moved,
  ],
  [
    'a move that was not the payment it is booked for',
    'movements',
    `update movements set presented = 2400 where provider_id = 'txn_charge'`,
    () => 'movement txn_charge is not of what its payment or refund was.',
  ],
  [
    'more going back in parts than came',
    'refunds',
    'update refunds set amount = 2501 where amount = 1000',
    ({ chargeId }) => `of charge ${chargeId} more went back than was paid.`,
  ],
  ['a grant that a refund ended which came back', 'lifts', 'delete from lifts', ended],
  [
    'a grant that is open though its payment is disputed',
    'lifts',
    `update disputes set stand = 'open'`,
    ({ chargeId }) => `charge ${chargeId} is disputed, and what it bought is still granted.`,
  ],
  [
    'a period that was moved',
    'grants',
    `update grants set starts_at = starts_at - interval '1 day' where starts_at is not null`,
    ({ member }) => `what ${member} may use of care does not follow from their grants.`,
  ],
  [
    'grace that nobody is owed any more',
    'subscriptions',
    'update subscriptions set renews = false',
    ({ member }) => `what ${member} may use of care does not follow from their grants.`,
  ],
])('the audit names %s', async (_, table, harm, found) => {
  const names = await lived()
  await expectWhole(books)
  await force(table, harm)
  const { unbalanced, strayed } = await auditBooks(books.database)
  expect([...unbalanced, ...strayed]).toContain(found(names))
})

test('the database itself keeps what stands in the tables of cards', async () => {
  await lived()
  for (const table of [
    'movements',
    'provider_refunds',
    'refund_failures',
    'lifts',
    'revocations',
    'grants',
  ]) {
    const before = await rows(books, `select * from ${table}`)
    expect(before, table).not.toEqual([])
    for (const harm of [`delete from ${table}`, `truncate ${table} cascade`])
      await expect(rows(books, harm), harm).rejects.toThrow('is append-only: write a correcting row instead')
    const [column] = Object.keys(before[0] ?? {})
    await expect(rows(books, `update ${table} set ${column} = ${column}`)).rejects.toThrow('is append-only')
    expect(await rows(books, `select * from ${table}`)).toEqual(before)
  }
})

test('a process of the version before, which knows no id of a revocation, can still write one', async () => {
  const { member } = await lived()
  const written = await rows<{ id: string }>(
    books,
    `insert into revocations (grant_id, revoked_by, reason, revoked_at)
     select id, 900, 'a mistake', now() from grants where person_id = $1 limit 1 returning id`,
    [member],
  )
  expect(written).toEqual([{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
})

test('the database refuses to book a move, or what came back of a refund, a second time', async () => {
  await lived()
  const again = (which: string) =>
    rows(
      books,
      `insert into entries (payment_id, refund_id, movement_id, rail, currency, debit, credit, amount, booked_at)
       select payment_id, refund_id, movement_id, rail, currency, debit, credit, amount, booked_at from entries
       where ${which} limit 1`,
    )
  await expect(again('movement_id is not null')).rejects.toThrow('entries_movement_once')
  await expect(again(`refund_id is not null and debit = 'cash'`)).rejects.toThrow('entries_refund_once')
  const half = `insert into grants select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(),
    'payment_id', null, 'ends_at', null))).* from grants g where starts_at is not null limit 1`
  await expect(rows(books, half)).rejects.toThrow('grants_span_whole')
})
