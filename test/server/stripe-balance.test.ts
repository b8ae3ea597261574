import { expect, it } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { dice } from '../support/dice.ts'
import { rows } from '../support/sale.ts'
import { openLiving } from './stripe-living.ts'

it.each([
  ['in the currency of the prices', false],
  ['in another, so that everything is converted', true],
])(
  'after all that can happen to money at Stripe, the books hold what its balance holds: %s',
  async (_, converted) => {
    const seed = Date.now()
    const { shuffled } = dice(seed)
    const shop = await openLiving({ asyncCapture: true })
    const { deeds } = shop
    if (converted) await deeds.settleIn({ currency: 'eur', rates: { usd: 0.9 } })
    const subscribers = []
    for (let n = 0; n < 4; n++) subscribers.push(await shop.subscriber())
    await shop.work(shuffled)
    await shop.turnTo(Date.parse('2026-11-01T03:00:00Z') / 1000)
    await shop.work(shuffled)

    const [whole = '', failing = '', won = '', lost = ''] = await Promise.all(subscribers.map(shop.chargeOf))
    await deeds.refund({ charge: whole, amount: 400 })
    await deeds.refund({ charge: whole })
    const { id: refund } = await deeds.refund({ charge: failing, pending: true })
    const disputes = [await deeds.openDispute({ charge: won }), await deeds.openDispute({ charge: lost })]
    await shop.work(shuffled)
    await deeds.endRefund({ refund, succeeds: false })
    for (const [n, { id }] of disputes.entries())
      await deeds.closeDispute({ dispute: id, ending: n === 0 ? 'won' : 'lost' })
    await shop.work(shuffled)

    const held = new Map(
      (await shop.books.billing.balances()).map(each => [`${each.currency} ${each.account}`, each.balance]),
    )
    const currency = converted ? 'EUR' : 'USD'
    const balance = (await deeds.balance())[currency.toLowerCase()]
    expect({ net: held.get(`${currency} cash`), fee: held.get(`${currency} fees`) }, `seed ${seed}`).toEqual({
      net: balance?.net ?? 'none',
      fee: balance?.fee ?? 'none',
    })
    if (converted) expect(held.get('USD cash') ?? 0).toBe(0)
    expect(await auditBooks(shop.books.database)).toMatchObject({ unbalanced: [], strayed: [] })
    const [booked] = await rows<{ count: number }>(shop.books, 'select count(*)::int from payments')
    expect(booked?.count).toBe(8)
  },
)
