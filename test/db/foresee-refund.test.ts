import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RefundForesight } from '../../db/billing.ts'
import { addPeriod } from '../../db/period.ts'
import { ADMIN, days, openBooks, plan, type TestBooks } from '../support/books.ts'
import { HISTORY_SHOP, live, step } from '../support/history.ts'
import { anOrder, buy, chargeFor, newRequest, rows, someone } from '../support/sale.ts'

const BOTH = plan({ code: 'both', term: 'P10D', entitlements: ['pro', 'chat'] })
const RENEWING = plan({
  code: 'renewing',
  term: 'P30D',
  graceDays: 3,
  stars: { amount: 99, recurring: true },
})

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: [...HISTORY_SHOP, BOTH, RENEWING] })
  books.clock.stand()
})
afterAll(() => books.close())

const foresee = (chargeId: string) => books.billing.foreseeRefund(chargeId)

async function accessLost(chargeId: string) {
  const foresight = await foresee(chargeId)
  return foresight.kind === 'open' ? foresight.access : foresight
}

/** Asks for a refund that goes through; both in the same moment, for the clock stands. */
async function refund(chargeId: string): Promise<void> {
  const asked = { chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() }
  const result = await books.billing.requestRefund(asked)
  if (result.kind !== 'requested') throw new Error(result.kind)
  await books.billing.settleRefund(result.refundId, { kind: 'succeeded' })
}

describe('a refund is foreseen', () => {
  test('with whose money it is, for what, and what they would lose', async () => {
    const ann = await someone(books)
    const now = books.clock.now()
    const { charge } = await buy(books, ann, 'thirty')
    expect(await foresee(charge.chargeId)).toEqual({
      kind: 'open',
      chargeId: charge.chargeId,
      person: expect.objectContaining({ id: ann, firstName: `Person ${ann}` }),
      price: { amount: 250, currency: 'XTR' },
      plan: 'The thirty',
      paidAt: charge.paidAt,
      quarantine: null,
      access: [
        { key: 'pro', until: addPeriod(now, 'P30D'), afterwards: 'nothing' },
        { key: 'chat', until: addPeriod(now, 'P30D'), afterwards: 'nothing' },
      ],
    })
  })

  // case 35
  test('with what other purchases still give: the one behind moves up, another plan keeps its own end', async () => {
    const ann = await someone(books)
    const start = +books.clock.now()
    const { charge } = await buy(books, ann, 'thirty')
    await buy(books, ann, 'thirty')
    await buy(books, ann, 'both')
    await buy(books, ann, 'ever')
    books.clock.advance(days(5))
    expect(await accessLost(charge.chargeId)).toEqual([
      { key: 'pro', until: new Date(start + days(60)), afterwards: new Date(start + days(35)) },
      { key: 'chat', until: null, afterwards: null },
    ])
  })

  test('to take nothing where nothing is left, and what is left of the days of grace', async () => {
    const ann = await someone(books)
    const lapsed = await buy(books, ann, 'week')
    books.clock.advance(days(8))
    expect(await accessLost(lapsed.charge.chargeId)).toEqual([])
    const start = +books.clock.now()
    const renewing = await buy(books, ann, 'renewing')
    books.clock.advance(days(31))
    const end = new Date(start + days(30))
    expect(await accessLost(renewing.charge.chargeId)).toEqual([
      { key: 'pro', until: new Date(+end + days(3)), afterwards: 'nothing' },
    ])
  })

  test('of quarantined money, which opened nothing', async () => {
    const ann = await someone(books)
    await buy(books, ann, 'thirty')
    const charge = chargeFor(await anOrder(books, ann, 'week'), { reference: 'nonsense' })
    await books.billing.settle(charge)
    expect(await foresee(charge.chargeId)).toMatchObject({
      kind: 'open',
      plan: null,
      quarantine: 'unknown_order',
      access: [],
    })
  })

  test('not where there is nothing to refund any more, or never was; and again after a refusal', async () => {
    const ann = await someone(books)
    const { chargeId } = (await buy(books, ann, 'week')).charge
    const refundable = async () => (await books.billing.story(ann))?.payments.map(one => one.refundable)
    expect(await foresee('nothing')).toEqual({ kind: 'unknown_charge' })
    expect(await refundable()).toEqual([true])

    const asked = () => ({ chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() })
    const first = await books.billing.requestRefund(asked())
    const refundId = first.kind === 'requested' ? first.refundId : ''
    expect(await foresee(chargeId)).toEqual({ kind: 'already_requested', refundId })
    expect(await refundable()).toEqual([false])

    await books.billing.settleRefund(refundId, { kind: 'failed', because: 'refused', detail: 'no' })
    expect(await foresee(chargeId)).toMatchObject({ kind: 'open', access: [{ key: 'pro' }] })
    expect(await refundable()).toEqual([true])

    await refund(chargeId)
    expect(await foresee(chargeId)).toMatchObject({ kind: 'already_refunded' })
    expect(await refundable()).toEqual([false])
  })
})

test.each([1, 2, 3])(
  'after any history, what was foreseen of a refund is what it then does, and foreseeing does nothing (%i)',
  async () => {
    const history = fc.array(step, { minLength: 2, maxLength: 16, size: 'max' })
    await fc.assert(
      fc.asyncProperty(history, async steps => {
        const [{ last } = { last: '' }] = await rows<{ last: string }>(
          books,
          'select coalesce(max(id::text), $1) as last from payments',
          ['00000000-0000-0000-0000-000000000000'],
        )
        await live(books, steps)
        const paid = await rows<{ charge_id: string; person_id: string }>(
          books,
          'select charge_id, person_id from payments where id > $1 order by id',
          [last],
        )
        for (const { charge_id, person_id } of paid) await expectForeseen(charge_id, Number(person_id))
      }),
      { numRuns: 5 },
    )
  },
)

async function expectForeseen(chargeId: string, personId: number): Promise<void> {
  const before = await open(personId)
  const foresight = await foresee(chargeId)
  expect(await open(personId)).toEqual(before)
  if (foresight.kind !== 'open') return await expectClosed(chargeId, foresight)

  await refund(chargeId)
  const after = await open(personId)
  for (const { key, until, afterwards } of foresight.access) {
    expect(until).toEqual(before.get(key))
    expect(afterwards).toEqual(after.has(key) ? after.get(key) : 'nothing')
  }
  // What was not foreseen to change did not.
  const named = foresight.access.map(({ key }) => key)
  const rest = (access: typeof before) => [...access].filter(([key]) => !named.includes(key))
  expect(rest(after)).toEqual(rest(before))
}

/** Says no just as asking for the refund does. */
async function expectClosed(chargeId: string, foresight: RefundForesight): Promise<void> {
  const asked = { chargeId, requestedBy: ADMIN, reason: 'unhappy', request: newRequest() }
  expect(await books.billing.requestRefund(asked)).toEqual(foresight)
}

async function open(personId: number): Promise<Map<string, Date | null>> {
  const access = await books.billing.accessOf(personId)
  return new Map(access.filter(({ active }) => active).map(({ key, endsAt }) => [key, endsAt]))
}
