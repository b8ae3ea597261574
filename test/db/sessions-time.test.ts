import { describe, expect, test } from 'vitest'
import { someone } from '../support/sale.ts'
import { arrivalOf, HOUR, MINUTE, roundTripsOf, signedIn, TTL_SECONDS } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

const soon = (ms: number) => new Date(+books.clock.now() + ms)

describe('a session', () => {
  test('has one holder, who is known by both its id and their own, in one round trip', async () => {
    const { session } = await signedIn(books, arrivalOf(books, ann))
    const { holder } = books.billing.sessions
    expect(await roundTripsOf(() => holder(session.id, ann))).toBe(1)
    const bob = await someone(books)
    for (const id of [bob, 0, -1, Number.NaN, 1.5, Number.POSITIVE_INFINITY, 2 ** 60])
      expect(await holder(session.id, id)).toBeNull()
    for (const id of ['', 'nonsense', "'; drop table sessions", '0196a0de-7c5b-7aaa-8bbb-000000000000'])
      expect(await holder(id, ann)).toBeNull()
  })

  test('is over when its token is, to the moment', async () => {
    const { session } = await signedIn(books, arrivalOf(books, ann))
    books.clock.advance(TTL_SECONDS * 1000 - 1)
    expect(await books.billing.sessions.holder(session.id, ann)).toMatchObject({ id: ann })
    books.clock.advance(1)
    expect(await books.billing.sessions.holder(session.id, ann)).toBeNull()
    expect(await books.billing.sessions.list(ann)).toEqual([])
  })

  // case 51, 99
  test('is open again when it is renewed after that, by its holder alone, until twelve hours have passed', async () => {
    const { session } = await signedIn(books, arrivalOf(books, ann))
    const { renew, holder, renewer } = books.billing.sessions
    const bob = await someone(books)
    books.clock.advance(11 * HOUR)
    expect(await holder(session.id, ann)).toBeNull()
    expect([await renewer(session.id, ann), await renewer(session.id, bob)]).toMatchObject([
      { id: ann },
      null,
    ])
    expect(await renew(session.id, bob, TTL_SECONDS)).toEqual({ kind: 'ended' })
    const expiresAt = soon(TTL_SECONDS * 1000)
    expect(await renew(session.id, ann, TTL_SECONDS)).toEqual({ kind: 'renewed', expiresAt })
    expect(await holder(session.id, ann)).toMatchObject({ id: ann })
    books.clock.advance(1 * HOUR)
    expect(await renewer(session.id, ann)).toBeNull()
    expect(await renew(session.id, ann, TTL_SECONDS)).toEqual({ kind: 'ended' })
  })

  test('is renewed again and again, for twelve hours', async () => {
    const { session } = await signedIn(books, arrivalOf(books, ann))
    const { renew, holder } = books.billing.sessions
    for (let quarters = 0; quarters < 47; quarters++) {
      books.clock.advance(15 * MINUTE - 1)
      const until = Math.min(15 * MINUTE, 12 * HOUR - (quarters + 1) * (15 * MINUTE - 1))
      expect(await renew(session.id, ann, TTL_SECONDS)).toEqual({ kind: 'renewed', expiresAt: soon(until) })
    }
    books.clock.advance(15 * MINUTE + 47)
    expect(await holder(session.id, ann)).toBeNull()
    expect(await renew(session.id, ann, TTL_SECONDS)).toEqual({ kind: 'ended' })
  })

  test('is renewed by nobody but its holder', async () => {
    const { session } = await signedIn(books, arrivalOf(books, ann))
    const bob = await someone(books)
    expect(await books.billing.sessions.renew(session.id, bob, TTL_SECONDS)).toEqual({ kind: 'ended' })
    expect(await books.billing.sessions.renew('nonsense', ann, TTL_SECONDS)).toEqual({ kind: 'ended' })
  })

  test('lasts as long as a token where that is more than twelve hours', async () => {
    const day = 24 * 60 * 60
    const { session } = await signedIn(books, arrivalOf(books, ann, { ttlSeconds: day }))
    expect(session.expiresAt).toEqual(soon(24 * HOUR))
    books.clock.advance(23 * HOUR)
    const renewed = await books.billing.sessions.renew(session.id, ann, day)
    expect(renewed).toEqual({ kind: 'renewed', expiresAt: soon(HOUR) })
  })

  test('is not made shorter by a process that was told to give shorter ones', async () => {
    const arrival = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrival)
    const shorter = await signedIn(books, { ...arrival, ttlSeconds: 60 })
    expect(shorter.session.expiresAt).toEqual(soon(MINUTE))
    books.clock.advance(10 * MINUTE)
    expect(await books.billing.sessions.holder(session.id, ann)).not.toBeNull()
  })
})
