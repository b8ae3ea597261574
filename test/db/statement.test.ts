import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { StatementLine } from '../../db/billing.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { buy, movedBy, rows, someone } from '../support/sale.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

let lastLine = 0

function line(changes: Partial<StatementLine> = {}): StatementLine {
  return {
    providerId: `txn-${++lastLine}`,
    direction: 'out',
    kind: 'other',
    amount: 1000,
    currency: 'EUR',
    fee: 0,
    chargeId: null,
    at: books.clock.now(),
    what: 'payout',
    ...changes,
  }
}

const LIVE = { rail: 'card', account: 'live' } as const
const keep = (lines: StatementLine[], position = 0, of: { rail: 'card'; account: string } = LIVE) =>
  books.billing.statement.keep({ ...of, lines, position })

const unbalanced = async () => (await auditBooks(books.database)).unbalanced

test('what is no sale is booked before its fee, and the fee beside it, once; sales are the rail’s own to book', async () => {
  const lines = [
    line({ amount: 1000 }),
    line({ amount: 300, direction: 'in', fee: 20 }),
    line({ amount: 50, fee: -5 }),
    line({ amount: 0, fee: 7 }),
    line({ kind: 'payment', direction: 'in', amount: 990, fee: 40, chargeId: 'pi_1' }),
    line({ kind: 'refund', amount: 90, chargeId: 'pi_1' }),
    line({ kind: 'dispute', amount: 900, fee: 15 }),
  ]
  // cases 15 and 83
  const moved = await movedBy(books, () => Promise.all([keep(lines), keep(lines.toReversed()), keep(lines)]))
  expect(moved).toEqual({
    'card EUR cash': -772,
    'card EUR transfers': 750,
    'card EUR fees': 22,
  })
  expect(await keep([...lines, line({ amount: 1 })])).toEqual({ fresh: 1 })
  expect(await books.billing.statement.sums(LIVE)).toEqual([
    { currency: 'EUR', amount: 300 - 1000 - 50 - 1 + 990 - 90 - 900 },
  ])
  expect(await unbalanced()).toEqual([])
})

test('how far it was read never moves backwards, and each account has a statement of its own', async () => {
  const [here, there] = [
    { ...LIVE, account: 'a' },
    { ...LIVE, account: 'b' },
  ]
  const same = line({ amount: 5 })
  expect(await keep([same], 300, here)).toEqual({ fresh: 1 })
  expect(await keep([], 200, here)).toEqual({ fresh: 0 })
  expect(await keep([same], 100, there)).toEqual({ fresh: 1 })
  expect(await books.billing.statement.position(here)).toBe(300)
  expect(await books.billing.statement.position(there)).toBe(100)
  expect(await books.billing.statement.position({ ...LIVE, account: 'c' })).toBe(0)
})

test('the last run that went through is remembered, per rail', async () => {
  const { statement } = books.billing
  expect(await statement.finishedAt('card')).toBeNull()
  const [early, late] = [new Date('2026-11-21T10:00:00Z'), new Date('2026-11-21T10:05:00Z')]
  await statement.finished({ rail: 'card', at: early })
  await statement.finished({ rail: 'card', at: late })
  expect([await statement.finishedAt('card'), await statement.finishedAt('stars')]).toEqual([late, null])
})

test('of what it tells, only what the books lack is work', async () => {
  const { charge } = await buy(books, await someone(books))
  const paid = line({ kind: 'payment', chargeId: charge.chargeId })
  const back = line({ kind: 'refund', chargeId: charge.chargeId })
  const lost = line({ kind: 'payment', chargeId: 'lost' })
  const lines = [paid, back, lost, line()]
  expect(await books.billing.statement.unbooked({ rail: 'stars', lines })).toEqual([back, lost])
  await books.billing.recordRefund({ charge, refundedAt: books.clock.now() })
  expect(await books.billing.statement.unbooked({ rail: 'stars', lines })).toEqual([lost])
  expect(await books.billing.statement.unbooked({ rail: 'card', lines: [paid] })).toEqual([paid])
})

test.each([
  ['is booked otherwise than it was read', 'amount = entries.amount + 1'],
  ['is booked the wrong way round', 'debit = credit, credit = debit'],
])('the audit names a line that %s', async (_, harm) => {
  const harmed = line({ amount: 77 })
  await keep([harmed])
  const spoil = (how: string) =>
    rows(
      books,
      `alter table entries disable trigger all;
       update entries set ${how} from statement_lines l where l.id = line_id and l.provider_id = '${harmed.providerId}';
       alter table entries enable trigger all`,
    )
  expect(await unbalanced()).toEqual([])
  await spoil(harm)
  const faults = await unbalanced()
  expect(faults.join('\n')).toContain(
    `line ${harmed.providerId} of the provider's statement is not booked as it was read.`,
  )
  expect(faults.join('\n')).toMatch(/on card, \S+ EUR are booked/)
  await spoil(harm.includes('credit') ? harm : 'amount = entries.amount - 1')
})

test('a line cannot be changed', async () => {
  await keep([line()])
  await expect(rows(books, 'update statement_lines set amount = 1')).rejects.toThrow()
})
