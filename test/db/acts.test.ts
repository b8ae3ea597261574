import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act } from '../../db/billing.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'

const OTHER_ADMIN = 901

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ adminIds: [ADMIN, OTHER_ADMIN] })
  books.clock.stand()
})
afterAll(() => books.close())

/** Somebody who bought a month, and was given a year which was taken back; the month is on its way back. */
async function treated(admin = ADMIN) {
  const { billing } = books
  const personId = await someone(books, { username: `treated_${newRequest().replace('-', '_')}` })
  const { charge, order } = await buy(books, personId)
  books.clock.advance(1000)
  const gift = { personId, planCode: 'year', grantedBy: admin, reason: '  a friend of the house ' }
  const granted = await billing.grant({ ...gift, request: newRequest() })
  if (granted.kind !== 'granted') throw new Error(granted.kind)
  books.clock.advance(1000)
  const { grantId, until } = granted
  await billing.revoke({ grantId, revokedBy: admin, reason: 'a mistake', request: newRequest() })
  books.clock.advance(1000)
  const { chargeId } = charge
  const money = { chargeId, requestedBy: admin, reason: 'unhappy', request: newRequest() }
  const requested = await billing.requestRefund(money)
  if (requested.kind !== 'requested') throw new Error(requested.kind)
  return { personId, chargeId, order, grantId, until, refundId: requested.refundId }
}

const about = (query: string) => books.billing.actsAbout(query)
const kinds = (acts: Act[] | undefined) => acts?.map(({ kind }) => kind)

describe('the audit trail', () => {
  test('tells who did what to whom, when and why, newest first', async () => {
    const start = +books.clock.now()
    const { personId, chargeId, grantId, until, refundId } = await treated()
    const nothing = {
      endedSessions: null,
      chargeId: null,
      refundId: null,
      until: null,
      result: null,
      detail: null,
    }
    const all = { ...nothing, actId: expect.any(String), adminId: ADMIN, personId, grantId }
    const year = { ...all, planCode: 'year' }
    const acts = [
      {
        ...all,
        kind: 'refund',
        planCode: 'month',
        grantId: null,
        chargeId,
        refundId,
        reason: 'unhappy',
        doneAt: new Date(start + 3000),
      },
      { ...year, kind: 'revoke', reason: 'a mistake', doneAt: new Date(start + 2000) },
      { ...year, kind: 'grant', until, reason: 'a friend of the house', doneAt: new Date(start + 1000) },
    ]
    expect(await about(String(personId))).toEqual(acts)
    expect((await books.billing.story(personId))?.acts).toEqual(acts.toReversed())
  })

  test('tells how a refund ended', async () => {
    const { refundId } = await treated()
    expect(await about(refundId)).toMatchObject([{ result: null, detail: null }])
    await books.billing.settleRefund(refundId, {
      kind: 'failed',
      because: 'balance_too_low',
      detail: 'BALANCE_TOO_LOW',
    })
    expect(await about(refundId)).toMatchObject([{ result: 'failed', detail: 'BALANCE_TOO_LOW' }])
  })

  // case 70
  test('tells of a refund that came back that it failed, and why', async () => {
    const { refundId } = await treated()
    await books.billing.settleRefund(refundId, { kind: 'succeeded' })
    expect(await about(refundId)).toMatchObject([{ result: 'succeeded', detail: null }])
    const came = 'insert into refund_failures (refund_id, detail, failed_at) values ($1, $2, now())'
    await rows(books, came, [refundId, 'account closed'])
    expect(await about(refundId)).toMatchObject([{ result: 'failed', detail: 'account closed' }])
  })

  // case 93
  test('is found by any id of what was done, and by whom it was done to or by', async () => {
    const { personId, chargeId, order, grantId, refundId } = await treated(OTHER_ADMIN)
    await treated()
    const story = await books.billing.story(personId)
    const [payment] = story?.payments ?? []
    const bought = story?.grants.find(grant => grant.chargeId === chargeId)
    for (const id of [chargeId, refundId, order.id, payment?.paymentId, bought?.grantId.toUpperCase()])
      expect(await about(` ${id} `), id).toMatchObject([{ kind: 'refund', chargeId }])
    expect(kinds(await about(grantId))).toEqual(['revoke', 'grant'])
    const three = ['refund', 'revoke', 'grant']
    const username = story?.person.username ?? ''
    for (const name of [`@${username}`, username, String(personId), String(OTHER_ADMIN)])
      expect(kinds(await about(name)), name).toEqual(three)
    const [newest] = story?.acts ?? []
    expect(await about(newest?.actId ?? '')).toEqual([newest])
    expect(await books.billing.findPeople(newest?.actId ?? '')).toMatchObject([{ id: personId }])
  })

  test('shows the twenty newest of all when asked for nothing', async () => {
    for (let n = 0; n < 7; n++) await treated()
    const { refundId } = await treated()
    const newest = await about('')
    expect(newest).toHaveLength(20)
    expect(newest[0]).toMatchObject({ refundId })
    const times = newest.map(({ doneAt }) => +doneAt)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test.each(['@', '@nobody', '424242', 'nonsense', "'; drop table acts", '9'.repeat(40), 'x'.repeat(5000)])(
    'has nothing about what nobody knows: "%.20s"',
    async query => {
      await treated()
      expect(await about(query)).toEqual([])
    },
  )

  test('holds no refusals, and nothing that the books did by themselves', async () => {
    const { billing } = books
    const personId = await someone(books)
    const asked = () => ({ reason: 'x', request: newRequest() })
    await billing.requestRefund({ chargeId: 'nothing', requestedBy: ADMIN, ...asked() })
    await billing.grant({ personId, planCode: 'nonsense', grantedBy: ADMIN, ...asked() })
    await billing.grant({ personId: 31_337, planCode: 'month', grantedBy: ADMIN, ...asked() })
    const { charge } = await buy(books, personId, 'lifetime')
    const [bought] = (await billing.story(personId))?.grants ?? []
    const grantId = bought?.grantId ?? ''
    expect(await billing.revoke({ grantId, revokedBy: ADMIN, ...asked() })).toMatchObject({ kind: 'paid' })
    const again = { ...charge, chargeId: newRequest() }
    expect((await billing.settle(again)).kind).toBe('returned')
    await billing.recordRefund({ charge, refundedAt: books.clock.now() })
    expect(await about(String(personId))).toEqual([])
  })

  test.each(['update acts set reason = $$another$$', 'delete from acts', 'truncate acts'])(
    'cannot be edited: the database refuses "%s"',
    async statement => {
      await treated()
      const before = await rows(books, 'select * from acts')
      await expect(rows(books, statement)).rejects.toThrow('is append-only: write a correcting row instead')
      expect(await rows(books, 'select * from acts')).toEqual(before)
    },
  )

  test.each(['', ' \n\t '])('wants a reason: "%s" is none, and nothing happens', async reason => {
    const personId = await someone(books)
    const { charge } = await buy(books, personId)
    const asked = () => ({ reason, request: newRequest() })
    const { billing } = books
    await expect(billing.grant({ personId, planCode: 'year', grantedBy: ADMIN, ...asked() })).rejects.toThrow(
      /acts_reason_given/,
    )
    await expect(
      billing.requestRefund({ chargeId: charge.chargeId, requestedBy: ADMIN, ...asked() }),
    ).rejects.toThrow(/acts_reason_given/)
    const story = await billing.story(personId)
    expect(story).toMatchObject({ acts: [], grants: [{ plan: 'month' }], payments: [{ refunds: [] }] })
  })
})
