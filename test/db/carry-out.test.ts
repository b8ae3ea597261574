import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TellOutcome } from '../../db/billing.ts'
import { openJobs } from '../../db/jobs.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { accessTo, anOrder, buy, chargeFor, newsFor, rows, someone } from '../support/sale.ts'

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
      { kind: 'tell', count: 3 },
      { kind: 'give_back', count: 0 },
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
    await nothingLeft()
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

  // case 84
  test('is not told again when its job runs again after it was sent', async () => {
    const { duties, told } = recordDuties()
    await books.billing.work(duties)
    const ann = await someone(books)
    await buy(books, ann)
    await nothingLeft()
    const { pool } = books.database
    await pool.query(`update pgboss.job set state = 'created', completed_on = null where name = 'tell'`)
    await nothingLeft()
    expect(told).toHaveLength(1)
  })

  test('goes to each person one after the other, in the order it was born', async () => {
    const ann = await someone(books)
    const order = await anOrder(books, ann)
    for (const _ of [1, 2, 3, 4]) await books.billing.settle(chargeFor(order))
    let under = 0
    const { duties, told } = recordDuties({
      async tell() {
        expect(++under).toBe(1)
        await new Promise(resolve => setTimeout(resolve, 20))
        under--
        return { kind: 'sent', messageId: 1 }
      },
    })
    await books.billing.work(duties)
    await nothingLeft()
    expect(books.logged).toEqual([])
    expect(told.map(({ news }) => news)).toEqual(await newsFor(books, ann))
  })
})

// case 40
test('who cannot be reached is marked, keeps what they bought, and is clear again when they write', async () => {
  const { duties, told } = recordDuties({ tell: () => ({ kind: 'unreachable' }) })
  const ann = await someone(books)
  await buy(books, ann)
  await books.billing.work(duties)
  await nothingLeft()
  expect(told).toHaveLength(1)
  const story = await books.billing.story(ann)
  expect(story?.person.unreachableAt).toBeInstanceOf(Date)
  expect(story?.notices).toMatchObject([{ kind: 'thanks', sentAt: null }])
  expect(await accessTo(books, ann)).toMatchObject({ active: true })

  expect((await books.billing.meet({ id: ann, firstName: `Person ${ann}` })).unreachableAt).toBeNull()
  expect((await books.billing.story(ann))?.person.unreachableAt).toBeNull()
})

test('a job can only be born inside a transaction', async () => {
  const { pool, orm } = books.database
  const jobs = await openJobs(pool, { info() {}, warn() {}, error() {} })
  await expect(jobs.add('tell', ['0192e7f0-0000-7000-8000-000000000000'], orm.em.fork())).rejects.toThrow(
    'a job can only be born inside a transaction',
  )
  expect(await jobs.pending()).toMatchObject([{ count: 0 }, { count: 0 }])
  await jobs.stop()
})
