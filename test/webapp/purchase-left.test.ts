// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  books,
  closeSheet,
  device,
  enterShop,
  haptics,
  INVOICE,
  leaveShop,
  ORDER,
  opened,
  pass,
  seen,
  server,
  shop,
} from './purchase-stage.ts'
import { dropped, problem } from './scripted-server.ts'

beforeEach(enterShop)
afterEach(leaveShop)

describe('a purchase that is not made', () => {
  it.each([
    [problem(400, 'unknown-plan'), { kind: 'refused', rail: 'stars', why: 'unknown_plan' }],
    [problem(400, 'not-sold-here'), { kind: 'refused', rail: 'stars', why: 'not_sold_here' }],
    [problem(409, 'owned-forever'), { kind: 'refused', rail: 'stars', why: 'owned_forever' }],
    [
      problem(429, 'too-many', { 'retry-after': '17' }),
      { kind: 'refused', rail: 'stars', why: 'too_many', seconds: 17 },
    ],
    [problem(422, 'invalid'), { kind: 'failed', why: 'server' }],
    [problem(503, 'unavailable'), { kind: 'failed', why: 'server' }],
  ])('says why %#', async (response, end) => {
    server.on(INVOICE, () => response)
    await shop.buy('pro')
    expect(shop.purchase.value).toEqual({ ...end, plan: 'pro' })
    expect(haptics()).toHaveLength(1)
  })

  it('because the plans changed meanwhile has them asked for anew', async () => {
    server.on(INVOICE, () => problem(400, 'unknown-plan'))
    await shop.buy('pro')
    expect(server.count('GET catalog')).toBe(1)
  })

  it('for want of a network is not tried a second time by itself', async () => {
    server.on(INVOICE, dropped)
    await shop.buy('pro')
    expect(shop.purchase.value).toEqual({ kind: 'failed', plan: 'pro', why: 'offline' })
    await pass(60_000)
    expect(server.count(INVOICE)).toBe(1)
  })

  it('makes no order where the client cannot pay inside the app', async () => {
    await opened({ version: '6.0' })
    await shop.buy('pro')
    // case 56
    expect(shop.purchase.value).toEqual({ kind: 'refused', plan: 'pro', rail: 'stars', why: 'unsupported' })
    expect(server.count(INVOICE)).toBe(0)
  })

  it('because they left while it was ordered opens no sheet', async () => {
    const buying = shop.buy('pro')
    shop.dismissPurchase()
    await buying
    expect(shop.purchase.value).toEqual({ kind: 'none' })
    expect(device.last('web_app_open_invoice')).toBeUndefined()
  })
})

describe('a purchase nobody waits for', () => {
  it('is followed all the same, ever more slowly, and told when it is paid', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('pending')
    await pass(1_000)
    shop.dismissPurchase()
    const asked = server.count(ORDER)
    await pass(120_000)
    expect(shop.purchase.value.kind).toBe('none')
    expect(server.count(ORDER) - asked).toBeLessThan(12)
    books('paid')
    await pass(15_000)
    expect(seen).toEqual(['none', 'ordering', 'paying', 'checking', 'none', 'paid'])
  })

  it('stays out of sight when the app is opened again, until there is good news', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('pending')
    await pass(1_000)
    shop.dismissPurchase()
    await opened()
    void shop.resumePurchase()
    await pass(60_000)
    expect(seen).toEqual(['none'])
    books('paid')
    await pass(15_000)
    expect(seen).toEqual(['none', 'paid'])
  })

  it('is found bought when the app was closed while they paid', async () => {
    void shop.buy('pro')
    await pass(0)
    books('paid')
    await opened()
    await shop.resumePurchase()
    expect(seen).toEqual(['none', 'paid'])
    await opened()
    await shop.resumePurchase()
    expect(seen).toEqual(['none'])
  })

  it('goes on being checked where the client had told of a payment', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('paid')
    await pass(0)
    await opened()
    void shop.resumePurchase()
    await pass(3_000)
    expect(shop.purchase.value).toMatchObject({ kind: 'checking', plan: 'pro' })
    books('paid')
    await pass(3_000)
    expect(seen).toEqual(['none', 'checking', 'paid'])
  })

  it.each(['open', 'expired', 'canceled'] as const)(
    'says nothing where it came to nothing: %s',
    async status => {
      void shop.buy('pro')
      await pass(0)
      await opened()
      books(status)
      void shop.resumePurchase()
      await pass(60_000)
      expect(seen).toEqual(['none'])
    },
  )

  it('is left alone where the order is that of another account on this device', async () => {
    void shop.buy('pro')
    await pass(0)
    await opened()
    server.on(ORDER, () => problem(404, 'not-found'))
    await shop.resumePurchase()
    expect(seen).toEqual(['none'])
    books('paid')
    await opened()
    await shop.resumePurchase()
    expect(seen).toEqual(['none', 'paid'])
  })

  it('is forgotten after an hour, and what is no order at all is not asked for', async () => {
    void shop.buy('pro')
    await pass(0)
    const [name = ''] = Object.keys(localStorage)
    await opened()
    vi.setSystemTime(Date.now() + 3_600_000)
    await shop.resumePurchase()
    expect(localStorage.length).toBe(0)
    for (const odd of ['not json', '7', '[7, null, {"order":7}]', '[{"order":"o-1","since":"soon"}]']) {
      localStorage.setItem(name, odd)
      await opened()
      await shop.resumePurchase()
    }
    expect(server.count(ORDER)).toBe(0)
  })

  it('ends where the session does', async () => {
    void shop.buy('pro')
    await pass(0)
    const { shut } = await import('../../webapp/session.ts')
    closeSheet('pending')
    await pass(0)
    shut('ended')
    const asked = server.asked.length
    await pass(60_000)
    expect(server.asked).toHaveLength(asked)
    expect(vi.getTimerCount()).toBe(0)
  })
})
