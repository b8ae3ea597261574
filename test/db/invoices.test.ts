import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvoiceState, Receipt } from '../../db/billing.ts'
import { days, openBooks } from '../support/books.ts'
import {
  aCardOrder,
  aSubscriber,
  CARD_SHOP,
  givenBack,
  invoiceOf,
  monthsAfter,
  periodCharge,
  recordInvoice,
  stateOf,
  stripeId,
} from '../support/card-sale.ts'
import { dice } from '../support/dice.ts'
import { chargeFor, someone } from '../support/sale.ts'

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

const record = (personId: number, changes: Partial<InvoiceState> = {}) =>
  recordInvoice(books, personId, changes)

async function shownTo(personId: number): Promise<Receipt[]> {
  const page = await books.billing.receipts({ personId, cursor: null, limit: 50 })
  return page.kind === 'page' ? page.items : []
}

/** Their open invoice of a subscription in the given state. */
async function owing(status: string, changes: Partial<InvoiceState> = {}): Promise<number> {
  const personId = await someone(books)
  const order = await aCardOrder(books, personId)
  await cards.recordSubscription(await stateOf(books, order, { status }))
  await record(personId, { status: 'open', amountPaid: 0, subscription: `sub_${order.id}`, ...changes })
  return personId
}

describe('an invoice', () => {
  // case 105
  test('stands in the history with its payment as one line, in its own currency, with its links', async () => {
    const personId = await someone(books)
    const { order, charge } = await aSubscriber(books, personId)
    const invoice = await record(personId, {
      providerId: charge.invoice ?? '',
      subscription: `sub_${order.id}`,
      createdAt: order.createdAt,
    })
    expect(await shownTo(personId)).toEqual([
      {
        id: expect.any(String),
        chargeId: charge.chargeId,
        rail: 'card',
        plan: { code: 'care', title: 'The care' },
        price: { amount: 999, currency: 'EUR' },
        status: 'paid',
        amountDue: 999,
        amountPaid: 999,
        amountRefunded: 0,
        createdAt: order.createdAt,
        paidAt: charge.paidAt,
        refundedAt: null,
        providerInvoiceId: invoice.providerId,
        hostedUrl: invoice.hostedUrl,
        pdfUrl: invoice.pdfUrl,
      },
    ])
  })

  test('that the books have not met yet does not hide its payment', async () => {
    const personId = await someone(books)
    const { charge } = await aSubscriber(books, personId)
    const page = 'https://pay.example/receipt'
    const once = await aCardOrder(books, personId, 'visit')
    await books.billing.settle(chargeFor(once, { chargeId: stripeId('pi'), receiptUrl: page }))
    expect(await shownTo(personId)).toMatchObject([
      { providerInvoiceId: null, hostedUrl: page, pdfUrl: null },
      { chargeId: charge.chargeId, providerInvoiceId: null, status: 'paid' },
    ])
  })

  // case 105
  test.each([
    ['draft', {}, 'draft'],
    ['open', {}, 'open'],
    ['open', { dueAt: new Date('2026-11-22T12:00:00Z') }, 'open'],
    ['open', { dueAt: new Date('2026-11-21T11:59:00Z') }, 'past_due'],
    ['paid', { amountPaid: 999 }, 'paid'],
    ['void', {}, 'canceled'],
    ['uncollectible', {}, 'canceled'],
    ['a word of tomorrow', {}, 'open'],
  ] as const)('that is %s %o is %s', async (status, changes, shown) => {
    const personId = await someone(books)
    const { providerId } = await record(personId, { status, amountPaid: 0, ...changes })
    expect(await shownTo(personId)).toMatchObject([
      { status: shown, chargeId: providerId, plan: null, paidAt: null, amountDue: 999 },
    ])
  })

  // cases 104, 105
  test('that is open is past due when its subscription is, or when the time it pays for is over', async () => {
    expect(await shownTo(await owing('past_due'))).toMatchObject([{ status: 'past_due' }])
    expect(await shownTo(await owing('unpaid'))).toMatchObject([{ status: 'past_due' }])
    const waiting = await owing('incomplete')
    expect(await shownTo(waiting)).toMatchObject([{ status: 'open', plan: { code: 'care' } }])
    books.clock.advance(days(31))
    expect(await shownTo(waiting)).toMatchObject([{ status: 'past_due' }])
    expect(await shownTo(await someone(books))).toEqual([])
  })

  // cases 69, 105
  test('says how much of it went back, and is refunded once all of it has', async () => {
    const personId = await someone(books)
    const { charge } = await aSubscriber(books, personId)
    await record(personId, { providerId: charge.invoice ?? '' })
    await givenBack(books, charge.chargeId, 400)
    expect(await shownTo(personId)).toMatchObject([{ status: 'paid', amountPaid: 999, amountRefunded: 400 }])
    books.clock.advance(1000)
    await givenBack(books, charge.chargeId, 599)
    expect(await shownTo(personId)).toMatchObject([
      { status: 'refunded', amountRefunded: 999, refundedAt: books.clock.now() },
    ])
  })

  // case 82
  test('of nothing is paid, and not refunded', async () => {
    const personId = await someone(books)
    const order = await aCardOrder(books, personId)
    await cards.recordSubscription(await stateOf(books, order, { status: 'trialing' }))
    const span = { startsAt: order.createdAt, endsAt: monthsAfter(order.createdAt, 1) }
    const invoice = stripeId('in')
    const price = { amount: 0, currency: 'EUR' }
    await books.billing.settle(periodCharge(order, span, { chargeId: invoice, invoice, price }))
    await record(personId, { providerId: invoice, amountDue: 0, amountPaid: 0 })
    expect(await shownTo(personId)).toMatchObject([{ chargeId: invoice, status: 'paid', price }])
  })

  // case 7
  test('whose money is held names no plan', async () => {
    const personId = await someone(books)
    const { order } = await aSubscriber(books, personId)
    const endsAt = monthsAfter(order.createdAt, 1)
    const wrong = periodCharge(
      order,
      { startsAt: order.createdAt, endsAt },
      { price: { amount: 1, currency: 'USD' } },
    )
    expect(await books.billing.settle(wrong)).toMatchObject({ kind: 'quarantined', reason: 'wrong_currency' })
    await record(personId, { providerId: wrong.invoice ?? '', subscription: `sub_${order.id}` })
    expect((await shownTo(personId)).find(({ chargeId }) => chargeId === wrong.chargeId)).toMatchObject({
      plan: null,
    })
  })

  // cases 59, 60
  test('told in any order, and again, is the answer to the last question', async () => {
    const personId = await someone(books)
    const providerId = stripeId('in')
    const states = [
      await invoiceOf(books, personId, {
        providerId,
        status: 'draft',
        amountPaid: 0,
        hostedUrl: null,
        pdfUrl: null,
      }),
      await invoiceOf(books, personId, { providerId, status: 'open', amountPaid: 0 }),
      await invoiceOf(books, personId, { providerId, status: 'paid' }),
    ]
    for (const state of states.toReversed()) await cards.recordInvoice(state)
    const hostedUrl = `https://invoice.example/${providerId}`
    expect(await shownTo(personId)).toMatchObject([{ status: 'paid', amountPaid: 999, hostedUrl }])
    const seed = Date.now()
    const mixed = dice(seed).shuffled([...states, ...states])
    await Promise.all(mixed.map(state => cards.recordInvoice(state)))
    expect(await shownTo(personId), `seed ${seed}`).toMatchObject([
      { status: 'paid', amountPaid: 999, hostedUrl },
    ])
  })

  test('that is known before its subscription says what it was for once that is known', async () => {
    const personId = await someone(books)
    const order = await aCardOrder(books, personId)
    const state = await record(personId, { subscription: `sub_${order.id}` })
    expect(await shownTo(personId)).toMatchObject([{ plan: null }])
    await cards.recordSubscription(await stateOf(books, order))
    await cards.recordInvoice({ ...state, ticket: await cards.ticket() })
    expect(await shownTo(personId)).toMatchObject([{ plan: { code: 'care' } }])
    await cards.recordInvoice({ ...state, subscription: null, ticket: await cards.ticket() })
    expect(await shownTo(personId)).toMatchObject([{ plan: { code: 'care' } }])
  })
})
