import { describe, expect, test } from 'vitest'
import { rows, someone } from '../support/sale.ts'
import { arrivalOf, HOUR, MINUTE, roundTripsOf, signedIn } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

const personOf = async (id: number) => (await books.billing.story(id))?.person
const usesOf = async (id: string) =>
  (await rows<{ uses: number }>(books, `select uses from sessions where id = '${id}'`))[0]?.uses
const soon = (ms: number) => new Date(+books.clock.now() + ms)

describe('whoever arrives', () => {
  test('is known from then on by their Telegram id, and signed in', async () => {
    const id = 2 ** 52 - 1 // case 55
    const profile = { username: 'ada', firstName: 'Ada', lastName: 'Lovelace', languageCode: 'ru' }
    const begun = await signedIn(books, arrivalOf(books, id, { profile }))
    const person = {
      ...{ id, ...profile, language: null, usernameSince: books.clock.now(), metAt: books.clock.now() },
      ...{
        unreachableAt: null,
        unreachableBecause: null,
        signedOutAt: null,
        timeZone: null,
        forgottenAt: null,
      },
    }
    expect(begun).toEqual({
      kind: 'begun',
      session: { id: expect.any(String), expiresAt: soon(15 * MINUTE) },
      person,
    })
    expect(await personOf(id)).toEqual(person)
    expect(await books.billing.sessions.holder(begun.session.id, id)).toEqual(person)
  })

  // case 95, and what the predecessor did: it looked people up by their @name
  test('is never taken for another who bears, or bore, the same @name', async () => {
    const bob = await someone(books, { username: 'shared_name' })
    const profile = { username: 'shared_name' }
    const { person, session } = await signedIn(books, arrivalOf(books, ann, { profile }))
    expect(person.id).toBe(ann)
    expect(await books.billing.sessions.holder(session.id, bob)).toBeNull()
    expect(await books.billing.sessions.list(bob)).toEqual([])
    expect((await personOf(bob))?.username).toBe('shared_name')
  })

  test('with another name is known by the new one, and keeps the language they chose', async () => {
    await books.billing.chooseLanguage(ann, 'ar')
    const before = await personOf(ann)
    books.clock.advance(HOUR)
    const renamed = { firstName: 'Anna', languageCode: 'en' }
    const first = await signedIn(books, arrivalOf(books, ann, { profile: renamed }))
    expect(first.person).toEqual({ ...before, ...renamed })
    books.clock.advance(HOUR)
    const named = { ...renamed, username: 'anna' }
    const second = await signedIn(books, arrivalOf(books, ann, { profile: named }))
    expect(second.person).toEqual({ ...before, ...named, usernameSince: books.clock.now() })
    expect(await personOf(ann)).toEqual(second.person)
  })

  test('costs one round trip where nothing about them changed, else two', async () => {
    const tripsOf = (arrival = arrivalOf(books, ann)) => roundTripsOf(() => signedIn(books, arrival))
    const again = arrivalOf(books, ann)
    expect(await tripsOf(again)).toBe(1)
    expect(await tripsOf(again)).toBe(1)
    expect(await tripsOf(arrivalOf(books, ann, { profile: { firstName: 'Anna' } }))).toBe(2)
    expect(await tripsOf(arrivalOf(books, 7_000_000_001))).toBe(2)
    expect(await tripsOf(arrivalOf(books, 7_000_000_001))).toBe(1)
  })
})

// case 97
describe('the same proof again', () => {
  test('is the same session, open for longer, and counted', async () => {
    const arrival = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrival)
    books.clock.advance(10 * MINUTE)
    expect(await signedIn(books, arrival)).toMatchObject({
      kind: 'refreshed',
      session: { id: session.id, expiresAt: soon(15 * MINUTE) },
    })
    expect(await usesOf(session.id)).toBe(2)
    expect(await books.billing.sessions.list(ann)).toEqual([
      { id: session.id, begunAt: soon(-10 * MINUTE), seenAt: soon(0) },
    ])
  })

  test('opens a session again whose token has run out', async () => {
    const arrival = arrivalOf(books, ann, { ttlSeconds: 60 })
    const { session } = await signedIn(books, arrival)
    books.clock.advance(2 * MINUTE)
    expect(await books.billing.sessions.holder(session.id, ann)).toBeNull()
    await signedIn(books, arrival)
    expect(await books.billing.sessions.holder(session.id, ann)).toMatchObject({ id: ann })
  })

  test('is good twenty times, and refused from then on; another is not', async () => {
    const arrival = arrivalOf(books, ann)
    for (let use = 1; use <= 20; use++) await signedIn(books, arrival)
    const refused = { kind: 'refused', because: 'used_up' }
    expect(await books.billing.sessions.begin(arrival)).toEqual(refused)
    expect(await books.billing.sessions.begin(arrival)).toEqual(refused)
    await signedIn(books, arrivalOf(books, ann))
  })

  test('after it ended is refused, also when it comes with another name, which is not believed', async () => {
    const arrival = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrival)
    await books.billing.sessions.end(session.id, ann)
    const renamed = { ...arrival, profile: { ...arrival.profile, firstName: 'Mallory' } }
    for (const late of [arrival, renamed])
      expect(await books.billing.sessions.begin(late)).toEqual({ kind: 'refused', because: 'ended' })
    expect((await personOf(ann))?.firstName).toBe(`Person ${ann}`)
  })

  test('twelve hours after its first use is refused: the session has had its time', async () => {
    const arrival = arrivalOf(books, ann, { proofEndsAt: soon(48 * HOUR) })
    await signedIn(books, arrival)
    books.clock.advance(12 * HOUR - 1)
    const { session } = await signedIn(books, arrival)
    expect(session.expiresAt).toEqual(soon(1))
    books.clock.advance(1)
    expect(await books.billing.sessions.begin(arrival)).toEqual({ kind: 'refused', because: 'ended' })
  })

  test('from somebody else is refused', async () => {
    const arrival = arrivalOf(books, ann)
    await signedIn(books, arrival)
    const bob = await someone(books)
    const stolen = { ...arrival, profile: { id: bob, firstName: `Person ${bob}` } }
    expect(await books.billing.sessions.begin(stolen)).toEqual({ kind: 'refused', because: 'ended' })
  })

  test('at the same moment, in two processes, from somebody new: one session, each use counted', async () => {
    const id = 7_000_000_002
    const arrival = arrivalOf(books, id)
    const other = await books.reopen()
    const shops = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? books.billing : other))
    const begun = await Promise.all(shops.map(billing => signedIn({ billing }, arrival)))
    expect(begun.filter(({ kind }) => kind === 'begun')).toHaveLength(1)
    expect(new Set(begun.map(({ session }) => session.id)).size).toBe(1)
    expect(await usesOf(begun[0]?.session.id ?? '')).toBe(12)
    expect(await books.billing.sessions.list(id)).toHaveLength(1)
  })

  test('at the same moment more often than it is good for: twenty uses, the others refused', async () => {
    const arrival = arrivalOf(books, ann)
    const begun = await Promise.all(Array.from({ length: 25 }, () => books.billing.sessions.begin(arrival)))
    expect(begun.filter(({ kind }) => kind === 'refused')).toHaveLength(5)
  })
})
