import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { anOrder, buy, chargeFor, newChargeId, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
  books.clock.stand()
})
afterAll(() => books.close())

const found = async (query: string) => (await books.billing.findPeople(query)).map(({ id }) => id)

/** A person with a purchase, its refund, and every id that belongs to it. */
async function aCustomer() {
  const ann = await someone(books, { username: `Ann_${newChargeId().replace('-', '_')}` })
  const { order, charge, settlement } = await buy(books, ann)
  const request = {
    chargeId: charge.chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  }
  const refund = await books.billing.requestRefund(request)
  if (settlement.kind !== 'granted' || refund.kind !== 'requested') throw new Error('not bought')
  const story = await books.billing.story(ann)
  const ids = {
    telegram: String(ann),
    order: order.id,
    charge: charge.chargeId,
    payment: settlement.paymentId,
    grant: story?.grants[0]?.grantId ?? '',
    message: story?.notices[0]?.noticeId ?? '',
    refund: refund.refundId,
  }
  return { ann, ids, charge, refundId: refund.refundId, order }
}

// case 93
test('from any of its ids an admin comes to the person', async () => {
  const { ann, ids } = await aCustomer()
  await aCustomer()
  for (const [what, id] of Object.entries(ids)) {
    expect({ what, found: await found(id) }).toEqual({ what, found: [ann] })
    expect(await found(`  ${id.toUpperCase()} `)).toEqual(what === 'charge' ? [] : [ann])
  }
})

// case 93
test('the story of a person holds each payment, grant, refund and message, and what is open now', async () => {
  const start = books.clock.now()
  const { ann, ids, charge, refundId, order } = await aCustomer()
  books.clock.advance(days(1))
  await books.billing.settleRefund(refundId, { kind: 'failed', because: 'refused', detail: 'not now' })
  const heldId = newChargeId()
  await books.billing.settle(chargeFor(order, { chargeId: heldId, reference: 'nonsense' }))
  await books.billing.grant({
    personId: ann,
    planCode: 'year',
    grantedBy: ADMIN,
    reason: 'sorry',
    request: newRequest(),
  })

  const story = await books.billing.story(ann)
  expect(story?.person).toMatchObject({ id: ann, firstName: `Person ${ann}` })
  expect(story?.payments).toEqual([
    {
      paymentId: ids.payment,
      rail: 'stars',
      chargeId: charge.chargeId,
      orderId: order.id,
      plan: 'The month',
      price: { amount: 250, currency: 'XTR' },
      quarantine: null,
      paidAt: start,
      refundable: true,
      refunded: 0,
      disputes: [],
      invoice: null,
      refunds: [
        {
          refundId,
          amount: 250,
          reason: 'asked for it',
          requestedBy: ADMIN,
          requestedAt: start,
          result: 'failed',
          detail: 'not now',
          settledAt: books.clock.now(),
          cameBackAt: null,
        },
      ],
    },
    expect.objectContaining({
      chargeId: heldId,
      orderId: null,
      plan: null,
      quarantine: 'unknown_order',
      refunds: [],
    }),
  ])
  expect(story?.grants).toMatchObject([
    {
      grantId: ids.grant,
      plan: 'month',
      source: 'stars',
      chargeId: charge.chargeId,
      reason: null,
      revokedAt: null,
    },
    { plan: 'year', source: 'manual', chargeId: null, reason: 'sorry', revokedAt: null },
  ])
  const unsent = { noticeId: expect.any(String), messageId: null, sentAt: null }
  const about = { paymentId: null, grantId: null }
  const createdAt = books.clock.now()
  expect(story?.notices).toEqual([
    { ...unsent, ...about, kind: 'thanks', paymentId: ids.payment, createdAt: start },
    { ...unsent, ...about, kind: 'held', paymentId: story?.payments[1]?.paymentId, createdAt },
    { ...unsent, ...about, kind: 'granted_by_hand', grantId: story?.grants[1]?.grantId, createdAt },
  ])
  expect(story?.access).toEqual(await books.billing.accessOf(ann))
  expect(story?.access).toMatchObject([{ key: 'pro', active: true, plan: 'year' }])
})

// case 93
test('a message leads to its payment, and a refund to both', async () => {
  const { ann, ids, refundId } = await aCustomer()
  await books.billing.settleRefund(refundId, { kind: 'succeeded' })
  const links = await rows(
    books,
    `select news ->> 'kind' as kind, payment_id, refund_id from notices where person_id = $1 order by id`,
    [ann],
  )
  expect(links).toEqual([
    { kind: 'thanks', payment_id: ids.payment, refund_id: null },
    { kind: 'refunded', payment_id: ids.payment, refund_id: refundId },
  ])
})

describe('a search', () => {
  test('by name takes it with and without @, in any case, and nothing that only looks alike', async () => {
    const ann = await someone(books, { username: 'some_body' })
    await someone(books, { username: 'someXbody' })
    for (const query of ['@some_body', 'some_body', '@SOME_BODY', ' @Some_Body '])
      expect(await found(query)).toEqual([ann])
    expect(await found('@some%')).toEqual([])
  })

  // case 95
  test('by a name two people bore gives both, who was met last first', async () => {
    const first = await someone(books, { username: 'passed_on' })
    books.clock.advance(1000)
    const second = await someone(books, { username: 'passed_on' })
    expect(await found('@passed_on')).toEqual([second, first])
  })

  test('by a name that is all digits is by name only with the @', async () => {
    const digits = await someone(books, { username: '55555' })
    const owner = await someone(books, { id: 55_555 })
    expect(await found('@55555')).toEqual([digits])
    expect(await found('55555')).toEqual([owner])
  })

  // case 95
  test('by the largest id Telegram gives finds its owner', async () => {
    const id = 2 ** 52 - 1
    await someone(books, { id })
    expect(await found(String(id))).toEqual([id])
  })

  test.each([
    '',
    '   ',
    '@',
    '9'.repeat(40),
    "'; drop table people; --",
    'x'.repeat(10_000),
    '%',
    '0192e7f0-0000-7000-8000-000000000000',
  ])('for nothing known finds nobody: "%.20s"', async query => {
    expect(await found(query)).toEqual([])
  })
})

test('nobody has no story, and no access', async () => {
  expect(await books.billing.story(31_337)).toBeNull()
  expect(await books.billing.accessOf(31_337)).toEqual([])
})

test('somebody who only opened an order is found by it, and has an empty story', async () => {
  const ann = await someone(books)
  const order = await anOrder(books, ann)
  expect(await found(order.id)).toEqual([ann])
  const nothing = { payments: [], grants: [], notices: [], access: [] }
  expect(await books.billing.story(ann)).toMatchObject(nothing)
})
