import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { rebuildEntitlements } from '../../db/holdings.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { HISTORY_SHOP, live, step } from '../support/history.ts'
import { movedBy, rows } from '../support/sale.ts'

const entitlements = (books: TestBooks) => rows(books, 'select * from entitlements order by grant_id')

async function expectRebuiltTheSame(books: TestBooks): Promise<void> {
  const before = await entitlements(books)
  await rebuildEntitlements(books.database.orm.em.fork())
  expect(await entitlements(books)).toEqual(before)
}

// Histories share their books a few at a time: fresh people each, and a rebuild goes through all there are.
test.each([1, 2, 3, 4])(
  'after any history the accounts add up and entitlements rebuilt from zero are what they were (%i)',
  async () => {
    const books = await openBooks({ plans: HISTORY_SHOP })
    books.clock.stand()
    const history = fc.array(step, { minLength: 1, maxLength: 16, size: 'max' })
    await fc.assert(
      fc.asyncProperty(history, async steps => {
        let accounts: Record<string, number> = {}
        const moved = await movedBy(books, async () => {
          accounts = (await live(books, steps)).accounts
        })
        expect(moved).toEqual(Object.fromEntries(Object.entries(accounts).filter(([, by]) => by !== 0)))
        expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
        await expectRebuiltTheSame(books)
      }),
      { numRuns: 10 },
    )
    const sums = new Map<string, number>()
    for (const { rail, currency, balance } of await books.billing.balances()) {
      sums.set(`${rail} ${currency}`, (sums.get(`${rail} ${currency}`) ?? 0) + balance)
    }
    expect([...sums.values()].every(sum => sum === 0)).toBe(true)
    await books.close()
  },
)
