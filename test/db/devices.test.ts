import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Billing } from '../../db/billing.ts'
import { ADMIN, days, openBooks, plan, type TestBooks } from '../support/books.ts'
import { aDevice } from '../support/device.ts'
import { buy, newRequest, someone } from '../support/sale.ts'
import { subscribe } from '../support/stars-sale.ts'

const SHOP = [
  plan({ code: 'month', maxDevices: 3 }),
  plan({ code: 'family', maxDevices: 5 }),
  plan({
    ...{ code: 'club', maxDevices: 4, entitlements: ['club'], term: 'P30D', graceDays: 3 },
    stars: { amount: 500, recurring: true },
  }),
]

let books: TestBooks
let billing: Billing
beforeAll(async () => {
  books = await openBooks({ plans: SHOP })
  billing = books.billing
})
afterAll(() => books.close())

const register = (personId: number, name: string, through = billing) =>
  through.devices.register({ personId, name })
const most = async (personId: number) => (await billing.devices.list(personId)).most
const names = async (personId: number) =>
  (await billing.devices.list(personId)).devices.map(({ name }) => name)

// case 101
describe('how many devices somebody may have', () => {
  test('is one without a plan, the most of the plans they hold, and one again once those are over', async () => {
    const ann = await someone(books)
    expect(await most(ann)).toBe(1)
    await buy(books, ann, 'family')
    await buy(books, ann, 'month')
    expect(await most(ann)).toBe(5)
    books.clock.advance(days(32))
    expect(await most(ann)).toBe(1)
  })

  test('is what the edition says that they bought, and that of the next one once it begins', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'month')
    const any = Number.MAX_SAFE_INTEGER
    await books.reopen(SHOP.map(terms => ({ ...terms, maxDevices: any })))
    await buy(books, ann, 'month')
    expect(await most(ann)).toBe(3)
    books.clock.advance(days(32))
    expect(await most(ann)).toBe(any)
    await aDevice(books, ann, 'phone')
    await books.reopen(SHOP)
  })

  test('counts what an admin gave, and no longer what was taken back', async () => {
    const ann = await someone(books)
    const by = { grantedBy: ADMIN, reason: 'a friend', request: newRequest() }
    const given = await billing.grant({ personId: ann, planCode: 'family', ...by })
    expect(await most(ann)).toBe(5)
    if (given.kind !== 'granted') throw new Error(given.kind)
    const back = { revokedBy: ADMIN, reason: 'no friend', request: newRequest() }
    await billing.revoke({ grantId: given.grantId, ...back })
    expect(await most(ann)).toBe(1)
  })

  test('holds through the days of grace of a renewal that is awaited', async () => {
    const ann = await someone(books)
    const { charge } = await subscribe(books, ann, 'club')
    const end = +(charge.recurring?.endsAt ?? 0)
    books.clock.advance(end + days(2) - +books.clock.now())
    expect(await most(ann)).toBe(4)
    books.clock.advance(days(1))
    expect(await most(ann)).toBe(1)
  })

  test('is counted by the books: of many at once, in two processes, as many pass as may', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'month')
    const other = await books.reopen()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => register(ann, `device ${n}`, n % 2 ? other : billing)),
    )
    expect(answers.filter(({ kind }) => kind === 'registered')).toHaveLength(3)
    expect(answers.filter(({ kind }) => kind !== 'registered')).toEqual(
      Array(5).fill({ kind: 'limit', most: 3, plans: ['family', 'club'] }),
    )
    expect(await names(ann)).toHaveLength(3)
  })

  // case 103
  test('may fall below what there is: those go on, and none is added before enough are revoked', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'month')
    const one = await aDevice(books, ann, 'one')
    const two = await aDevice(books, ann, 'two')
    const three = await aDevice(books, ann, 'three')
    books.clock.advance(days(32))
    for (const { id, secret } of [one, two, three])
      expect(await billing.devices.holder(secret)).toEqual({ deviceId: id, personId: ann })
    expect(await billing.devices.rename({ personId: ann, deviceId: one.id, name: 'uno' })).toMatchObject({
      kind: 'renamed',
    })
    // What allows no more than there are would not help.
    const limit = { kind: 'limit', most: 1, plans: ['family', 'club'] }
    expect(await register(ann, 'four')).toEqual(limit)
    for (const { id: deviceId } of [one, two]) {
      await billing.devices.revoke({ personId: ann, deviceId })
      expect(await register(ann, 'four')).toEqual({ ...limit, plans: ['month', 'family', 'club'] })
    }
    await billing.devices.revoke({ personId: ann, deviceId: three.id })
    await aDevice(books, ann, 'four')
  })
})

// case 101
describe('a name', () => {
  test('is one living device’s, however it is written, also of two at once; a revoked one’s is free', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'month')
    const both = await Promise.all([register(ann, ' Phone'), register(ann, 'PHONE')])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['name_taken', 'registered'])
    const other = await aDevice(books, ann, 'tablet')
    const rename = (name: string) => billing.devices.rename({ personId: ann, deviceId: other.id, name })
    expect(await rename('phone ')).toEqual({ kind: 'name_taken' })
    expect(await rename('Tablet')).toMatchObject({
      kind: 'renamed',
      device: { id: other.id, name: 'Tablet' },
    })

    await billing.devices.revoke({ personId: ann, deviceId: other.id })
    expect(await rename('other')).toEqual({ kind: 'unknown_device' })
    await aDevice(books, ann, 'TABLET')
    const ben = await someone(books)
    await aDevice(books, ben, 'Phone')
  })
})
