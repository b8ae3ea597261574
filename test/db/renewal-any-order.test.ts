import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Billing, Charge, Order, RenewalWord } from '../../db/billing.ts'
import { rebuildEntitlements } from '../../db/holdings.ts'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, newsFor, rows, someone } from '../support/sale.ts'
import { daysAfter, recurringCharge, STARS_SHOP } from '../support/stars-sale.ts'

let books: TestBooks
let other: Billing

beforeAll(async () => {
  books = await openBooks({ plans: STARS_SHOP })
  other = await books.reopen()
  books.clock.stand()
})
afterAll(() => books.close())

type Fact = { charge: Charge } | { word: RenewalWord }

let lastUpdate = 0

/** What three months of a subscription bring: each payment told by an update and by the list, and some words. */
function lifeOf(order: Order, words: { state: RenewalWord['state']; day: number }[]): Fact[] {
  const charges = [0, 30, 60].map(day =>
    recurringCharge(order, { paidAt: daysAfter(order.createdAt, day), isFirst: day === 0 }),
  )
  const listed = charges.map(charge => ({
    ...charge,
    recurring: { isFirst: null, endsAt: null, periodSeconds: 30 * 86_400 },
  }))
  const told = words.map(({ state, day }): RenewalWord => {
    const at = daysAfter(order.createdAt, day + 0.5)
    const providerId = `word ${++lastUpdate}`
    return {
      rail: 'stars',
      providerId,
      personId: order.personId,
      reference: order.id,
      state,
      at,
      payload: {},
    }
  })
  return [...[...charges, ...listed].map(charge => ({ charge })), ...told.map(word => ({ word }))]
}

async function bring(billing: Billing, fact: Fact): Promise<void> {
  if ('charge' in fact) await billing.settle(fact.charge)
  else await billing.renewals.hear(fact.word)
}

/** How it stands in the end, with nothing in it that differs from one person to the next. */
async function ending(order: Order) {
  const since = (at: Date | null | undefined) => at && +at - +order.createdAt
  const [row, ...more] = await books.billing.cards.subscriptionsOf(order.personId)
  const access = await rows<{ ends_at: string; grace_until: string | null }>(
    books,
    'select ends_at, grace_until from entitlements where person_id = $1 order by ends_at',
    [order.personId],
  )
  return {
    ...{ status: row?.status, renews: row?.renews, others: more.length },
    ...{ createdAt: since(row?.createdAt), endsAt: since(row?.periodEndsAt), cancelAt: since(row?.cancelAt) },
    access: access.map(({ ends_at, grace_until }) => [
      since(new Date(ends_at)),
      grace_until && since(new Date(grace_until)),
    ]),
    thanks: (await newsFor(books, order.personId)).filter(
      ({ kind }) => kind === 'thanks' || kind === 'renewed',
    ).length,
  }
}

// cases 15, 24, 25
test('a subscription ends the same in whichever order, and from however many at once, its life is told', async () => {
  const word = fc.record({
    state: fc.constantFrom<RenewalWord['state'][]>('canceled', 'active', 'failed'),
    day: fc.integer({ min: 0, max: 89 }),
  })
  const words = fc.uniqueArray(word, { maxLength: 3, selector: ({ day }) => day })
  await fc.assert(
    fc.asyncProperty(words, fc.infiniteStream(fc.nat()), async (words, dice) => {
      const [plain, mixed] = [
        await anOrder(books, await someone(books), 'club'),
        await anOrder(books, await someone(books), 'club'),
      ]
      books.clock.advance(days(95))
      const inOrder = lifeOf(plain, words)
      for (const fact of inOrder) await bring(books.billing, fact)
      const shuffled = lifeOf(mixed, words)
        .map(fact => ({ fact, place: dice.next().value ?? 0 }))
        .toSorted((a, b) => a.place - b.place)
      // Those of an even place in one process, the others at the same time in another.
      const lanes = [books.billing, other].map(async (billing, lane) => {
        for (const { fact, place } of shuffled) if (place % 2 === lane) await bring(billing, fact)
      })
      await Promise.all(lanes)
      const expected = await ending(plain)
      expect(expected).toMatchObject({ others: 0, endsAt: days(90), thanks: 3 })
      expect(await ending(mixed)).toEqual(expected)
    }),
    { numRuns: 25 },
  )
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  const laid = () => rows(books, 'select * from entitlements order by grant_id')
  const before = await laid()
  await rebuildEntitlements(books.database.orm.em.fork())
  expect(await laid()).toEqual(before)
})
