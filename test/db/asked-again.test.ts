import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Billing } from '../../db/billing.ts'
import { ADMIN, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { buy, newRequest, newsFor, rows, someone } from '../support/sale.ts'

// Telegram delivers an admin's message again, or an answer of ours is lost: one request, one act. Cases 83, 85, 94.

let books: TestBooks
let other: Billing
let ann: number
let request: string

beforeAll(async () => {
  books = await openBooks({ plans: [...SHOP, plan({ code: 'retiring' })] })
  books.clock.stand()
  other = await books.reopen()
})
beforeEach(async () => {
  ann = await someone(books)
  request = newRequest()
})
afterAll(() => books.close())

const give = (billing = books.billing, planCode = 'month') =>
  billing.grant({ personId: ann, planCode, grantedBy: ADMIN, reason: 'a friend', request })

const takeBack = (grantId: string, billing = books.billing, again = request) =>
  billing.revoke({ grantId, revokedBy: ADMIN, reason: 'a mistake', request: again })

const giveBack = (chargeId: string, billing = books.billing) =>
  billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'unhappy', request })

async function given(): Promise<string> {
  const result = await give()
  if (result.kind !== 'granted') throw new Error(result.kind)
  request = newRequest()
  return result.grantId
}

const story = async () => await books.billing.story(ann)

/** Asks eight times at once, from two processes; all must hear the same. */
async function allAtOnce<Result>(ask: (billing: Billing) => Promise<Result>): Promise<Result> {
  const eight = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? books.billing : other))
  const [first, ...others] = await Promise.all(eight.map(billing => ask(billing)))
  for (const answer of others) expect(answer).toEqual(first)
  return first as Result
}

// case 83
describe('one request, delivered to two processes at the same moment', () => {
  test('gives once, and tells the person once', async () => {
    expect(await allAtOnce(give)).toMatchObject({ kind: 'granted' })
    expect(await story()).toMatchObject({ grants: [{}], acts: [{}] })
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['granted_by_hand'])
  })

  test('takes back once', async () => {
    const grantId = await given()
    expect(await allAtOnce(billing => takeBack(grantId, billing))).toEqual({ kind: 'revoked' })
    expect((await story())?.acts.map(({ kind }) => kind)).toEqual(['grant', 'revoke'])
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual([
      'granted_by_hand',
      'revoked_by_hand',
    ])
  })

  test('asks for one refund', async () => {
    const { charge } = await buy(books, ann)
    expect(await allAtOnce(billing => giveBack(charge.chargeId, billing))).toMatchObject({
      kind: 'requested',
    })
    expect(await story()).toMatchObject({ payments: [{ refunds: [{}] }], acts: [{}] })
  })
})

test('two requests to take back one gift at the same moment are one act', async () => {
  const grantId = await given()
  const answers = await Promise.all(
    [books.billing, other].map(billing => takeBack(grantId, billing, newRequest())),
  )
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['already_revoked', 'revoked'])
  expect((await story())?.acts.map(({ kind }) => kind)).toEqual(['grant', 'revoke'])
})

describe('a request that comes again later returns what it did at first', () => {
  test('when the refund it asked for has failed since: nobody asks a second time by accident', async () => {
    const { charge } = await buy(books, ann)
    const first = await giveBack(charge.chargeId)
    if (first.kind !== 'requested') throw new Error(first.kind)
    await books.billing.settleRefund(first.refundId, {
      kind: 'failed',
      because: 'balance_too_low',
      detail: 'BALANCE_TOO_LOW',
    })
    expect(await giveBack(charge.chargeId)).toEqual(first)
    expect(await story()).toMatchObject({ payments: [{ refunds: [{ result: 'failed' }] }], acts: [{}] })
    request = newRequest()
    expect((await giveBack(charge.chargeId)).kind).toBe('requested')
  })

  test('when what it gave was taken back, and is not on sale any more', async () => {
    const first = await give(books.billing, 'retiring')
    if (first.kind !== 'granted') throw new Error(first.kind)
    books.clock.advance(1000)
    await takeBack(first.grantId, books.billing, newRequest())
    const withoutIt = await books.reopen(SHOP)
    expect(await give(withoutIt, 'retiring')).toEqual(first)
    expect(await story()).toMatchObject({ grants: [{ revokedBy: ADMIN }], acts: [{}, {}] })
  })

  test('when it took something back', async () => {
    const grantId = await given()
    await takeBack(grantId)
    expect(await takeBack(grantId)).toEqual({ kind: 'revoked' })
  })
})

test('a request that was for something else is not answered as if it had been for this', async () => {
  const grantId = await given()
  request = newRequest()
  await give()
  await expect(takeBack(grantId)).rejects.toThrow('was for something else before')
  ann = await someone(books)
  await expect(give()).rejects.toThrow('was for something else before')
  expect(await story()).toMatchObject({ grants: [], acts: [] })
})

// cases 85, 94
test('what breaks in the middle leaves nothing behind, and the same request then does all of it', async () => {
  const { charge } = await buy(books, ann)
  const refundsOwed = async () =>
    (await books.billing.pending()).find(({ kind }) => kind === 'refunds')?.count
  const before = await refundsOwed()
  await rows(books, 'alter table acts add constraint full_disk check (false) not valid')
  await expect(giveBack(charge.chargeId)).rejects.toThrow(/full_disk/)
  await expect(give()).rejects.toThrow(/full_disk/)
  expect(await story()).toMatchObject({ payments: [{ refunds: [] }], grants: [{ plan: 'month' }], acts: [] })
  expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks'])
  expect(await refundsOwed()).toBe(before)

  await rows(books, 'alter table acts drop constraint full_disk')
  expect((await giveBack(charge.chargeId)).kind).toBe('requested')
  expect(await story()).toMatchObject({ payments: [{ refunds: [{}] }], acts: [{ kind: 'refund' }] })
  expect(await refundsOwed()).toBe((before ?? 0) + 1)
})
