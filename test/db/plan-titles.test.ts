import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, plan, type TestBooks } from '../support/books.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: [plan({ code: 'month', title: 'Once' }), plan({ code: 'year' })] })
  for (const title of ['Twice', 'Thrice']) await books.reopen([plan({ code: 'month', title })])
})
afterAll(() => books.close())

test('a plan is called what its latest edition calls it, on sale or not', async () => {
  expect(await books.billing.planTitles(['month', 'year', 'year'])).toEqual(
    new Map([
      ['month', 'Thrice'],
      ['year', 'The year'],
    ]),
  )
})

test('its titles come in every language they are written in', async () => {
  const title = { en: 'Tea', ar: 'شاي' }
  await books.reopen([plan({ code: 'tea', title })])
  expect((await books.billing.planTitles(['tea'])).get('tea')).toEqual(title)
})

test('a code that never was has no title, and none asked for are none', async () => {
  expect(await books.billing.planTitles(["no'plan", '', '\u0001'])).toEqual(new Map())
  expect(await books.billing.planTitles([])).toEqual(new Map())
})
