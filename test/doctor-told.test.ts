import { afterAll, beforeAll, expect, it } from 'vitest'
import { days, openBooks, type TestBooks } from './support/books.ts'
import { examined } from './support/examined.ts'
import { buy, rows, someone } from './support/sale.ts'
import { announceAll } from './support/told.ts'

const HERE = 'https://127.0.0.1/hook'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks({ webhookUrls: [HERE], at: new Date() })
})
afterAll(() => books.close())

const ask = (url = HERE) => {
  const env = { OUTGOING_WEBHOOK_URLS: url, OUTGOING_WEBHOOK_SECRET: 's'.repeat(32) }
  return examined(books, {}, { ...env, OUTGOING_WEBHOOK_ALLOW_PRIVATE: '1' }, { now: books.clock.now })
}

it('says where other services are not told what they should be, and nothing where they are', async () => {
  const ann = await someone(books)
  await buy(books, ann)
  const unlooked = await ask()
  expect(unlooked.said).toContain(
    'note  Webhooks: people who moved and whom nobody has looked at to tell it: 1.',
  )
  expect(unlooked.said).not.toContain('is not what they may use')
  await announceAll(books)
  const well = await ask()
  expect(well.said).not.toMatch(/(note|BAD) +Webhooks/)
  expect(well.exitCode, well.said).toBe(0)

  await rows(books, `delete from pgboss.job where name = 'webhooks'`)
  expect((await ask()).said).toContain('note  Webhooks: people something waits for without a job: 1.')

  const other = (await ask('https://127.0.0.2/hook')).said
  expect(other).toContain('note  Webhooks: set here, and not told: 127.0.0.2.')
  expect(other).toContain('note  Webhooks: told, and not set here: 127.0.0.1.')

  await rows(books, `update access_watches set told = '{}'`)
  const strayed = await ask()
  expect(strayed.said).toContain(
    `BAD   Webhooks: what was told of 1 people is not what they may use: ${ann}. See /webhooks ${ann}.`,
  )
  expect(strayed.exitCode).toBe(1)
  books.clock.advance(days(60))
  expect((await ask()).said).toContain('whom nobody has looked at to tell it: 1.')
})
