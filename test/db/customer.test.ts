import { afterAll, describe, expect, test } from 'vitest'
import { openBooks } from '../support/books.ts'
import { CARD_SHOP, invoiceOf, stripeId } from '../support/card-sale.ts'
import { rows, someone } from '../support/sale.ts'

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
afterAll(() => books.close())

const NOBODY = { customerId: null, earlier: 0 }

describe('a customer', () => {
  test('is one person, and nobody else until they are known', async () => {
    const personId = await someone(books)
    const who = { personId, livemode: false }
    expect(await cards.customerOf(who)).toEqual(NOBODY)
    const customerId = stripeId('cus')
    expect(await cards.keepCustomer({ ...who, customerId })).toBe(customerId)
    expect(await cards.customerOf(who)).toEqual({ customerId, earlier: 0 })
    expect(await cards.payerOf(customerId)).toBe(personId)
    expect(await cards.payerOf('cus_of_nobody')).toBeNull()
  })

  // case 67
  test('is the first of twenty that two processes made at the same moment, and all of them are told which', async () => {
    const other = await books.reopen()
    const who = { personId: await someone(books), livemode: false }
    const kept = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? other : books.billing).cards.keepCustomer({ ...who, customerId: stripeId('cus') }),
      ),
    )
    expect(new Set(kept).size).toBe(1)
    expect(await cards.customerOf(who)).toEqual({ customerId: kept[0], earlier: 0 })
    expect(await rows(books, 'select 1 from customers where person_id = $1', [who.personId])).toHaveLength(1)
  })

  // case 79
  test('of the test mode is not one of the live mode', async () => {
    const personId = await someone(books)
    const ids = { test: stripeId('cus'), live: stripeId('cus') }
    await cards.keepCustomer({ personId, livemode: false, customerId: ids.test })
    expect(await cards.customerOf({ personId, livemode: true })).toEqual(NOBODY)
    await cards.keepCustomer({ personId, livemode: true, customerId: ids.live })
    expect(await cards.customerOf({ personId, livemode: true })).toEqual({ customerId: ids.live, earlier: 0 })
    expect(await cards.customerOf({ personId, livemode: false })).toMatchObject({ customerId: ids.test })
  })

  // case 77
  test('that was deleted at the provider is forgotten, and its history is not; the next one is another', async () => {
    const who = { personId: await someone(books), livemode: false }
    const [first, second] = [stripeId('cus'), stripeId('cus')]
    await cards.keepCustomer({ ...who, customerId: first })
    await cards.recordInvoice(await invoiceOf(books, who.personId))
    await cards.forgetCustomer(first)
    await cards.forgetCustomer(first)
    expect(await cards.customerOf(who)).toEqual({ customerId: null, earlier: 1 })
    expect(await cards.payerOf(first)).toBe(who.personId)
    const { kind, ...page } = await books.billing.receipts({ personId: who.personId, cursor: null, limit: 9 })
    expect([kind, 'items' in page && page.items.length]).toEqual(['page', 1])

    await expect(cards.keepCustomer({ ...who, customerId: first })).rejects.toThrow('was deleted')
    expect(await cards.keepCustomer({ ...who, customerId: second })).toBe(second)
    expect(await cards.customerOf(who)).toEqual({ customerId: second, earlier: 1 })
  })

  test('that nobody here knows can be forgotten too', async () => {
    await expect(cards.forgetCustomer('cus_of_nobody')).resolves.toBeUndefined()
  })
})
