import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER_LIFE_MS } from '../../db/order.ts'
import { NEWS_MS } from '../../db/order-state.ts'
import { ADMIN, plan } from '../support/books.ts'
import { anOrder, chargeFor, newRequest } from '../support/sale.ts'
import { BUYER, loseDatabase, openStage, type Stage, signIn } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: [plan({ code: 'month', title: { en: 'Month', ar: 'شهر' } })] })
})
afterAll(() => stage.close())

async function get(id: string, personId = BUYER, language = 'en') {
  const headers = { ...(await signIn(stage, { id: personId })), 'accept-language': language }
  return await stage.app.inject({ url: `/api/v1/billing/orders/${encodeURIComponent(id)}`, headers })
}

async function newOrder(personId = BUYER) {
  stage.clock.advance(60_000)
  await signIn(stage, { id: personId })
  return await anOrder(stage, personId)
}

describe('GET /api/v1/billing/orders/{id}', () => {
  it('tells what was ordered, in the language asked for, and until when it can be paid', async () => {
    const order = await newOrder()
    const response = await get(order.id, BUYER, 'ar')
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-language']).toBe('ar')
    expect(response.json()).toEqual({
      order_id: order.id,
      plan: 'month',
      plan_title: 'شهر',
      status: 'open',
      amount: 250,
      currency: 'XTR',
      expires_at: order.expiresAt.toISOString(),
    })
  })

  // cases 17, 18, 19
  it('says paid when the books do, whatever happened before, and refunded when the money is back', async () => {
    const order = await newOrder()
    const status = async () => (await get(order.id)).json().status
    expect(await status()).toBe('open')
    await stage.billing.cancelOrder({ personId: BUYER, orderId: order.id })
    expect(await status()).toBe('canceled')
    const charge = chargeFor(order)
    await stage.billing.settle(charge)
    expect(await status()).toBe('paid')

    const request = { chargeId: charge.chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
    const asked = await stage.billing.requestRefund(request)
    if (asked.kind === 'requested') await stage.billing.settleRefund(asked.refundId, { kind: 'succeeded' })
    expect(await status()).toBe('refunded')
  })

  // case 7, case 91
  it('says when money is held, and when an order can be paid no longer', async () => {
    const order = await newOrder()
    stage.clock.advance(ORDER_LIFE_MS + NEWS_MS)
    expect((await get(order.id)).json().status).toBe('expired')
    await stage.billing.settle(chargeFor(order, { price: { amount: 1, currency: 'XTR' } }))
    expect((await get(order.id)).json().status).toBe('held')
  })

  it('knows nothing of another’s order, in the very words of one that never was', async () => {
    const order = await newOrder(BUYER + 1)
    expect((await get(order.id, BUYER + 1)).statusCode).toBe(200)
    const answers = [
      await get(order.id),
      await get('00000000-0000-7000-8000-000000000000'),
      await get('../../me'),
      await get('\0'),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(answer.json().detail).toBe('You have no such order.')
    }
  })

  it('asks to be asked again while the database is away', async () => {
    const lost = await openStage()
    const headers = await signIn(lost)
    await loseDatabase(lost)
    const response = await lost.app.inject({ url: '/api/v1/billing/orders/x', headers })
    expect(response.statusCode).toBe(503)
    await lost.close()
  })
})
