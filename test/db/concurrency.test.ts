import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import type { Charge } from '../../db/billing.ts'
import { anotherProcess, type OtherProcess } from '../support/another-process.ts'
import { ADMIN, days, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import {
  accessTo,
  anOrder,
  buy,
  chargeFor,
  movedBy,
  newChargeId,
  newRequest,
  newsFor,
  rows,
  someone,
} from '../support/sale.ts'

const PLANS = [...SHOP, plan({ code: 'thirty', term: 'P30D' })]

let books: TestBooks
let processes: OtherProcess[]

beforeAll(async () => {
  books = await openBooks({ plans: PLANS })
  const start = () => anotherProcess(books, { plans: PLANS, adminIds: [ADMIN] })
  processes = await Promise.all([start(), start()])
})
afterAll(async () => {
  for (const other of processes) await other.kill()
  await books.close()
})

const kindsOf = (outcomes: { kind: string }[]) =>
  Object.fromEntries(
    Map.groupBy(outcomes, ({ kind }) => kind)
      .entries()
      .map(([kind, all]) => [kind, all.length]),
  )

// case 1
test('eight truly concurrent deliveries of one charge from two processes book it once', async () => {
  const ann = await someone(books)
  const charge = chargeFor(await anOrder(books, ann))
  const moved = await movedBy(books, async () => {
    const four = [charge, charge, charge, charge]
    const outcomes = (await Promise.all(processes.map(other => other.deliver(four)))).flat()
    expect(kindsOf(outcomes)).toEqual({ granted: 1, repeated: 7 })
    const ids = new Set(outcomes.map(outcome => 'paymentId' in outcome && outcome.paymentId))
    expect(ids.size).toBe(1)
  })
  expect(moved).toEqual({ cash: 250, sales: -250 })
  const story = await books.billing.story(ann)
  expect(story?.payments).toHaveLength(1)
  expect(story?.grants).toHaveLength(1)
  expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks'])
})

// cases 1, 2, 15
test('two hundred charges for twenty people, each delivered by two processes, are booked once each and stack without a gap', async () => {
  const seed = Date.now()
  const { shuffled } = dice(seed)
  const met = await Promise.all(Array.from({ length: 10 }, () => someone(books)))
  // Ten more pay invoices that were forwarded to them; the books hear of them by their money alone.
  const strangers = met.map(person => 5_000_000 + person)
  const orders = await Promise.all(met.map(person => anOrder(books, person, 'thirty')))
  const charges = [...met, ...strangers].flatMap((payerId, index) => {
    const order = orders[index % 10] as (typeof orders)[0]
    return Array.from({ length: 10 }, () => chargeFor(order, { payerId }))
  })
  const moved = await movedBy(books, async () => {
    const outcomes = await Promise.all(processes.map(other => other.deliver(shuffled(charges))))
    expect(kindsOf(outcomes.flat()), `seed ${seed}`).toEqual({ granted: 200, repeated: 200 })
  })
  expect(moved).toEqual({ cash: 50_000, sales: -50_000 })

  for (const person of [...met, ...strangers]) {
    const story = await books.billing.story(person)
    const starts = story?.grants.map(({ startsAt }) => +startsAt).toSorted((a, b) => a - b) ?? []
    const [first = 0] = starts
    expect(starts, `seed ${seed}`).toEqual(Array.from({ length: 10 }, (_, place) => first + days(30) * place))
    expect(await accessTo(books, person)).toMatchObject({ active: true, to: new Date(first + days(300)) })
    expect((await newsFor(books, person)).map(({ kind }) => kind)).toEqual(Array(10).fill('thanks'))
  }
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})

test('a charge that two processes hear of in the name of different payers is booked once, and both are answered', async () => {
  const orders = await Promise.all([1, 2, 3, 4, 5].map(async () => anOrder(books, await someone(books))))
  for (const order of orders) {
    const chargeId = newChargeId()
    const payers = [order.personId, 6_000_000 + order.personId]
    const moved = await movedBy(books, async () => {
      const outcomes = await Promise.all(
        processes.map((other, index) => {
          const payerId = payers[index] ?? 0
          return other.deliver([chargeFor(order, { chargeId, payerId })])
        }),
      )
      expect(kindsOf(outcomes.flat())).toEqual({ granted: 1, repeated: 1 })
    })
    expect(moved).toEqual({ cash: 250, sales: -250 })
  }
})

describe('refunds that cross each other', () => {
  test('two admins who ask at the same moment ask once', async () => {
    const { charge } = await buy(books, await someone(books))
    const other = await books.reopen()
    const results = await Promise.all(
      [books.billing, other, books.billing, other].map((billing, index) =>
        billing.requestRefund({
          chargeId: charge.chargeId,
          requestedBy: 910 + index,
          reason: 'now',
          request: newRequest(),
        }),
      ),
    )
    expect(kindsOf(results)).toEqual({ requested: 1, already_requested: 3 })
    expect(new Set(results.map(result => 'refundId' in result && result.refundId)).size).toBe(1)
    expect(
      await rows(
        books,
        'select 1 from refunds r join payments p on p.id = r.payment_id where charge_id = $1',
        [charge.chargeId],
      ),
    ).toHaveLength(1)
  })

  // cases 32, 35
  test('payments and refunds of one person at the same moment lose and double nothing', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann, 'thirty')
    const early = Array.from({ length: 6 }, () => chargeFor(order))
    await Promise.all(early.map(charge => books.billing.settle(charge)))
    const asked = await Promise.all(
      early.slice(0, 3).map(async ({ chargeId }) => {
        const result = await books.billing.requestRefund({
          chargeId,
          requestedBy: ADMIN,
          reason: 'now',
          request: newRequest(),
        })
        return result.kind === 'requested' ? result.refundId : ''
      }),
    )

    const late = Array.from({ length: 10 }, () => chargeFor(order))
    const refundedAt = books.clock.now()
    const [first] = processes
    const moved = await movedBy(books, () =>
      Promise.all([
        first?.deliver(late),
        ...late.map(charge => books.billing.settle(charge)),
        ...asked.flatMap(id => [1, 2].map(() => books.billing.settleRefund(id, { kind: 'succeeded' }))),
        ...early.slice(2, 5).map((charge: Charge) => books.billing.recordRefund({ charge, refundedAt })),
      ]),
    )
    // Ten came, five of the six before them went.
    expect(moved).toEqual({ cash: 5 * 250, sales: -5 * 250 })
    const grants = (await books.billing.story(ann))?.grants ?? []
    const standing = grants.filter(({ revokedAt }) => revokedAt === null)
    expect([grants.length, standing.length]).toEqual([16, 11])
    for (const { startsAt, endsAt } of standing) expect(+(endsAt ?? 0) - +startsAt).toBe(days(30))
    const revokedAt = Math.max(...grants.map(grant => +(grant.revokedAt ?? 0)))
    const access = await accessTo(books, ann)
    expect(access?.active).toBe(true)
    expect(+(access?.to ?? 0)).toBeLessThanOrEqual(revokedAt + days(330))
    expect(+(access?.to ?? 0)).toBeGreaterThanOrEqual(+refundedAt + days(330))
    expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  })
})
