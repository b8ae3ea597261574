import { beforeEach, describe, expect, test } from 'vitest'
import { rows, someone } from '../support/sale.ts'
import { arrivalOf, HOUR, MINUTE, signedIn } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

/** Sessions in so many places, the first to begin first. */
async function places(count: number, id = ann): Promise<string[]> {
  const ids: string[] = []
  for (let place = 0; place < count; place++) {
    books.clock.advance(1000)
    ids.push((await signedIn(books, arrivalOf(books, id))).session.id)
  }
  return ids
}

describe('old sessions', () => {
  beforeEach(async () => void (await rows(books, 'delete from sessions')))

  const kept = async (id: number) =>
    (
      await rows<{ id: string }>(books, `select id from sessions where person_id = ${id} order by begun_at`)
    ).map(row => row.id)
  const goOn = (ms: number) => books.clock.advance(ms)

  test('are forgotten a day after they are over, when another begins', async () => {
    const [session] = await places(1)
    goOn(36 * HOUR - 1000)
    const bob = await someone(books)
    await places(1, bob)
    expect(await kept(ann)).toEqual([session])
    goOn(MINUTE)
    await places(1, bob)
    expect(await kept(ann)).toEqual([])
  })

  test('whose proof is still accepted are remembered, so that what ended stays ended', async () => {
    const week = 7 * 24 * HOUR
    const arrival = arrivalOf(books, ann, { proofEndsAt: new Date(+books.clock.now() + week) })
    const { session } = await signedIn(books, arrival)
    await books.billing.sessions.end(session.id, ann)
    goOn(week)
    await places(1, await someone(books))
    expect(await books.billing.sessions.begin(arrival)).toEqual({ kind: 'refused', because: 'ended' })
    expect(await kept(ann)).toEqual([session.id])
    goOn(25 * HOUR)
    await places(1, await someone(books))
    expect(await kept(ann)).toEqual([])
  })

  test('are forgotten a few at a time, by many at once, who do not wait for each other', async () => {
    await places(20)
    goOn(72 * HOUR)
    const bob = await someone(books)
    const other = await books.reopen()
    const shops = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? books.billing : other))
    await signedIn(books, arrivalOf(books, bob))
    expect(await kept(ann)).toHaveLength(18)
    await Promise.all(shops.map(billing => signedIn({ billing }, arrivalOf(books, bob))))
    expect((await kept(ann)).length).toBeLessThan(10)
    expect(await kept(bob)).toHaveLength(13)
  })

  test('that come back themselves are refused, and not forgotten and begun anew in one go', async () => {
    const arrival = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrival)
    goOn(72 * HOUR)
    expect(await books.billing.sessions.begin(arrival)).toEqual({ kind: 'refused', because: 'ended' })
    expect(await kept(ann)).toEqual([session.id])
  })
})
