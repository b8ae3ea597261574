// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  books,
  closeSheet,
  enterShop,
  INVOICE,
  leaveShop,
  ORDER,
  opened,
  pass,
  seen,
  server,
  shop,
} from './purchase-stage.ts'
import { dropped } from './scripted-server.ts'

beforeEach(enterShop)
afterEach(leaveShop)

/** Bought, and the client says this of it. */
async function ended(status: string): Promise<void> {
  void shop.buy('pro')
  await pass(0)
  closeSheet(status)
  await pass(0)
}

// case 17
describe('a payment the client denies', () => {
  it('is looked for some 20 seconds before they are told that it failed, and cannot be made twice meanwhile', async () => {
    await ended('failed')
    await pass(19_000)
    expect(shop.purchase.value.kind).toBe('checking')
    void shop.buy('pro')
    await pass(0)
    expect(server.count(INVOICE)).toBe(1)
    await pass(6_000)
    expect(shop.purchase.value).toEqual({ kind: 'dropped', plan: 'pro', rail: 'stars', why: 'failed' })
    void shop.buy('pro')
    await pass(0)
    expect(server.count(INVOICE)).toBe(2)
  })

  it.each(['failed', 'cancelled'])(
    'and that is booked late takes the place of what they were told: %s',
    async said => {
      await ended(said)
      await pass(10 * 60_000)
      expect(shop.purchase.value).toEqual({ kind: 'dropped', plan: 'pro', rail: 'stars', why: said })
      books('paid')
      await pass(15_000)
      expect(shop.purchase.value).toMatchObject({ kind: 'paid', plan: 'pro', title: 'Pro' })
      expect(localStorage.length).toBe(0)
    },
  )

  it('is told also after they put away that it failed, or opened the app again', async () => {
    await ended('failed')
    await pass(30_000)
    shop.dismissPurchase()
    await opened()
    void shop.resumePurchase()
    await pass(60_000)
    expect(seen).toEqual(['none'])
    books('held')
    await pass(15_000)
    expect(seen).toEqual(['none', 'held'])
  })

  it('goes on being looked for where the app was opened again before the time was over', async () => {
    await ended('failed')
    await pass(5_000)
    await opened()
    void shop.resumePurchase()
    await pass(10_000)
    expect(shop.purchase.value.kind).toBe('checking')
    await pass(15_000)
    expect(shop.purchase.value).toEqual({ kind: 'dropped', plan: 'pro', rail: 'stars', why: 'failed' })
  })

  it('is asked for every 5 seconds at first, then every 15, until the order is past its time', async () => {
    await ended('cancelled')
    const asked = server.count(ORDER)
    await pass(5_000)
    expect(server.count(ORDER) - asked).toBe(1)
    await pass(10 * 60_000)
    expect(server.count(ORDER) - asked).toBeLessThanOrEqual(43)
    expect(server.count(ORDER) - asked).toBeGreaterThanOrEqual(39)
    books('expired')
    await pass(15_000)
    const last = server.count(ORDER)
    await pass(60_000)
    expect(server.count(ORDER)).toBe(last)
    expect([shop.purchase.value, localStorage.length]).toEqual([
      { kind: 'dropped', plan: 'pro', rail: 'stars', why: 'expired' },
      0,
    ])
  })

  it('is looked for through a network that fails', async () => {
    await ended('cancelled')
    server.on(ORDER, dropped)
    await pass(60_000)
    books('paid')
    await pass(15_500)
    expect(shop.purchase.value.kind).toBe('paid')
  })
})

describe('a payment that is told of and does not come', () => {
  it('keeps nobody from another plan, and from the same one until they stop waiting', async () => {
    await ended('pending')
    await pass(120_000)
    expect(shop.isUnderway('pro')).toBe(true)
    expect(shop.isUnderway('max')).toBe(false)
    shop.dismissPurchase()
    expect(shop.isUnderway('pro')).toBe(false)
    void shop.buy('pro')
    await pass(0)
    expect([server.count(INVOICE), shop.purchase.value.kind]).toEqual([2, 'paying'])
    // One sheet at a time.
    expect(shop.isUnderway('max')).toBe(true)
  })
})
