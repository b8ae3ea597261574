import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { days, openBooks, plan } from '../support/books.ts'
import { lapsingIn, noon } from '../support/noon.ts'
import { accessTo, buy, newsFor, someone } from '../support/sale.ts'

const HOUR = 60 * 60 * 1000

const books = await openBooks({
  at: new Date('2026-11-21T12:00:00Z'),
  plans: [
    plan({ code: 'month', entitlements: ['pro'] }),
    plan({ code: 'week', term: 'P1W', entitlements: ['pro'] }),
    plan({ code: 'trip', term: 'P3D', entitlements: ['pro'] }),
    plan({ code: 'year', term: 'P1Y', entitlements: ['pro', 'more'] }),
  ],
})
const { billing, clock } = books
const lapseAt = lapsingIn(books)
beforeAll(() => clock.stand())
// To noon in UTC, so that nights play no part.
beforeEach(() => clock.advance(+noon(+clock.now() + days(1)) - +clock.now()))
afterAll(() => books.close())

async function told(personId: number, ...kinds: string[]) {
  return (await newsFor(books, personId)).filter(({ kind }) => kinds.includes(kind))
}

describe('what was paid once', () => {
  test('is said to end three days before it does, and to have ended, each once', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await lapseAt(+to - days(3) - HOUR)
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([])

    await lapseAt(+to - days(3))
    await Promise.all([billing.lapse(), (await books.reopen()).lapse()])
    const soon = { kind: 'ending_soon', plan: 'The month', planCode: 'month', until: to.toISOString() }
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([soon])

    await lapseAt(to)
    await Promise.all([billing.lapse(), billing.lapse()])
    const ended = { kind: 'ended', plan: 'The month', planCode: 'month', endedAt: to.toISOString() }
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([soon, ended])
  })

  test('for less than two weeks is said so one day before', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'week')
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await lapseAt(+to - days(1) - HOUR)
    expect(await told(ann, 'ending_soon')).toEqual([])
    await lapseAt(+to - days(1))
    expect(await told(ann, 'ending_soon')).toHaveLength(1)
  })

  test('is said to end when all of it does, also where more was bought meanwhile', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    await buy(books, ann)
    const { to } = (await accessTo(books, ann)) as { to: Date }
    for (const left of [33, 30, 20, 3.5]) await lapseAt(+to - days(left))
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([])
    await lapseAt(+to - days(2))
    expect(await told(ann, 'ending_soon')).toMatchObject([{ until: to.toISOString() }])
  })

  test('in several pieces that end while nobody looked is told to be over once, at its last end', async () => {
    const ann = await someone(books)
    for (const _ of [1, 2]) await buy(books, ann, 'trip')
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await lapseAt(noon(+to + days(1)))
    expect(await told(ann, 'ended')).toMatchObject([{ plan: 'The trip', endedAt: to.toISOString() }])
  })

  test('ends in silence while another plan opens all the same', async () => {
    const ann = await someone(books)
    await buy(books, ann)
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await buy(books, ann, 'year')
    for (const at of [+to - days(2), +to, +to + days(1)]) await lapseAt(at)
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([])
  })

  test('and was given back is not told twice to be over', async () => {
    const ann = await someone(books)
    const { charge } = await buy(books, ann)
    await lapseAt(+clock.now() + days(5))
    await billing.recordRefund({ charge, refundedAt: clock.now() })
    for (const later of [1, 20, 32]) await lapseAt(+clock.now() + days(later))
    expect(await told(ann, 'ending_soon', 'ended')).toEqual([])
  })

  test('and ended more than a week ago is no news', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    await buy(books, ann)
    const { to } = (await accessTo(books, ann)) as { to: Date }
    await lapseAt(+to - days(2))
    await buy(books, bob, 'week')
    await lapseAt(+noon(to) + days(8))
    expect(await told(ann, 'ended')).toEqual([])
    expect(await told(bob, 'ended')).toHaveLength(1)
  })

  test('is told in the morning of whoever sleeps', async () => {
    const [moscow, tokyo] = [await someone(books, { languageCode: 'ru' }), await someone(books)]
    await billing.keepTimeZone(tokyo, 'Asia/Tokyo')
    await billing.keepTimeZone(tokyo, 'Mars/Olympus')
    for (const person of [moscow, tokyo]) await buy(books, person)
    const { to } = (await accessTo(books, tokyo)) as { to: Date }
    // It is 22:00 in Moscow and 4:00 in Tokyo, then 0:01 and 6:01, 5:59 and 11:59, 9:00 and 15:00.
    const evening = new Date(new Date(+to).setUTCHours(19, 0, 0, 0))
    await lapseAt(evening)
    expect(await told(moscow, 'ended')).toEqual([])
    expect(await told(tokyo, 'ended')).toEqual([])
    expect(await accessTo(books, moscow)).toMatchObject({ active: false })
    await lapseAt(+evening + 5 * HOUR)
    expect(await told(tokyo, 'ended')).toHaveLength(1)
    await lapseAt(+evening + 11 * HOUR - 1)
    expect(await told(moscow, 'ended')).toEqual([])
    await lapseAt(+evening + 11 * HOUR)
    expect(await told(moscow, 'ended')).toHaveLength(1)
  })
})
