import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutgoingDue } from '../../db/billing.ts'
import { ADMIN, days, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { cardRefundOf, visitor } from '../support/card-life.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { anOrder, buy, chargeFor, newRequest, rows, someone } from '../support/sale.ts'
import { daysAfter, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { allDelivered, announceAll, anotherService, toldOf } from '../support/told.ts'

const URLS: [string, string] = ['https://one.example/hook', 'https://two.example/hook']
const PLANS = [
  ...SHOP,
  ...STARS_SHOP.filter(({ code }) => code === 'club'),
  ...CARD_SHOP.filter(({ code }) => code === 'visit'),
]

let books: TestBooks
const service = anotherService()
const { duties } = recordDuties()

beforeAll(async () => {
  books = await openBooks({ plans: PLANS, webhookUrls: URLS })
  await books.billing.outgoing.work(service.deliver)
  await books.billing.work(duties)
})
afterAll(() => books.close())

/** What the first of the two services was told of one person. */
async function told(personId: number): Promise<OutgoingDue[]> {
  await allDelivered(books)
  return at(URLS[0]).filter(due => due.personId === personId)
}

async function refund(chargeId: string): Promise<void> {
  const request = newRequest()
  await books.billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked for it', request })
  await nothingPending(books)
}

const at = (url: string) => service.taken.filter(due => due.url === url)

async function gift(personId: number, planCode = 'year'): Promise<string> {
  const request = newRequest()
  const given = await books.billing.grant({ personId, planCode, grantedBy: ADMIN, reason: 'a gift', request })
  return given.kind === 'granted' ? given.grantId : given.kind
}

test('a payment and what it opens, extends, shortens and ends are told, each as of when it happened', async () => {
  const ann = await someone(books)
  const { order, charge } = await buy(books, ann)
  await announceAll(books)
  await buy(books, ann, 'year')
  await announceAll(books)
  await refund(charge.chargeId)
  const [first, ...rest] = await told(ann)
  expect(first).toMatchObject({
    url: URLS[0],
    facts: {
      type: 'payment.settled',
      payment: {
        rail: 'stars',
        chargeId: charge.chargeId,
        orderId: order.id,
        plan: 'month',
        price: order.price,
      },
    },
    tries: 0,
  })
  expect(rest.map(({ facts }) => facts)).toMatchObject([
    { type: 'access.granted', access: { key: 'pro', plan: 'month', active: true, source: 'stars' } },
    { type: 'payment.settled', payment: { plan: 'year' } },
    { type: 'access.extended' },
    { type: 'payment.refunded', payment: { chargeId: charge.chargeId }, amount: 250, refunded: 250 },
  ])
  const instants = [first, ...rest].map(due => Number(due?.happenedAt))
  expect(instants).toEqual(instants.toSorted((one, other) => one - other))
  // The year stands, and the month went: nothing moves but its own share.
  books.clock.advance(days(500))
  const ended = (await told(ann)).at(-1)
  const [access] = await books.billing.accessOf(ann)
  expect(ended?.facts).toMatchObject({
    type: 'access.ended',
    access: { active: false, endsAt: access?.endsAt?.toISOString() },
  })
  expect(ended?.happenedAt).toEqual(access?.endsAt)

  const endpoints = new Set(service.taken.filter(({ personId }) => personId === ann).map(({ url }) => url))
  expect([...endpoints].sort()).toEqual(URLS)
})

test('access in its days of grace goes on, a renewal extends it, and without one it ends when they do', async () => {
  const ann = await someone(books)
  const { order } = await subscribe(books, ann)
  books.clock.advance(days(31))
  expect(toldOf(await told(ann), ann)).toEqual(['payment.settled', 'access.granted'])
  const { paidAt } = await renew(books, order)
  expect(toldOf(await told(ann), ann).slice(2)).toEqual(['payment.settled', 'access.extended'])
  books.clock.advance(days(40))
  const last = (await told(ann)).at(-1)
  expect(last).toMatchObject({ facts: { type: 'access.ended' }, happenedAt: daysAfter(paidAt, 33) })
})

test('what an admin gives and takes back is told; what is in quarantine is not', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  const { revoke, settle } = books.billing
  const grantId = await gift(ann, 'lifetime')
  await announceAll(books)
  await revoke({ grantId, revokedBy: ADMIN, reason: 'a mistake', request: newRequest() })
  const [opened, closed, ...more] = await told(ann)
  expect(opened?.facts).toMatchObject({ type: 'access.granted', access: { source: 'manual', endsAt: null } })
  const [revoked] = await rows<{ revoked_at: string }>(
    books,
    'select revoked_at from revocations where grant_id = $1',
    [grantId],
  )
  expect(closed).toMatchObject({
    facts: { type: 'access.ended' },
    happenedAt: new Date(revoked?.revoked_at ?? 0),
  })
  expect(more).toEqual([])

  const wrong = chargeFor(await anOrder(books, bob), { price: { amount: 1, currency: 'XTR' } })
  await settle(wrong)
  await refund(wrong.chargeId)
  expect(await told(bob)).toEqual([])
})

test('refunds of a card by parts say how much is back by then, and one that fails that it is not', async () => {
  const { ann, charge } = await visitor(books)
  const { recordRefund } = books.billing.cards
  const parts = [400, 600].map(amount => cardRefundOf(charge, { amount }))
  for (const part of parts) await recordRefund(part)
  await announceAll(books)
  for (const part of parts.slice(0, 1)) await recordRefund({ ...part, state: 'failed', detail: 'closed' })
  const money = (await told(ann)).flatMap(({ facts }) => ('refundId' in facts ? [facts] : []))
  expect(money.map(({ type, amount, refunded }) => [type, amount, refunded])).toEqual([
    ['payment.refunded', 400, 400],
    ['payment.refunded', 600, 1000],
    ['payment.refund_failed', 400, 600],
  ])
  expect(money.at(-1)?.refundId).toBe(money[0]?.refundId)
})

test('whoever cannot be looked at is logged and tried again in a minute, and everybody else is told', async () => {
  const [ann, bob] = [await someone(books), await someone(books)]
  await Promise.all([ann, bob].map(personId => gift(personId)))
  const harm = `update access_watches set told = $2 where person_id = $1`
  await rows(books, harm, [ann, '{"pro": null}'])
  expect(toldOf(await told(bob), bob)).toEqual(['access.granted'])
  expect(books.logged.at(-1)).toMatchObject({ level: 'error', fields: { person: ann } })
  await rows(books, harm, [ann, '{}'])
  expect(await books.billing.outgoing.announce()).toBe(0)
  books.clock.advance(60_000)
  expect(toldOf(await told(ann), ann)).toEqual(['access.granted'])
})

test('two processes that look and deliver at once tell everything once', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => someone(books)))
  const other = await books.reopen(PLANS, URLS)
  await other.outgoing.work(service.deliver)
  await Promise.all(people.map(personId => gift(personId)))
  const before = books.logged.length
  await Promise.all([books.billing, other, books.billing, other].map(billing => announceAll({ billing })))
  await allDelivered(books)
  for (const person of people) {
    const each = URLS.map(url => toldOf(at(url), person))
    expect(each).toEqual([['access.granted'], ['access.granted']])
  }
  expect(books.logged.slice(before)).toEqual([])
})
