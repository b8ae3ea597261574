import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { accessTo, buy, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const stored = async (id: number) => (await rows(books, 'select *, xmin from people where id = $1', [id]))[0]

test('somebody new is known from now on', async () => {
  const profile = { id: 501, username: 'ann', firstName: 'Ann', lastName: 'Lee', languageCode: 'ru' }
  const now = books.clock.now()
  const person = { ...profile, language: null, unreachableAt: null, metAt: now }
  expect(await books.billing.meet(profile)).toMatchObject(person)
  books.clock.advance(1000)
  expect((await books.billing.story(501))?.person).toMatchObject(person)
})

// cases 55, 95
test.each([2 ** 31, 2 ** 32 + 7, 7_999_999_999, 2 ** 52 - 1])(
  'the id %d is kept exactly, everywhere',
  async id => {
    const { id: known } = await books.billing.meet({ id, firstName: 'Big' })
    expect(known).toBe(id)
    const { charge, order } = await buy(books, id)
    expect(order.personId).toBe(id)
    expect(await accessTo(books, id)).toMatchObject({ active: true })
    expect(await accessTo(books, id % 2 ** 31)).toBeNull()
    expect((await books.billing.story(id))?.payments).toMatchObject([{ chargeId: charge.chargeId }])
    const request = {
      chargeId: charge.chargeId,
      requestedBy: ADMIN,
      reason: 'asked for it',
      request: newRequest(),
    }
    expect(await books.billing.requestRefund(request)).toMatchObject({ personId: id })
  },
)

describe('meeting somebody again', () => {
  test('with nothing new reads and does not write', async () => {
    const profile = { id: 502, username: 'bob', firstName: 'Bob', languageCode: 'en' }
    await books.billing.meet(profile)
    const before = await stored(502)
    books.clock.advance(1000)
    const again = await books.billing.meet(profile)
    expect(again).toMatchObject({ id: 502, username: 'bob' })
    expect(await stored(502)).toEqual(before)
  })

  // case 95
  test.each([
    ['another name', { username: 'robert' }],
    ['no name any more', { username: undefined }],
    ['another first name', { firstName: 'Rob' }],
    ['a last name', { lastName: 'Dylan' }],
    ['another language', { languageCode: 'ru' }],
  ])('with %s keeps who they are and when they were met', async (_, change) => {
    const id = await someone(books, { username: 'bob', languageCode: 'en' })
    await buy(books, id)
    const { person } = (await books.billing.story(id)) ?? {}
    books.clock.advance(1000)
    const changed = { id, username: 'bob', firstName: `Person ${id}`, languageCode: 'en', ...change }
    expect(await books.billing.meet(changed)).toMatchObject({ id, metAt: person?.metAt })
    const story = await books.billing.story(id)
    const [[name, value] = []] = Object.entries(change)
    const usernameSince = name === 'username' ? expect.any(Date) : person?.usernameSince
    expect(story?.person).toEqual({ ...person, usernameSince, [name as string]: value ?? null })
    expect(story?.payments).toHaveLength(1)
    expect(await accessTo(books, id)).toMatchObject({ active: true })
  })

  test('who was known only by a payment or as an admin fills in the rest', async () => {
    const { metAt } = (await books.billing.story(ADMIN))?.person ?? {}
    books.clock.advance(1000)
    const admin = await books.billing.meet({ id: ADMIN, firstName: 'Ada', username: 'ada' })
    expect(admin).toMatchObject({ id: ADMIN, firstName: 'Ada', username: 'ada', metAt })
  })

  test('for the first time many times at once makes one of them', async () => {
    const profile = { id: 503, firstName: 'Eve' }
    const all = await Promise.all(Array.from({ length: 8 }, () => books.billing.meet(profile)))
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([503]))
    expect(await rows(books, 'select count(*)::int as count from people where id = 503')).toEqual([
      { count: 1 },
    ])
  })
})

// case 95
test('a name that passes from one person to another takes nothing along', async () => {
  const first = await someone(books, { username: 'star' })
  await buy(books, first)
  const second = await someone(books, { username: 'star' })
  expect(await accessTo(books, first)).toMatchObject({ active: true })
  expect(await accessTo(books, second)).toBeNull()
  expect((await books.billing.findPeople('@star')).map(({ id }) => id).sort()).toEqual([first, second].sort())
})

// case 95
test('a name leads first to whoever took it last, also when they have been here for long', async () => {
  const old = await someone(books, { username: 'veteran' })
  const young = await someone(books, { username: 'comet' })
  books.clock.advance(1000)
  await books.billing.meet({ id: young, firstName: 'Young', username: 'comet2' })
  await books.billing.meet({ id: young, firstName: 'Young', username: 'comet' })
  books.clock.advance(1000)
  await books.billing.meet({ id: old, firstName: 'Old', username: 'comet' })
  expect((await books.billing.findPeople('@comet')).map(({ id }) => id)).toEqual([old, young])
})

describe('the language somebody chose', () => {
  test('is kept when Telegram reports another, until they choose again', async () => {
    const id = await someone(books, { languageCode: 'en' })
    await books.billing.chooseLanguage(id, 'ru')
    await books.billing.meet({ id, firstName: 'New', languageCode: 'de' })
    expect((await books.billing.story(id))?.person).toMatchObject({ language: 'ru', languageCode: 'de' })
    await books.billing.chooseLanguage(id, null)
    expect((await books.billing.story(id))?.person).toMatchObject({ language: null, languageCode: 'de' })
  })

  test('does not make meeting them a write', async () => {
    const id = await someone(books)
    await books.billing.chooseLanguage(id, 'ru')
    const before = await stored(id)
    expect(await books.billing.meet({ id, firstName: `Person ${id}` })).toMatchObject({ language: 'ru' })
    expect(await stored(id)).toEqual(before)
  })
})
