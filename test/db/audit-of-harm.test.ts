import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const audit = () => auditBooks(books.database)

const GOOD = { unbalanced: [], strayed: [], quarantined: 0 }

/** A purchase that was refunded, and all there is in the books. */
async function refunded() {
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
  const [{ id: refundId } = { id: '' }] = await rows<{ id: string }>(books, 'select id from refunds')
  const [{ id: grantId } = { id: '' }] = await rows<{ id: string }>(books, 'select id from grants')
  return { ann, chargeId: charge.chargeId, refundId, grantId }
}

type Names = Awaited<ReturnType<typeof refunded>>

const paidOtherwise = ({ chargeId }: Names) => `charge ${chargeId} is not booked as it was paid.`
const endedOtherwise = ({ refundId }: Names) => `refund ${refundId} is not booked as it ended.`

/** Does what the append-only triggers forbid. */
const force = (table: string, harm: string) =>
  rows(books, `alter table ${table} disable trigger all; ${harm}; alter table ${table} enable trigger all`)

test.each<[what: string, table: string, harm: string, found: (names: Names) => string]>([
  [
    'a payment whose entry is missing',
    'entries',
    'delete from entries where refund_id is null',
    paidOtherwise,
  ],
  [
    'a payment that is booked in another currency',
    'entries',
    `update entries set currency = 'EUR'`,
    paidOtherwise,
  ],
  [
    'a refund that went through and was not booked',
    'entries',
    'delete from entries where refund_id is not null',
    endedOtherwise,
  ],
  [
    'a refund that was booked and never went through',
    'refund_outcomes',
    `update refund_outcomes set result = 'failed'`,
    endedOtherwise,
  ],
  [
    'a refund that was taken out of another account than the payment went to',
    'entries',
    `update entries set debit = 'suspense' where refund_id is not null`,
    endedOtherwise,
  ],
  [
    'more going back than came',
    'refunds',
    'update refunds set amount = amount + 1',
    ({ chargeId }) => `of charge ${chargeId} more went back than was paid.`,
  ],
])('the money shows %s', async (_, table, harm, found) => {
  const names = await refunded()
  expect(await audit()).toEqual(GOOD)
  await force(table, harm)
  expect((await audit()).unbalanced).toContain(found(names))
})

test('money that bought nothing and is not held is named', async () => {
  const { charge } = await buy(books, await someone(books))
  expect(await audit()).toEqual(GOOD)
  await force('grants', 'delete from entitlements; delete from grants')
  expect((await audit()).unbalanced).toEqual([
    `charge ${charge.chargeId} was paid for nothing, and is not held.`,
  ])
})

test.each<[what: string, table: string, harm: string, found: (names: Names) => string]>([
  [
    'a refunded purchase that is still granted',
    'revocations',
    'delete from revocations',
    ({ chargeId }) => `charge ${chargeId} went back, and what it bought is still granted.`,
  ],
  [
    'a purchase that was ended without a refund',
    'revocations',
    'update revocations set refund_id = null, revoked_by = 900',
    ({ grantId }) => `grant ${grantId} was ended, and neither a refund, a dispute nor an admin did it.`,
  ],
  [
    'other keys than were bought',
    'entitlements',
    `update entitlements set keys = '{everything}'`,
    ({ ann }) => `what ${ann} may use of month does not follow from their grants.`,
  ],
])('access shows %s', async (_, table, harm, found) => {
  const names = await refunded()
  await force(table, harm)
  expect((await audit()).strayed).toContain(found(names))
})

test('a gift that somebody took back is good, one that nobody took back is not', async () => {
  const ann = await someone(books)
  const gift = { personId: ann, planCode: 'month', grantedBy: ADMIN, reason: 'a friend' }
  const given = await books.billing.grant({ ...gift, request: newRequest() })
  const grantId = given.kind === 'granted' ? given.grantId : ''
  await books.billing.revoke({ grantId, revokedBy: ADMIN, reason: 'a mistake', request: newRequest() })
  expect(await audit()).toEqual(GOOD)
  await force('revocations', 'update revocations set revoked_by = null')
  expect((await audit()).strayed).toEqual([
    `grant ${grantId} was ended, and neither a refund, a dispute nor an admin did it.`,
  ])
})

test('of twelve thousand people the one whose access strayed is found, in a few queries', async () => {
  await buy(books, await someone(books))
  await rows(
    books,
    `insert into people (id, first_name, met_at) select 70000 + n, '', now() from generate_series(1, 12000) n;
     insert into grants (id, person_id, plan_version_id, plan_code, source, term, grace_days, acquired_at)
       select gen_random_uuid(), p.id, g.plan_version_id, g.plan_code, 'manual', g.term, 0, g.acquired_at
       from people p, grants g where p.id > 70000;
     insert into entitlements (grant_id, person_id, plan_code, keys, source, starts_at, ends_at)
       select g.id, g.person_id, g.plan_code, e.keys, 'manual', e.starts_at, e.ends_at
       from grants g, entitlements e where g.source = 'manual';
     update entitlements set ends_at = ends_at + interval '1 second' where person_id = 81999`,
  )
  const query = vi.spyOn(books.database.pool, 'query')
  expect(await audit()).toEqual({
    ...GOOD,
    strayed: ['what 81999 may use of month does not follow from their grants.'],
  })
  // But for what the jobs look after meanwhile.
  const asked = query.mock.calls.filter(call => !JSON.stringify(call[0]).includes('pgboss.'))
  expect(asked.length).toBeLessThan(20)
})
