import { describe, expect, test } from 'vitest'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { buy } from '../support/sale.ts'
import { arrivalOf, roundTripsOf, signedIn } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

describe('somebody our messages did not reach', () => {
  const isLost = async (id: number) => (await books.billing.story(id))?.person.unreachableAt !== null

  test('stays so when they open the app, unless they let the bot write to them; then what waited is told', async () => {
    await books.billing.lose(ann, 'blocked')
    const { duties, told } = recordDuties()
    const toldAnn = () => told.filter(({ personId }) => personId === ann).map(({ news }) => news.kind)
    await books.billing.work(duties)
    await buy(books, ann)
    await signedIn(books, arrivalOf(books, ann))
    await signedIn(books, arrivalOf(books, ann, { profile: { firstName: 'Anna' } }))
    await nothingPending(books)
    expect(await isLost(ann)).toBe(true)
    expect(toldAnn()).toEqual([])

    const arrival = arrivalOf(books, ann, { canBeWritten: true, profile: { firstName: 'Anna' } })
    expect((await signedIn(books, arrival)).person.unreachableAt).toBeNull()
    await nothingPending(books)
    expect(toldAnn()).toEqual(['thanks'])
    expect(await isLost(ann)).toBe(false)
    expect(await roundTripsOf(() => signedIn(books, arrival))).toBe(1)
  })

  test('stays so when their proof is refused', async () => {
    const arrival = arrivalOf(books, ann, { canBeWritten: true })
    const { session } = await signedIn(books, arrival)
    await books.billing.sessions.end(session.id, ann)
    await books.billing.lose(ann, 'blocked')
    expect((await books.billing.sessions.begin(arrival)).kind).toBe('refused')
    expect(await isLost(ann)).toBe(true)
  })
})
