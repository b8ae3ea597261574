import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { newRequest, someone } from '../support/sale.ts'
import { arrivalOf, MINUTE, roundTripsOf, signedIn, somebodyWaits } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

const PERSON = { kind: 'person' } as const
const byAdmin = (request = newRequest()) =>
  ({ kind: 'admin', adminId: ADMIN, request, reason: 'a lost phone' }) as const
const ENDED = { kind: 'refused', because: 'ended' }

// case 97: found, say, in the history of a browser
describe('a proof that nobody used before they signed out everywhere', () => {
  const signedAgo = (ms: number) =>
    arrivalOf(books, ann, { authDate: new Date(+books.clock.now() - ms), profile: { firstName: 'Mallory' } })

  test.each([
    ['themselves', () => PERSON],
    ['by an admin', () => byAdmin()],
  ])(
    '%s begins nothing any more, also when no session was open, and its names are not believed',
    async (_, by) => {
      const captured = [signedAgo(MINUTE), arrivalOf(books, ann)]
      books.clock.advance(MINUTE)
      expect(await books.billing.sessions.endAll(ann, by())).toBe(0)
      for (const arrival of captured) expect(await books.billing.sessions.begin(arrival)).toEqual(ENDED)
      const back = { ...(captured[0] ?? signedAgo(MINUTE)), canBeWritten: true }
      expect(await books.billing.sessions.begin(back)).toEqual(ENDED)
      expect(await books.billing.sessions.list(ann)).toEqual([])
      const story = await books.billing.story(ann)
      expect(story?.person).toMatchObject({ firstName: `Person ${ann}`, signedOutAt: books.clock.now() })
    },
  )

  test('is refused in one round trip', async () => {
    await books.billing.sessions.endAll(ann, PERSON)
    expect(await roundTripsOf(() => books.billing.sessions.begin(signedAgo(MINUTE)))).toBe(1)
  })

  test('is good if it was signed less than five seconds before: clocks do not agree to the second', async () => {
    await books.billing.sessions.endAll(ann, PERSON)
    expect(await books.billing.sessions.begin(signedAgo(5001))).toEqual(ENDED)
    expect((await signedIn(books, signedAgo(5000))).kind).toBe('begun')
  })

  test('in another place by somebody else is good', async () => {
    const bob = await someone(books)
    const ofBob = arrivalOf(books, bob)
    books.clock.advance(MINUTE)
    await books.billing.sessions.endAll(ann, PERSON)
    expect((await signedIn(books, ofBob)).kind).toBe('begun')
  })

  test('is no more refused when the message that asked an admin’s desk arrives again', async () => {
    const by = byAdmin()
    await books.billing.sessions.endAll(ann, by)
    books.clock.advance(MINUTE)
    const later = arrivalOf(books, ann)
    books.clock.advance(MINUTE)
    await books.billing.sessions.endAll(ann, by)
    expect((await signedIn(books, later)).kind).toBe('begun')
  })

  test('signing out here leaves it as good as it was', async () => {
    const other = arrivalOf(books, ann)
    const { session } = await signedIn(books, arrivalOf(books, ann))
    books.clock.advance(MINUTE)
    await books.billing.sessions.end(session.id, ann)
    expect((await signedIn(books, other)).kind).toBe('begun')
  })
})

describe('at the very moment of signing out everywhere', () => {
  /** Does something while another transaction holds Ann, and goes on once that is in the way. */
  async function whileHeld<T>(lock: string, work: () => Promise<T>, goOn: [string, unknown[]]): Promise<T> {
    const other = await books.database.pool.connect()
    await other.query('begin')
    await other.query(`select from people where id = $1 for ${lock}`, [ann])
    const done = work()
    await somebodyWaits(books)
    await other.query(...goOn)
    await other.query('commit')
    other.release()
    return await done
  }

  // The one lock stops it before it reads, the other between that and the writing.
  test.each([
    ['no key update', 'known', {}],
    ['no key update', 'renamed', { firstName: 'Mallory' }],
    ['share', 'renamed', { firstName: 'Mallory' }],
  ])('(%s) a proof of somebody %s begins no session that is missed', async (lock, _, profile) => {
    const captured = arrivalOf(books, ann, { profile })
    books.clock.advance(MINUTE)
    const signOut = 'update people set signed_out_at = $2 where id = $1'
    const begin = () => books.billing.sessions.begin(captured)
    expect(await whileHeld(lock, begin, [signOut, [ann, books.clock.now()]])).toEqual(ENDED)
    expect(await books.billing.sessions.list(ann)).toEqual([])
  })

  test.each([
    ['themselves', () => PERSON],
    ['by an admin', () => byAdmin()],
  ])('%s, a session that just begins is ended', async (_, by) => {
    const begin = `
      insert into sessions (id, person_id, proof, uses, begun_at, seen_at, open_until, latest_end, forget_at)
      values (gen_random_uuid(), $1, $2, 1, $3, $3, $4, $4, $4)`
    const now = books.clock.now()
    const later = new Date(+now + MINUTE)
    const endAll = () => books.billing.sessions.endAll(ann, by())
    expect(await whileHeld('share', endAll, [begin, [ann, randomBytes(32), now, later]])).toBe(1)
    expect(await books.billing.sessions.list(ann)).toEqual([])
  })
})

test('nobody signs out whom nobody met', async () => {
  await expect(books.billing.sessions.endAll(123_456_789, PERSON)).rejects.toThrow('nobody met')
})
