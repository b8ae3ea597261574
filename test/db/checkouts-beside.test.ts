import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../db/billing.ts'
import { openBooks, plan } from '../support/books.ts'
import { aCardOrder, CARD_SHOP, stateOf, stripeId } from '../support/card-sale.ts'
import { chargeFor, someone } from '../support/sale.ts'

const MINUTE_MS = 60_000

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

describe('the pages beside an order', () => {
  async function aPage(personId: number, planCode?: string) {
    const order = await aCardOrder(books, personId, planCode)
    const sessionId = stripeId('cs')
    await cards.keepCheckout({ orderId: order.id, sessionId })
    return { order, page: { orderId: order.id, sessionId, isCanceled: false } }
  }
  const withdraw = ({ id, personId }: Order) => books.billing.cancelOrder({ personId, orderId: id })

  test('are those of the same plan of which nobody told the end, also of other editions of it', async () => {
    const personId = await someone(books)
    const first = await aPage(personId)
    await books.reopen([plan({ ...(CARD_SHOP[0] ?? { code: '' }), code: 'care', title: 'Care, again' })])
    const second = await aPage(personId)
    await books.reopen(CARD_SHOP)
    await aPage(personId, 'visit')
    await aPage(await someone(books))
    books.clock.advance(51 * MINUTE_MS)
    const third = await aCardOrder(books, personId)
    expect(await cards.checkoutsBeside(third)).toEqual([second.page, first.page])
    expect(await cards.checkoutsBeside(second.order)).toEqual([first.page])
    books.clock.advance(13 * 24 * 60 * MINUTE_MS)
    expect(await cards.checkoutsBeside(third)).toHaveLength(2)
    books.clock.advance(24 * 60 * MINUTE_MS)
    expect(await cards.checkoutsBeside(third)).toEqual([])
  })

  test('are withdrawn ones while one could pay there still, and never what is paid or over', async () => {
    const personId = await someone(books)
    const { order: paid } = await aPage(personId)
    await books.billing.settle(chargeFor(paid))
    const { order: over } = await aPage(personId)
    await cards.recordSubscription(
      await stateOf(books, over, { status: 'incomplete_expired', renews: false }),
    )
    const { order: withdrawn, page } = await aPage(personId)
    await withdraw(withdrawn)
    const next = await aCardOrder(books, personId)
    expect(await cards.checkoutsBeside(next)).toEqual([{ ...page, isCanceled: true }])
    books.clock.advance(60 * MINUTE_MS)
    expect(await cards.checkoutsBeside(next)).toEqual([])
  })
})
