import { describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { newRequest, rows, someone } from '../support/sale.ts'
import { arrivalOf, signedIn } from './arrival.ts'
import { ann, books, openForAnn } from './signing-in.ts'

openForAnn()

const idsOf = async (id: number) => (await books.billing.sessions.list(id)).map(session => session.id)
const byAdmin = (request = newRequest(), reason = 'a lost phone') =>
  ({ kind: 'admin', adminId: ADMIN, request, reason }) as const

/** Sessions in so many places, the first to begin first. */
async function places(count: number, id = ann): Promise<string[]> {
  const ids: string[] = []
  for (let place = 0; place < count; place++) {
    books.clock.advance(1000)
    ids.push((await signedIn(books, arrivalOf(books, id))).session.id)
  }
  return ids
}

describe('signing out', () => {
  test('ends that session alone, for every process, at once', async () => {
    const other = await books.reopen()
    const [first = '', second = ''] = await places(2)
    expect(await idsOf(ann)).toEqual([second, first])
    await other.sessions.end(first, ann)
    for (const { sessions } of [books.billing, other]) {
      expect(await sessions.holder(first, ann)).toBeNull()
      expect(await sessions.renew(first, ann, 900)).toEqual({ kind: 'ended' })
      expect(await sessions.holder(second, ann)).toMatchObject({ id: ann })
    }
    expect(await idsOf(ann)).toEqual([second])
  })

  test('of a session of somebody else, or of none, changes nothing', async () => {
    const [session = ''] = await places(1)
    const bob = await someone(books)
    await books.billing.sessions.end(session, bob)
    await books.billing.sessions.end('nonsense', ann)
    expect(await idsOf(ann)).toEqual([session])
  })

  test('everywhere ends all of theirs and no others, those too that could only be opened again', async () => {
    const bob = await someone(books)
    const [ofBob = ''] = await places(1, bob)
    const lapsed = arrivalOf(books, ann, { ttlSeconds: 1 })
    const { session } = await signedIn(books, lapsed)
    await places(2)
    expect(await books.billing.sessions.endAll(ann, { kind: 'person' })).toBe(2)
    expect(await idsOf(ann)).toEqual([])
    expect(await books.billing.sessions.begin(lapsed)).toEqual({ kind: 'refused', because: 'ended' })
    expect(await books.billing.sessions.renewer(session.id, ann)).toBeNull()
    expect(await books.billing.sessions.renew(session.id, ann, 900)).toEqual({ kind: 'ended' })
    expect(await books.billing.sessions.endAll(ann, { kind: 'person' })).toBe(0)
    expect(await idsOf(bob)).toEqual([ofBob])
    expect(await books.billing.actsAbout(String(ann))).toEqual([])
  })

  test('everywhere by an admin is an act, done once however often it is asked for', async () => {
    const by = byAdmin(newRequest(), '  a lost phone ')
    await places(3)
    expect((await books.billing.story(ann))?.openSessions).toBe(3)
    expect(await books.billing.sessions.endAll(ann, by)).toBe(3)
    expect((await books.billing.story(ann))?.openSessions).toBe(0)
    const [later = ''] = await places(1)
    expect(await books.billing.sessions.endAll(ann, by)).toBe(3)
    expect(await idsOf(ann)).toEqual([later])

    const nothing = { chargeId: null, refundId: null, grantId: null, planCode: null, until: null }
    const act = { kind: 'sign_out', adminId: ADMIN, personId: ann, endedSessions: 3, reason: 'a lost phone' }
    const acts = await books.billing.actsAbout(String(ann))
    expect(acts).toEqual([
      {
        ...nothing,
        ...act,
        actId: expect.any(String),
        doneAt: expect.any(Date),
        result: null,
        detail: null,
      },
    ])
    expect((await books.billing.story(ann))?.acts).toEqual(acts)
    const because = `select distinct ended_because from sessions where person_id = ${ann} and ended_at is not null`
    expect(await rows(books, because)).toEqual([{ ended_because: 'admin' }])
  })

  test('asked for twice at the same moment by one message is done once', async () => {
    const other = await books.reopen()
    await places(2)
    const by = byAdmin()
    const [one, two] = await Promise.all([
      books.billing.sessions.endAll(ann, by),
      other.sessions.endAll(ann, by),
    ])
    expect([one, two]).toEqual([2, 2])
    expect(await books.billing.actsAbout(String(ann))).toHaveLength(1)
  })

  test('is not done by the message that asked for something else, or without a reason, or for a stranger', async () => {
    const { grant, sessions } = books.billing
    const request = newRequest()
    await grant({ personId: ann, planCode: 'month', grantedBy: ADMIN, reason: 'a gift', request })
    const [session] = await places(1)
    await expect(sessions.endAll(ann, byAdmin(request))).rejects.toThrow('something else')
    await expect(sessions.endAll(ann, byAdmin(newRequest(), '  '))).rejects.toThrow('acts_reason_given')
    await expect(sessions.endAll(123_456_789, byAdmin())).rejects.toThrow('nobody met')
    expect(await idsOf(ann)).toEqual([session])
  })
})
