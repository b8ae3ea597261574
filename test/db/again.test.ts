import { expect, test, vi } from 'vitest'
import { again } from '../../db/again.ts'
import { openDatabase } from '../../db/orm.ts'
import { takeDown } from '../stories/outage.ts'
import { openBooks } from '../support/books.ts'

test('a start waits for a database that is away for a moment, and says so once', async () => {
  const books = await openBooks()
  const restore = await takeDown(books.url)
  const onWaiting = vi.fn()
  const opened = again(() => openDatabase(books.url), { patienceMs: 30_000, onWaiting })
  await expect.poll(() => onWaiting.mock.calls.length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 1200))
  await restore()
  const database = await opened
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(onWaiting).toHaveBeenCalledOnce()
  await database.close()
  await books.close()
})

test('a database that does not come, or turns us away, ends the start with the reason', async () => {
  const open = (url: string, patienceMs: number) =>
    again(() => openDatabase(url), { patienceMs, onWaiting: () => {} })
  await expect(open('postgres://nobody@127.0.0.1:9/none', 600)).rejects.toThrow('ECONNREFUSED')
  const books = await openBooks()
  const url = new URL(books.url)
  url.password = 'wrong'
  await expect(open(url.href, 30_000)).rejects.toThrow('password authentication failed')
  await books.close()
})
