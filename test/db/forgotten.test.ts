import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { days, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP, recordState, stripeId } from '../support/card-sale.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { anOrder, chargeFor, newRequest, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks
let billing: TestBooks['billing']
const { duties, told } = recordDuties()

beforeAll(async () => {
  books = await openBooks({ plans: [...SHOP, ...CARD_SHOP.filter(({ code }) => code === 'care')] })
  billing = books.billing
  await billing.work(duties)
})
afterEach(async () => {
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

const NAMED = { username: 'ann_of_all', firstName: 'Ann-Sofie', lastName: 'Lindqvist', languageCode: 'ru' }

const forget = (personId: number, request = newRequest()) =>
  billing.forget({ personId, askedBy: personId, request })

const personOf = async (id: number) => (await billing.story(id))?.person

// case 86
describe('somebody who was forgotten', () => {
  test('is told nothing of what time brings later', async () => {
    const ann = await someone(books, NAMED)
    const order = await anOrder(books, ann, 'month')
    await billing.settle(chargeFor(order))
    await forget(ann)
    books.clock.advance(days(29))
    await billing.lapse()
    books.clock.advance(days(4))
    await billing.lapse()
    expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['thanks', 'forgotten'])
  })

  test('stays forgotten when their provider tells of them later', async () => {
    const ann = await someone(books, NAMED)
    const customer = stripeId('cus')
    await billing.cards.keepCustomer({ personId: ann, livemode: false, customerId: customer })
    const { charge, order } = await aSubscriber(books, ann)
    const state = { renews: false, payUrl: 'https://pay.example/ann' }
    const invoice = {
      ...{
        rail: 'card' as const,
        providerId: stripeId('in'),
        personId: ann,
        subscription: null,
        status: 'open',
      },
      ...{
        amountDue: 5,
        amountPaid: 0,
        currency: 'USD',
        dueAt: null,
        createdAt: books.clock.now(),
        ticket: 1,
      },
      ...{ hostedUrl: 'https://pay.example/ann', pdfUrl: 'https://pay.example/ann.pdf' },
    }
    const early = {
      paidAt: new Date(+books.clock.now() - days(1)),
      payload: { receipt_email: 'ann@example.org' },
    }
    const found = chargeFor(await anOrder(books, ann, 'month'), early)
    await billing.cards.recordInvoice(invoice)
    await recordState(books, order, state)
    await forget(ann)
    expect(await personOf(ann)).toMatchObject({ firstName: '', forgottenAt: expect.any(Date) })
    expect(await known(ann)).toEqual([])

    await billing.cards.recordInvoice({ ...invoice, ticket: 2 })
    await recordState(books, order, state)
    await billing.settle(found)
    const late = { id: stripeId('in'), customer_email: 'ann@example.org', amount_due: 5 }
    const about = { type: 'x', subject: null, key: 'x' }
    for (const object of [
      { ...late, customer },
      { id: customer, email: 'ann@example.org' },
      { id: 're_1', payment_intent: charge.chargeId, receipt_number: 'ann@example.org' },
    ])
      await billing.cards.keepEvent({ ...about, id: stripeId('evt'), payload: { data: { object } } })
    expect(await known(ann)).toEqual([])
    const kept = await rows<{ payload: unknown }>(books, 'select payload from provider_events')
    expect(JSON.stringify(kept)).not.toContain('ann@example.org')
    expect(JSON.stringify(kept)).toContain(late.id)

    // Doctor would see it.
    await rows(
      books,
      `update provider_events set payload = payload || '{"email": {"of": "ann"}}'
       where payload::text like '%${late.id}%'`,
    )
    expect(await known(ann)).toHaveLength(1)
    await rows(books, `update provider_events set payload = payload - 'email'`)
  })

  test('who writes again is met anew, in the chat and in the app', async () => {
    for (const arrive of [meet, begin]) {
      const ann = await someone(books, NAMED)
      const early = await begin(ann)
      expect(early).toMatchObject({ kind: 'begun' })
      const request = newRequest()
      await forget(ann, request)
      books.clock.advance(days(1))
      await arrive(ann)
      expect(await personOf(ann)).toMatchObject({
        firstName: 'Ann-Sofie',
        forgottenAt: null,
        metAt: expect.any(Date),
      })
      expect(+((await personOf(ann))?.metAt ?? 0)).toBeGreaterThan(+books.clock.now() - days(1))
      // The very message that asked for it comes once more, and had them met again on the way.
      await forget(ann, request)
      expect(await personOf(ann)).toMatchObject({ firstName: '', forgottenAt: expect.any(Date) })
      expect((await newsFor(books, ann)).map(({ kind }) => kind)).toEqual(['forgotten'])
    }
  })

  test('is not made known again by what they signed in with before', async () => {
    const ann = await someone(books, NAMED)
    const proof = new Uint8Array([ann % 256, 7])
    await begin(ann, { proof })
    const authDate = new Date(+books.clock.now() - 60_000)
    await forget(ann)
    for (const old of [
      { proof, authDate },
      { proof: new Uint8Array([ann % 256, 8]), authDate },
    ])
      expect(await begin(ann, old)).toEqual({ kind: 'refused', because: 'ended' })
    expect(await personOf(ann)).toMatchObject({ firstName: '' })
  })

  test('while they could not be reached has nothing that waits for them', async () => {
    const ann = await someone(books, NAMED)
    await billing.lose(ann, 'blocked')
    await billing.settle(chargeFor(await anOrder(books, ann, 'month')))
    await nothingPending(books)
    await forget(ann)
    await meet(ann)
    await nothingPending(books)
    expect(told.filter(({ personId }) => personId === ann)).toEqual([])
  })
})

/** What doctor finds of theirs. */
async function known(id: number): Promise<string[]> {
  const { strayed } = await auditBooks(books.database)
  return strayed.filter(fault => fault.includes(`person ${id} was forgotten`))
}

async function meet(id: number) {
  return await billing.meet({ id, ...NAMED })
}

let proofs = 0

async function begin(id: number, changes: { proof?: Uint8Array; authDate?: Date } = {}) {
  const now = books.clock.now()
  return await billing.sessions.begin({
    ...{ profile: { id, ...NAMED }, canBeWritten: false, ttlSeconds: 900 },
    ...{ proof: new Uint8Array([9, 9, ++proofs]), authDate: now, proofEndsAt: new Date(+now + 900_000) },
    ...changes,
  })
}
