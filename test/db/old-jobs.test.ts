import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { migrateDatabase } from '../../db/migrate.ts'
import { carryOverOldJobs } from '../../db/old-jobs.ts'
import { ADMIN, openBooks } from '../support/books.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { buy, newRequest, newsFor, rows, someone } from '../support/sale.ts'

const quiet = { info() {}, warn() {}, error() {} }

test('what the version before still owed is carried out by this one, once, though its start was cut short', async () => {
  const books = await openBooks()
  const { pool } = books.database
  const [ann, bob, eve] = [await someone(books), await someone(books), await someone(books)]
  const { charge } = await buy(books, ann)
  for (const person of [ann, bob, eve]) await buy(books, person)
  const request = {
    chargeId: charge.chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  }
  await books.billing.requestRefund(request)
  await books.billing.lose(eve, 'blocked')
  await pool.query('update notices set sent_at = now() where person_id = $1', [bob])

  // As the version before left it: its own queues, with jobs in every state, and nothing in ours.
  await pool.query('delete from pgboss.job')
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    supervise: false,
  })
  await boss.start()
  for (const queue of ['tell', 'give_back']) await boss.createQueue(queue)
  const [notices, refunds] = [
    await rows<{ id: string }>(books, 'select id from notices'),
    await rows<{ id: string }>(books, 'select id from refunds'),
  ]
  await boss.insert('tell', notices)
  await boss.insert('give_back', refunds)
  await boss.fetch('tell', { batchSize: 2 })
  await boss.stop({ graceful: false })

  const inQueues = () => rows(books, 'select name, count(*)::int from pgboss.job group by 1 order by 1')
  const before = await inQueues()
  await expect(
    carryOverOldJobs(pool, async () => {
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect(await inQueues()).toEqual(before)

  for (const _ of ['first', 'again']) await migrateDatabase(books.database, quiet)
  expect(await rows(books, `select 1 from pgboss.queue where name in ('tell', 'give_back')`)).toEqual([])
  expect(await inQueues()).toEqual([
    { name: 'messages', count: 2 },
    { name: 'refunds', count: 1 },
  ])

  const { duties, told, givenBack } = recordDuties()
  await books.billing.work(duties)
  await nothingPending(books)
  expect(givenBack).toHaveLength(1)
  expect(told.filter(({ personId }) => personId === ann).map(({ news }) => news)).toEqual(
    await newsFor(books, ann),
  )
  expect(told.map(({ personId }) => personId)).not.toContain(bob)
  await books.billing.meet({ id: eve, firstName: 'Eve' })
  await nothingPending(books)
  expect(told.at(-1)).toMatchObject({ personId: eve, news: { kind: 'thanks' } })
  await books.close()
})
