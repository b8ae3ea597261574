import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createBilling, type TellOutcome } from '../../db/billing.ts'
import { newId } from '../../db/id.ts'
import { openJobs } from '../../db/jobs.ts'
import { ADMIN, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { nothingPending, nothingPendingSoon, recordDuties } from '../support/duties.ts'
import { anOrder, buy, chargeFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const nothingLeft = () => nothingPending(books)

describe('a message the books owe', () => {
  test('waits, and is told once to the right person, though two processes work', async () => {
    const ann = await someone(books, { languageCode: 'ru' })
    const { charge } = await buy(books, ann)
    await books.billing.settle(chargeFor(await anOrder(books, ann), { reference: 'nonsense' }))
    expect(await books.billing.pending()).toEqual([
      { kind: 'messages', count: 3 },
      { kind: 'refunds', count: 0 },
      { kind: 'readings', count: 0 },
      { kind: 'renewals', count: 0 },
      { kind: 'webhooks', count: 0 },
    ])

    const { duties, told } = recordDuties()
    const other = await books.reopen()
    await Promise.all([books.billing.work(duties), other.work(duties)])
    await nothingLeft()
    expect(told.map(({ personId, news }) => [personId, news.kind]).sort()).toEqual([
      [ann, 'held'],
      [ann, 'thanks'],
      [ADMIN, 'quarantined'],
    ])
    const news = told.find(({ news }) => news.kind === 'thanks')
    expect(news).toMatchObject({ personId: ann, language: 'ru', news: { chargeId: charge.chargeId } })
    const kept = await rows(
      books,
      'select sent_at is not null as sent, message_id is not null as known from notices',
    )
    expect(kept).toEqual(Array(3).fill({ sent: true, known: true }))
    expect((await books.billing.story(ann))?.notices.every(({ sentAt }) => sentAt !== null)).toBe(true)
  })

  test('is told within the moment once work has begun, in the language they chose', async () => {
    const { duties, told } = recordDuties()
    await books.billing.work(duties)
    const [ann, bob] = [await someone(books, { languageCode: 'en' }), await someone(books)]
    await books.billing.chooseLanguage(ann, 'ru')
    await Promise.all([buy(books, ann), buy(books, bob)])
    await nothingLeft()
    expect(told.find(({ personId }) => personId === ann)?.language).toBe('ru')
    expect(told.find(({ personId }) => personId === bob)?.language).toBeNull()
  })

  test('that does not go through is tried again until it does, and holds nobody else up', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    let tries = 0
    const { duties, told } = recordDuties({
      tell({ personId }): TellOutcome {
        if (personId === ann && ++tries < 3) throw tries === 1 ? new Error('429: later') : 'not even an error'
        return { kind: 'sent', messageId: 77 }
      },
    })
    await buy(books, ann)
    await buy(books, bob)
    await books.billing.work(duties)
    await nothingPendingSoon(books)
    const order = told.map(({ personId }) => personId)
    expect([order.slice(0, 2).sort(), order.slice(2)]).toEqual([
      [ann, bob],
      [ann, ann],
    ])
    expect(books.logged).toMatchObject(
      ['429: later', 'not even an error'].map(problem => ({
        level: 'warn',
        fields: { err: problem === '429: later' ? new Error(problem) : problem, notice: expect.any(String) },
        message: 'the notice did not go through; it will be tried again',
      })),
    )
    expect(await rows(books, 'select message_id::int from notices where person_id = $1', [ann])).toEqual([
      { message_id: 77 },
    ])
  })
})

test('what a process has in hand when it must stop is taken up by another at once', async () => {
  const { database, clock } = books
  const log = { info() {}, warn() {}, error() {} }
  const stopping = await createBilling({ database, plans: SHOP, adminIds: [], log, now: clock.now })
  const hanging = recordDuties({ tell: () => new Promise(() => {}) })
  await stopping.work(hanging.duties)
  await buy(books, await someone(books))
  await vi.waitFor(() => expect(hanging.told).toHaveLength(1), { timeout: 10_000 })
  await stopping.stop(1000)
  expect(await rows(books, `select state from pgboss.job where name = 'messages'`)).toEqual([
    { state: 'retry' },
  ])

  const { duties, told } = recordDuties()
  await books.billing.work(duties)
  await nothingLeft()
  expect(told).toEqual(hanging.told)
})

test('a job can only be born inside a transaction', async () => {
  const { pool, orm } = books.database
  const jobs = await openJobs(pool, { info() {}, warn() {}, error() {} })
  await expect(jobs.add('messages', [{ id: newId(), key: '1' }], orm.em.fork())).rejects.toThrow(
    'a job can only be born inside a transaction',
  )
  expect(await jobs.pending()).toMatchObject(Array(5).fill({ count: 0 }))
  await jobs.stop()
})
