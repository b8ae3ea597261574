import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, days, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { accessTo, buy, movedBy, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  const renewing = plan({
    code: 'renewing',
    term: 'P30D',
    graceDays: 3,
    stars: { amount: 99, recurring: true },
  })
  books = await openBooks({ plans: [...SHOP, renewing] })
  books.clock.stand()
})
afterAll(() => books.close())

const give = (personId: number, planCode = 'month') =>
  books.billing.grant({
    personId,
    planCode,
    grantedBy: ADMIN,
    reason: 'a friend of the house',
    request: newRequest(),
  })

async function given(personId: number, planCode?: string): Promise<string> {
  const result = await give(personId, planCode)
  if (result.kind !== 'granted') throw new Error(result.kind)
  return result.grantId
}

const takeBack = (grantId: string) =>
  books.billing.revoke({ grantId, revokedBy: ADMIN, reason: 'a mistake', request: newRequest() })

describe('what an admin gives', () => {
  test('opens access for a term of the plan, without money', async () => {
    const ann = await someone(books)
    const now = books.clock.now()
    const until = addPeriod(now, 'P1M')
    const moved = await movedBy(books, async () => {
      expect(await give(ann)).toEqual({ kind: 'granted', grantId: expect.any(String), until })
    })
    expect(moved).toEqual({})
    expect(await accessTo(books, ann)).toEqual({ active: true, from: now, to: until })
    const story = await books.billing.story(ann)
    expect(story?.payments).toEqual([])
    expect(story?.grants).toMatchObject([
      {
        source: 'manual',
        chargeId: null,
        grantedBy: ADMIN,
        reason: 'a friend of the house',
        startsAt: now,
        endsAt: until,
      },
    ])
    const grantId = story?.grants[0]?.grantId
    expect(await newsFor(books, ann)).toEqual([
      { kind: 'granted_by_hand', plan: 'The month', until: until.toISOString(), grantId },
    ])
    expect(story?.notices).toMatchObject([{ kind: 'granted_by_hand', grantId, paymentId: null }])
  })

  test('counts from where what they hold of the plan ends, and a purchase then counts from where it ends', async () => {
    const ann = await someone(books)
    const end = addPeriod(addPeriod(addPeriod(books.clock.now(), 'P1M'), 'P1M'), 'P1M')
    await buy(books, ann)
    await give(ann)
    expect((await buy(books, ann)).settlement).toMatchObject({ kind: 'granted', until: end })
    expect(await accessTo(books, ann)).toMatchObject({ active: true, to: end })
  })

  test('may be for ever, and then nothing more is sold of it', async () => {
    const ann = await someone(books)
    expect(await give(ann, 'lifetime')).toMatchObject({ kind: 'granted', until: null })
    const order = await books.billing.openOrder({ personId: ann, planCode: 'lifetime', rail: 'stars' })
    expect(order.kind).toBe('owned_forever')
  })

  test('has no days of grace: nobody renews a gift', async () => {
    const ann = await someone(books)
    await give(ann, 'renewing')
    books.clock.advance(days(31))
    expect((await books.billing.accessOf(ann))[0]).toMatchObject({ active: false, inGrace: false })
  })

  test('is refused for a plan not on sale and for somebody unknown', async () => {
    const onSale = ['month', 'year', 'lifetime', 'renewing']
    expect(await give(await someone(books), 'nonsense')).toEqual({ kind: 'unknown_plan', onSale })
    expect(await give(424_242)).toEqual({ kind: 'unknown_person' })
    expect(await books.billing.accessOf(424_242)).toEqual([])
  })
})

test('what was paid for on a renewing plan has its days of grace', async () => {
  const ann = await someone(books)
  await buy(books, ann, 'renewing')
  books.clock.advance(days(31))
  expect((await books.billing.accessOf(ann))[0]).toMatchObject({ active: true, inGrace: true })
  books.clock.advance(days(2))
  expect((await books.billing.accessOf(ann))[0]).toMatchObject({ active: false, inGrace: false })
})

describe('what an admin takes back', () => {
  test('ends now, once', async () => {
    const ann = await someone(books)
    const from = books.clock.now()
    const grantId = await given(ann)
    books.clock.advance(days(3))
    const now = books.clock.now()
    expect(await takeBack(grantId)).toEqual({ kind: 'revoked' })
    expect(await accessTo(books, ann)).toEqual({ active: false, from, to: now })
    books.clock.advance(days(3))
    expect(await takeBack(grantId)).toEqual({ kind: 'already_revoked' })
    expect((await books.billing.story(ann))?.grants).toMatchObject([
      { revokedAt: now, revokedBy: ADMIN, revokedReason: 'a mistake' },
    ])
  })

  test('takes nothing of what was paid for: that moves up', async () => {
    const ann = await someone(books)
    const grantId = await given(ann)
    await buy(books, ann)
    books.clock.advance(days(3))
    await takeBack(grantId)
    expect(await accessTo(books, ann)).toMatchObject({
      active: true,
      to: addPeriod(books.clock.now(), 'P1M'),
    })
  })

  test('is never what was paid for: that ends by refund only', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    const [grant] = (await books.billing.story(ann))?.grants ?? []
    expect(await takeBack(grant?.grantId ?? '')).toEqual({ kind: 'paid', chargeId: charge.chargeId })
    expect(await accessTo(books, ann)).toMatchObject({ active: true })
  })

  test('is told to them when it took something, with what they still have', async () => {
    const ann = await someone(books)
    const grantId = await given(ann)
    await buy(books, ann)
    books.clock.advance(days(3))
    await takeBack(grantId)
    const accessUntil = addPeriod(books.clock.now(), 'P1M').toISOString()
    expect((await newsFor(books, ann)).at(-1)).toEqual({
      kind: 'revoked_by_hand',
      plan: 'The month',
      accessUntil,
      grantId,
    })
    const ben = await someone(books)
    await takeBack(await given(ben))
    expect((await newsFor(books, ben)).at(-1)).toMatchObject({ kind: 'revoked_by_hand', accessUntil: null })
  })

  test('is not told to them when it took nothing: it was over, or theirs for ever all the same', async () => {
    const ann = await someone(books)
    const [over, ever] = [await given(ann), await given(ann, 'lifetime')]
    await given(ann, 'lifetime')
    books.clock.advance(days(40))
    for (const grantId of [over, ever]) expect(await takeBack(grantId)).toEqual({ kind: 'revoked' })
    const told = (await newsFor(books, ann)).map(({ kind }) => kind)
    expect(told).toEqual(['granted_by_hand', 'granted_by_hand', 'granted_by_hand'])
  })

  test.each(['', 'nonsense', '0192e7f0-0000-7000-8000-000000000000', "'; drop table grants"])(
    'is refused for what is no grant: "%s"',
    async grantId => {
      expect(await takeBack(grantId)).toEqual({ kind: 'unknown_grant' })
    },
  )

  test('ends once when two admins do it at the same time', async () => {
    const grantId = await given(await someone(books))
    const results = await Promise.all([takeBack(grantId), takeBack(grantId), takeBack(grantId)])
    expect(results.map(({ kind }) => kind).sort()).toEqual(['already_revoked', 'already_revoked', 'revoked'])
  })
})
