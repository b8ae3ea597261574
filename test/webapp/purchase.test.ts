// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forbidStorage, turn } from './device.ts'
import {
  books,
  closeSheet,
  closing,
  device,
  enterShop,
  haptics,
  INVOICE,
  leaveShop,
  ORDER,
  pass,
  seen,
  server,
  shop,
} from './purchase-stage.ts'
import { dropped } from './scripted-server.ts'

beforeEach(enterShop)
afterEach(leaveShop)

describe('buying', () => {
  it('is paid when the books say so, whatever the client said before', async () => {
    void shop.buy('pro')
    expect(shop.purchase.value).toEqual({ kind: 'ordering', plan: 'pro', rail: 'stars' })
    await pass(0)
    expect(shop.purchase.value).toEqual({ kind: 'paying', plan: 'pro' })
    expect(closing()).toEqual({ need_confirmation: true })
    closeSheet('paid')
    await pass(0)
    // case 19: paid before the update arrived
    expect(shop.purchase.value).toMatchObject({ kind: 'checking', plan: 'pro' })
    expect(closing()).toEqual({ need_confirmation: false })
    await pass(1_000)
    expect(shop.purchase.value.kind).toBe('checking')
    books('paid')
    await pass(900)
    expect(shop.purchase.value).toMatchObject({ kind: 'paid', plan: 'pro', title: 'Pro' })
    expect(haptics()).toEqual([{ type: 'notification', notification_type: 'success' }])
    expect(seen).toEqual(['none', 'ordering', 'paying', 'checking', 'paid'])
    expect(server.count('GET me/entitlements')).toBe(1)
    expect(localStorage.length).toBe(0)
  })

  it('twice in a hurry makes one order, until that one has its end', async () => {
    // case 17
    void shop.buy('pro')
    void shop.buy('pro')
    await pass(0)
    void shop.buy('pro')
    closeSheet('pending')
    await pass(0)
    void shop.buy('pro')
    await pass(0)
    expect([
      server.count(INVOICE),
      device.told.filter(({ type }) => type === 'web_app_open_invoice'),
    ]).toEqual([1, [{ type: 'web_app_open_invoice', data: { slug: 'o-1' } }]])
    books('paid')
    await pass(1_000)
    void shop.buy('pro')
    await pass(0)
    expect(server.count(INVOICE)).toBe(2)
  })

  it('that the client calls failed is paid all the same when the server says so', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('failed')
    await pass(500)
    expect(shop.purchase.value.kind).toBe('checking')
    books('paid')
    await pass(2_000)
    // case 17
    expect(shop.purchase.value).toMatchObject({ kind: 'paid', plan: 'pro', title: 'Pro' })
    expect(seen).not.toContain('dropped')
  })

  it('that the client calls cancelled is paid where the books have it', async () => {
    void shop.buy('pro')
    await pass(0)
    books('paid')
    closeSheet('cancelled')
    await pass(0)
    expect(shop.purchase.value.kind).toBe('paid')
  })

  it.each([
    ['cancelled', 0, []],
    ['failed', 26_000, [{ type: 'notification', notification_type: 'error' }]],
  ] as const)('that is %s in the books too is dropped', async (why, ms, felt) => {
    void shop.buy('pro')
    await pass(0)
    closeSheet(why)
    await pass(ms)
    expect(shop.purchase.value).toEqual({ kind: 'dropped', plan: 'pro', rail: 'stars', why })
    expect(haptics()).toEqual(felt)
  })

  it('is not called dropped before the server was heard', async () => {
    void shop.buy('pro')
    await pass(0)
    server.on(ORDER, dropped)
    closeSheet('cancelled')
    await pass(20_000)
    expect(shop.purchase.value.kind).toBe('checking')
    books('paid')
    await pass(6_000)
    expect(shop.purchase.value.kind).toBe('paid')
  })

  it('that is pending waits, ever more slowly, and looks at once on return', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('pending')
    // case 18
    await pass(8_000)
    expect(shop.purchase.value.kind).toBe('checking')
    const quick = server.count(ORDER)
    expect(quick).toBeLessThan(10)
    await pass(60_000)
    expect(server.count(ORDER) - quick).toBeLessThanOrEqual(13)
    books('paid')
    turn('visible')
    await pass(0)
    expect(shop.purchase.value.kind).toBe('paid')
  })

  it('is seen by clients that never tell that the sheet was closed', async () => {
    void shop.buy('pro')
    await pass(0)
    books('paid')
    await pass(2_000)
    expect(shop.purchase.value.kind).toBe('paid')
    expect(closing()).toEqual({ need_confirmation: false })
    closeSheet('paid')
    await pass(0)
    expect(seen).toEqual(['none', 'ordering', 'paying', 'paid'])
  })

  it.each([
    ['held', { kind: 'held', plan: 'pro', title: 'Pro' }, 'warning'],
    ['refunded', { kind: 'refunded', plan: 'pro', title: 'Pro' }, null],
    ['canceled', { kind: 'dropped', plan: 'pro', rail: 'stars', why: 'cancelled' }, null],
    ['expired', { kind: 'dropped', plan: 'pro', rail: 'stars', why: 'expired' }, null],
  ] as const)('ends as the books say: %s', async (status, end, felt) => {
    void shop.buy('pro')
    await pass(0)
    books(status)
    closeSheet('failed')
    await pass(0)
    expect(shop.purchase.value).toEqual(end)
    expect(haptics()).toEqual(felt ? [{ type: 'notification', notification_type: felt }] : [])
  })

  it('of an order past its time waits on, where the client told of a payment', async () => {
    void shop.buy('pro')
    await pass(0)
    books('expired')
    closeSheet('paid')
    await pass(60_000)
    expect(shop.purchase.value.kind).toBe('checking')
    books('paid')
    await pass(5_000)
    expect(shop.purchase.value.kind).toBe('paid')
  })

  it('ends after an hour in which the books heard of nothing', async () => {
    void shop.buy('pro')
    await pass(0)
    closeSheet('paid')
    await pass(3_606_000)
    expect(shop.purchase.value).toEqual({ kind: 'dropped', plan: 'pro', rail: 'stars', why: 'expired' })
  })

  it('goes on where the client forbids storage', async () => {
    forbidStorage()
    void shop.buy('pro')
    await pass(0)
    closeSheet('cancelled')
    await pass(0)
    expect(shop.purchase.value.kind).toBe('dropped')
  })
})
