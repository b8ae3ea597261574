import { beforeEach, describe, expect, test } from 'vitest'
import { rows, someone } from '../support/sale.ts'
import { arrivalOf, MINUTE, roundTripsOf, signedIn, somebodyWaits } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

let bob: number
/** What they are called changes with each test, for a name leads to all who ever bore it. */
let name: string

openForAnn()
beforeEach(async () => {
  bob = await someone(books)
  name = `star_${ann}`
})

const personOf = async (id: number) => (await books.billing.story(id))?.person
const stored = async (id: number) => (await rows(books, 'select *, xmin from people where id = $1', [id]))[0]
const bearersOf = async (username: string) =>
  (await books.billing.findPeople(`@${username}`)).map(({ id }) => id)
const called = (id: number, username: string | undefined, firstName = `Person ${id}`) => ({
  id,
  firstName,
  username,
})

// case 95
describe('what was signed before they changed their name', () => {
  test('when it comes again gives no name back that another bears by now, and changes nothing', async () => {
    const arrival = arrivalOf(books, ann, { profile: called(ann, name) })
    await signedIn(books, arrival)
    books.clock.advance(MINUTE)
    await books.billing.meet(called(ann, `not_${name}`, 'Anna'))
    await books.billing.meet(called(bob, name))
    const known = await stored(ann)
    books.clock.advance(MINUTE)
    const refreshed = await signedIn(books, arrival)
    expect(refreshed).toMatchObject({ kind: 'refreshed', person: { username: `not_${name}` } })
    expect(await stored(ann)).toEqual(known)
    expect(await bearersOf(name)).toEqual([bob])
    expect(await roundTripsOf(() => signedIn(books, arrival))).toBe(1)
  })

  test('signs them in as whom we know by now when it comes first, in one round trip', async () => {
    const arrival = arrivalOf(books, ann, { profile: called(ann, name) })
    books.clock.advance(MINUTE)
    await books.billing.meet(called(ann, undefined))
    await books.billing.meet(called(ann, `not_${name}`, 'Anna'))
    const known = await stored(ann)
    expect(await roundTripsOf(() => signedIn(books, arrival))).toBe(1)
    expect(await stored(ann)).toEqual(known)
  })

  // The one lock stops them before they are read, the other between that and the writing.
  test.each(['no key update', 'share'])(
    'is not believed either when we learn the new name in that very moment (%s)',
    async lock => {
      const arrival = arrivalOf(books, ann, { profile: called(ann, name, 'Old') })
      books.clock.advance(MINUTE)
      const renaming = await books.database.pool.connect()
      await renaming.query('begin')
      await renaming.query(`select from people where id = $1 for ${lock}`, [ann])
      const begun = signedIn(books, arrival)
      await somebodyWaits(books)
      await renaming.query("update people set username = 'new', username_since = $2 where id = $1", [
        ann,
        books.clock.now(),
      ])
      await renaming.query('commit')
      renaming.release()
      const known = { username: 'new', usernameSince: books.clock.now(), firstName: `Person ${ann}` }
      expect((await begun).person).toMatchObject(known)
      expect(await personOf(ann)).toMatchObject(known)
    },
  )

  test('names them from when it was signed: who took the name after that bears it, whoever comes first', async () => {
    const signedAt = books.clock.now()
    const arrival = arrivalOf(books, ann, { profile: called(ann, name) })
    books.clock.advance(MINUTE)
    await books.billing.meet(called(bob, name))
    books.clock.advance(MINUTE)
    expect((await signedIn(books, arrival)).person).toMatchObject({ username: name, usernameSince: signedAt })
    expect(await bearersOf(name)).toEqual([bob, ann])
    const stranger = arrivalOf(books, 7_100_000_000 + ann, {
      authDate: signedAt,
      profile: { username: name },
    })
    expect((await signedIn(books, stranger)).person.usernameSince).toEqual(signedAt)
  })

  test('by a clock ahead of ours names them from now, and not from a time to come', async () => {
    const authDate = new Date(+books.clock.now() + MINUTE)
    const arrival = arrivalOf(books, ann, { authDate, profile: called(ann, name) })
    expect((await signedIn(books, arrival)).person.usernameSince).toEqual(books.clock.now())
  })
})

describe('what was used before', () => {
  test('is no news of them, whatever changed since', async () => {
    const arrival = arrivalOf(books, ann)
    await signedIn(books, arrival)
    await books.billing.meet(called(ann, undefined, 'Anna'))
    expect((await signedIn(books, arrival)).person).toMatchObject({ firstName: 'Anna' })
    expect(await personOf(ann)).toMatchObject({ firstName: 'Anna' })
  })

  test('nor when its session ends in that very moment', async () => {
    const arrival = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrival)
    await books.billing.meet(called(ann, undefined, 'Anna'))
    const ending = await books.database.pool.connect()
    await ending.query('begin')
    await ending.query("update sessions set ended_at = now(), ended_because = 'here' where id = $1", [
      session.id,
    ])
    const begun = books.billing.sessions.begin(arrival)
    await somebodyWaits(books)
    await ending.query('commit')
    ending.release()
    expect(await begun).toEqual({ kind: 'refused', because: 'ended' })
    expect(await personOf(ann)).toMatchObject({ firstName: 'Anna' })
  })
})

test('that they let the bot write is believed once: they may have blocked it since', async () => {
  const arrival = arrivalOf(books, ann, { canBeWritten: true })
  await signedIn(books, arrival)
  await books.billing.lose(ann, 'blocked')
  expect((await signedIn(books, arrival)).kind).toBe('refreshed')
  expect(await personOf(ann)).toMatchObject({ unreachableBecause: 'blocked' })
})

test('who is back in reach with an old proof keeps the name they took since', async () => {
  const arrival = arrivalOf(books, ann, { canBeWritten: true, profile: called(ann, name) })
  books.clock.advance(MINUTE)
  await books.billing.meet(called(ann, `not_${name}`))
  await books.billing.lose(ann, 'blocked')
  await signedIn(books, arrival)
  expect(await personOf(ann)).toMatchObject({ username: `not_${name}`, unreachableAt: null })
})
