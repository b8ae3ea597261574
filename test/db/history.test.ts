import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvoiceState, Receipt } from '../../db/billing.ts'
import { openBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP, recordInvoice } from '../support/card-sale.ts'
import { dice } from '../support/dice.ts'
import { buy, chargeFor, newChargeId, rows, someone } from '../support/sale.ts'

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

// case 105
test('the history is one list of both rails, newest first, read page by page without a gap', async () => {
  const personId = await someone(books)
  const { order, charge } = await aSubscriber(books, personId)
  const stars = (await buy(books, personId, 'month')).order
  const at = (seconds: number) => new Date(+order.createdAt - 1000 * seconds)
  const { below } = dice(5)
  const expected = [charge.chargeId]
  for (let line = 0; line < 12; line++) {
    const paid = chargeFor(stars, { chargeId: newChargeId(), paidAt: at(below(6)) })
    const invoice = await record(personId, { status: 'open', amountPaid: 0, createdAt: at(below(6)) })
    await books.billing.settle(paid)
    expected.push(paid.chargeId, invoice.providerId)
  }
  await record(personId, { providerId: charge.invoice ?? '', createdAt: at(3) })

  const read: Receipt[] = []
  let cursor: string | null = null
  do {
    const page = await books.billing.receipts({ personId, cursor, limit: 4 })
    if (page.kind !== 'page') throw new Error(page.kind)
    read.push(...page.items)
    cursor = page.next
    await record(personId, { status: 'open' })
  } while (cursor !== null)
  const times = read.map(({ createdAt }) => +createdAt)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  const bought = read.filter(({ chargeId }) => expected.includes(chargeId)).map(({ chargeId }) => chargeId)
  expect(bought.toSorted()).toEqual(expected.toSorted())
  expect(read).toHaveLength(expected.length + 1)
})

test('an invoice of another person does not hide whose money paid it', async () => {
  const personId = await someone(books)
  const { charge } = await aSubscriber(books, personId)
  const other = await someone(books)
  await record(other, { providerId: charge.invoice ?? '' })
  expect(await shownTo(personId)).toMatchObject([{ chargeId: charge.chargeId, providerInvoiceId: null }])
  expect(await shownTo(other)).toMatchObject([{ providerInvoiceId: charge.invoice, paidAt: null }])
})

test('the history is found by two indexes, however long others’ are', async () => {
  const personId = await someone(books)
  await rows(
    books,
    `insert into invoices
     select gen_random_uuid(), 'card', 'in_many_' || n, $1, null, null, 'open', 1, 0, 'EUR', null,
       now() - n * interval '1 minute', null, null, now(), 1
     from generate_series(1, 2000) n`,
    [personId],
  )
  await rows(books, 'analyze invoices')
  const steps = JSON.stringify(
    await rows(
      books,
      `explain select id from invoices where person_id = ${personId}
       and (created_at, id) < (now() + '9 years', '01900000-0000-7000-8000-000000000000')
       order by created_at desc, id desc limit 5`,
    ),
  )
  expect(steps).toContain('Backward using invoices_person_id_created_at_id_index')
  expect(steps).not.toContain('Sort')
})

describe('the links of an invoice', () => {
  test('are stale once they were read too long ago, until they are read again', async () => {
    const personId = await someone(books)
    const { providerId } = await record(personId)
    await record(personId, { status: 'draft', hostedUrl: null, pdfUrl: null })
    await buy(books, personId, 'month')
    const ids = (await shownTo(personId)).map(({ id }) => id)
    const readAt = books.clock.now()
    expect(await cards.staleLinks(ids, readAt)).toEqual([])
    books.clock.advance(1000)
    const [stale] = await cards.staleLinks([...ids, 'not an id'], books.clock.now())
    expect(stale).toMatchObject({ providerId })

    await cards.keepLinks({ id: stale?.id ?? '', hostedUrl: 'https://new.example', pdfUrl: null })
    expect(await cards.staleLinks(ids, books.clock.now())).toEqual([])
    expect(await shownTo(personId)).toContainEqual(
      expect.objectContaining({
        providerInvoiceId: providerId,
        hostedUrl: 'https://new.example',
        pdfUrl: null,
      }),
    )
  })
})
