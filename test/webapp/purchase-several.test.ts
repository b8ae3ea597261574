// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  books,
  closeSheet,
  closing,
  device,
  enterShop,
  INVOICE,
  leaveShop,
  opened,
  pass,
  server,
  shop,
} from './purchase-stage.ts'

beforeEach(async () => {
  await enterShop()
  for (const order of ['o-2', 'o-3']) books('open', order)
})
afterEach(leaveShop)

/** Buys this, and the client says that of it. */
async function bought(plan: string, order: string, said: string): Promise<void> {
  void shop.buy(plan)
  await pass(0)
  closeSheet(said, order)
  await pass(0)
}

const shown = () => {
  const { kind, ...rest } = shop.purchase.value
  return `${kind} ${'title' in rest ? rest.title : 'plan' in rest ? rest.plan : ''}`.trim()
}

describe('several orders of one person', () => {
  it('are each followed to the end, and each that is paid is told', async () => {
    await bought('pro', 'o-1', 'cancelled')
    await bought('pro', 'o-2', 'pending')
    await bought('max', 'o-3', 'cancelled')
    expect(shown()).toBe('dropped max')
    books('paid', 'o-1')
    await pass(15_000)
    expect(shown()).toBe('paid Pro')
    books('paid', 'o-2')
    books('paid', 'o-3')
    await pass(15_000)
    // What was heard first is told until it is put away.
    expect(shown()).toBe('paid Pro')
    shop.dismissPurchase()
    expect(shown()).toBe('paid Pro of o-2')
    shop.dismissPurchase()
    expect(shown()).toBe('paid Pro of o-3')
    shop.dismissPurchase()
    expect([shown(), localStorage.length]).toEqual(['none', 0])
  })

  it('are all remembered when the app is closed', async () => {
    await bought('pro', 'o-1', 'cancelled')
    await bought('max', 'o-2', 'pending')
    await opened()
    void shop.resumePurchase()
    await pass(0)
    expect(shown()).toBe('checking max')
    books('paid', 'o-1')
    await pass(15_000)
    expect(shown()).toBe('paid Pro')
    shop.dismissPurchase()
    expect(shown()).toBe('checking max')
  })

  it('are not mistaken for one another while a sheet is open', async () => {
    await bought('pro', 'o-1', 'failed')
    void shop.buy('max')
    await pass(0)
    expect(shown()).toBe('paying max')
    books('paid', 'o-1')
    await pass(5_000)
    expect([shown(), closing()]).toEqual(['paid Pro', { need_confirmation: true }])
    // It is the sheet of the other one that closes.
    closeSheet('cancelled', 'o-2')
    await pass(0)
    expect(closing()).toEqual({ need_confirmation: false })
    shop.dismissPurchase()
    expect(shown()).toBe('dropped max')
  })

  it('put what came to nothing away when the next one is made, but no news of money that were not seen', async () => {
    await bought('pro', 'o-1', 'cancelled')
    await bought('pro', 'o-2', 'cancelled')
    books('paid', 'o-1')
    await pass(15_000)
    books('paid', 'o-2')
    await pass(15_000)
    expect(shown()).toBe('paid Pro')
    await bought('max', 'o-3', 'cancelled')
    expect(shown()).toBe('paid Pro of o-2')
    shop.dismissPurchase()
    expect(shown()).toBe('dropped max')
    shop.dismissPurchase()
    expect(shown()).toBe('none')
  })

  it('are resumed once, however often that is asked', async () => {
    await bought('pro', 'o-1', 'cancelled')
    const asked = server.asked.length
    await shop.resumePurchase()
    await pass(1_000)
    expect(server.asked).toHaveLength(asked)
  })

  it('are as many as ten; what is older is followed while the app is open', async () => {
    for (let number = 1; number <= 12; number++) {
      books('open', `o-${number}`)
      await bought('pro', `o-${number}`, 'cancelled')
    }
    expect(server.count(INVOICE)).toBe(12)
    books('paid', 'o-1')
    await pass(15_000)
    expect(shown()).toBe('paid Pro')
    const [kept = ''] = Object.values(localStorage)
    expect(JSON.parse(kept)).toHaveLength(10)
    expect(device.told.filter(({ type }) => type === 'web_app_open_invoice')).toHaveLength(12)
  })
})
