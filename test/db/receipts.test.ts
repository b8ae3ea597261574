import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Charge, Receipt } from '../../db/billing.ts'
import { ADMIN, openBooks, plan, SHOP, type TestBooks } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { anOrder, buy, chargeFor, newChargeId, newRequest, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

async function page(personId: number, cursor: string | null = null, limit = 20) {
  const read = await books.billing.receipts({ personId, cursor, limit })
  if (read.kind === 'bad_cursor') throw new Error('bad cursor')
  return read
}

/** All pages, one after the other; `between` is what happens while somebody reads. */
async function readThrough(personId: number, limit: number, between = async () => {}): Promise<Receipt[]> {
  const read: Receipt[] = []
  let cursor: string | null = null
  do {
    const { items, next } = await page(personId, cursor, limit)
    read.push(...items)
    cursor = next
    // No page is empty: where the last one is full, nothing is promised after it.
    expect(items.length).toBe(next === null ? Math.max(1, items.length) : limit)
    await between()
  } while (cursor !== null)
  return read
}

/** Somebody with many payments, several of them within the same second, as Telegram dates them. */
async function regular(count: number, seed: number): Promise<{ personId: number; charges: string[] }> {
  const personId = await someone(books)
  const order = await anOrder(books, personId)
  const { below } = dice(seed)
  const charges: Charge[] = Array.from({ length: count }, () =>
    chargeFor(order, {
      paidAt: new Date(+order.createdAt - (+order.createdAt % 1000) - 1000 * below(count)),
    }),
  )
  await Promise.all(charges.map(charge => books.billing.settle(charge)))
  return { personId, charges: charges.map(({ chargeId }) => chargeId) }
}

/** The id of no payment. */
const NEVER = '01900000-0000-7000-8000-000000000000'

const ids = (receipts: { chargeId: string }[]) => receipts.map(({ chargeId }) => chargeId)

describe('receipts', () => {
  test('say what was paid, for what, when, and under which number', async () => {
    const personId = await someone(books)
    const { charge, settlement } = await buy(books, personId)
    expect(await page(personId)).toEqual({
      kind: 'page',
      items: [
        {
          id: settlement.paymentId,
          chargeId: charge.chargeId,
          rail: 'stars',
          plan: { code: 'month', title: 'The month' },
          price: { amount: 250, currency: 'XTR' },
          status: 'paid',
          amountDue: 250,
          amountPaid: 250,
          amountRefunded: 0,
          createdAt: charge.paidAt,
          paidAt: charge.paidAt,
          refundedAt: null,
          providerInvoiceId: null,
          hostedUrl: null,
          pdfUrl: null,
        },
      ],
      next: null,
    })
  })

  test('are none for whoever paid nothing, also a stranger', async () => {
    const nothing = { kind: 'page', items: [], next: null }
    expect(await page(await someone(books))).toEqual(nothing)
    expect(await page(7_777_777)).toEqual(nothing)
  })

  test('keep the name a plan was sold under', async () => {
    const personId = await someone(books)
    await buy(books, personId, 'year')
    await books.reopen([plan({ code: 'year', title: 'Another name' })])
    const { items } = await page(personId)
    await books.reopen(SHOP)
    expect(items[0]?.plan).toEqual({ code: 'year', title: 'The year' })
  })

  test('of money given back say when; a refund that is asked for, or refused, gives nothing back', async () => {
    const personId = await someone(books)
    const { charge } = await buy(books, personId)
    const ask = async () => {
      const request = { chargeId: charge.chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
      const asked = await books.billing.requestRefund(request)
      return asked.kind === 'requested' ? asked.refundId : ''
    }
    await books.billing.settleRefund(await ask(), { kind: 'failed', because: 'refused', detail: 'no' })
    const second = await ask()
    expect((await page(personId)).items).toMatchObject([{ status: 'paid', refundedAt: null }])
    books.clock.advance(60_000)
    await books.billing.settleRefund(second, { kind: 'succeeded' })

    const [outcome] = await rows<{ settled_at: string }>(
      books,
      'select settled_at from refund_outcomes where refund_id = $1',
      [second],
    )
    expect((await page(personId)).items).toMatchObject([
      { status: 'refunded', refundedAt: new Date(outcome?.settled_at ?? '') },
    ])
  })

  // case 7
  test('show money that fits no order, and that it bought nothing', async () => {
    const personId = await someone(books)
    const order = await anOrder(books, personId)
    const odd = chargeFor(order, { price: { amount: 1, currency: 'XTR' } })
    const lost = chargeFor(order, { reference: 'nonsense', paidAt: new Date(+odd.paidAt - 1000) })
    await books.billing.settle(odd)
    await books.billing.settle(lost)
    expect((await page(personId)).items).toMatchObject([
      { chargeId: odd.chargeId, plan: null, price: { amount: 1 }, status: 'paid' },
      { chargeId: lost.chargeId, plan: null, status: 'paid' },
    ])
  })

  // case 3
  test('are whose money it was, not whose invoice', async () => {
    const order = await anOrder(books, await someone(books))
    const payerId = await someone(books)
    await books.billing.settle(chargeFor(order, { payerId }))
    expect((await page(payerId)).items).toMatchObject([{ plan: { code: 'month' } }])
    expect((await page(order.personId)).items).toEqual([])
  })

  test.each([[1], [7], [20], [50]])('read %i at a time are all there, once, newest first', async limit => {
    const { personId, charges } = await regular(40, limit)
    const read = await readThrough(personId, limit)
    expect(ids(read).toSorted()).toEqual(charges.toSorted())
    const times = read.map(({ createdAt }) => +createdAt)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('read on while new payments come are those that were there, none twice', async () => {
    const { personId, charges } = await regular(25, 4)
    const order = await anOrder(books, personId)
    const read = await readThrough(personId, 4, async () => {
      await books.billing.settle(chargeFor(order, { chargeId: newChargeId() }))
    })
    expect(ids(read).toSorted()).toEqual(charges.toSorted())
  })

  test('know no other cursor than those they gave', async () => {
    const personId = await someone(books)
    const encode = (text: string) => Buffer.from(text).toString('base64url')
    const bad = [
      '',
      '1',
      'x'.repeat(500),
      encode('9 9'),
      encode(`-1 ${NEVER}`),
      encode("1 '; drop table payments"),
    ]
    for (const cursor of bad) {
      expect(await books.billing.receipts({ personId, cursor, limit: 20 })).toEqual({ kind: 'bad_cursor' })
    }
    const farAway = encode(`99999999999999 ${NEVER}`)
    expect(await page(personId, farAway)).toEqual({ kind: 'page', items: [], next: null })
  })

  test('are found by an index, in their order', async () => {
    const { personId } = await regular(60, 1)
    await books.database.pool.query('analyze payments')
    const steps = await rows(
      books,
      `explain select id from payments where person_id = ${personId} and (paid_at, id) < (now() + '9 years', '${NEVER}')
       order by paid_at desc, id desc limit 5`,
    )
    expect(JSON.stringify(steps)).toContain('Backward using payments_person_id_paid_at_id_index')
    expect(JSON.stringify(steps)).not.toContain('Sort')
  })
})
