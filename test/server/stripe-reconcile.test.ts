import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { days } from '../support/books.ts'
import { accessTo, rows } from '../support/sale.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer, objectsOf } from './stripe-life.ts'
import { openLiving } from './stripe-living.ts'
import { aMove, aPayment, seconds } from './stripe-objects.ts'

// cases 15, 78
it('books all that no event told of, once, whoever is first, and comes to what Stripe’s balance holds', async () => {
  const shop = await openLiving({ asyncCapture: true })
  const { deeds, books } = shop
  await deeds.settleIn({ currency: 'eur', rates: { usd: 0.9 } })
  for (let n = 0; n < 3; n++) await shop.subscriber()
  await shop.turnTo(Date.parse('2026-11-01T03:00:00Z') / 1000)
  const charges = await shop.stripe.charges.list({ limit: 100 })
  const [refunded, disputed] = charges.data
  await deeds.refund({ charge: refunded?.id ?? '' })
  await deeds.openDispute({ charge: disputed?.id ?? '' })

  const [first, second] = await Promise.all([shop.reconcile(), shop.reconcile()])
  // Six payments, a refund, and what a dispute took.
  expect([first.repaired, second.repaired, await shop.repaired()]).toEqual([8, 0, 8])
  expect(second.unlisted).toEqual({ count: 0, charges: [] })
  await shop.work(events => events)
  const eur = (await deeds.balance())['eur'] ?? { net: 0, fee: 0 }
  const { repaired, balances } = await shop.reconcile()
  expect(repaired).toBe(0)
  const gross = eur.net + eur.fee
  expect(balances).toEqual([
    { currency: 'EUR', booked: gross, provider: gross, drift: 0 },
    { currency: 'USD', booked: 0, provider: 0, drift: 0 },
  ])
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})

describe('Stripe’s statement', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    await desk.catchUp()
  })
  afterAll(() => desk.close())

  /** Moved on the balance, by the clock of Stripe. */
  const moved = (id: string, amount: number, source: object | null, type = 'charge') =>
    aMove({ id, amount, fee: 0, type, source, created: seconds('2026-11-22') } as Parameters<typeof aMove>[0])
  const charge = (payment: string, status = 'succeeded') => {
    return { id: `ch_${payment}`, object: 'charge', payment_intent: payment, status }
  }
  const linesKept = () =>
    rows<{ id: string; kind: string }>(
      desk.books,
      'select provider_id as id, kind from statement_lines order by provider_id',
    )
  const drifts = ({ balances }: Awaited<ReturnType<Desk['reconcile']>>) =>
    balances?.map(({ currency, booked, drift }) => ({ currency, booked, drift }))

  it('is held against the books: what is nobody’s stands beside the sales, what is under way is waited for', async () => {
    const buyer = await aBuyer(desk.books)
    const { personId, tag } = buyer
    const of = objectsOf(buyer)
    const customerId = `cus_${tag}`
    desk.record.write({ id: customerId, object: 'customer' })
    await desk.books.billing.cards.keepCustomer({ personId, livemode: false, customerId })
    const paid = of.payment(1)
    desk.record.write(of.session, of.subscription(1), of.invoice(1), of.paid(1, { status: 'processing' }))
    const payout = { id: 'po_1', object: 'payout' }
    desk.record.write(
      moved('txn_payout', -5000, payout, 'payout'),
      moved('txn_cost', -50, null, 'stripe_fee'),
      moved('txn_foreign', 700, charge('pi_foreign')),
      aPayment({ id: 'pi_foreign', customer: null, amount_received: 700 }),
      moved('txn_alien', 70, charge('pi_strange')),
      aPayment({ id: 'pi_strange', customer: null, amount_received: 70 }),
      moved(`txn_${paid}`, 999, charge(paid, 'pending'), 'payment'),
      moved('txn_bounced', 300, charge('pi_bounced', 'failed'), 'payment'),
      moved('txn_back', -300, charge('pi_bounced', 'failed'), 'payment_failure_refund'),
    )
    desk.books.clock.advance(days(2))

    for (let time = 0; time < 2; time++) {
      const run = await desk.reconcile()
      expect(run).toMatchObject({ read: 7, repaired: 0 })
      expect(drifts(run)).toEqual([{ currency: 'USD', booked: -4280, drift: 0 }])
    }
    expect(await linesKept()).toEqual(
      ['txn_alien', 'txn_back', 'txn_bounced', 'txn_cost', 'txn_foreign', 'txn_payout'].map(id => {
        return { id, kind: 'other' }
      }),
    )
    // One alarm for all, also when what was told of them in between is read at last.
    for (const id of ['pi_foreign', 'pi_strange']) expect(await desk.bring('payment', id)).toBe('done')
    expect(await desk.toldAdmin('alarm')).toMatchObject([
      { about: 'foreign_charge', detail: expect.stringMatching(/^(700|70) usd \(\+ 1\)$/) },
    ])

    desk.record.write(of.paid(1), moved(`txn_${paid}`, 999, charge(paid), 'payment'))
    // Its event may be on its way.
    expect(await desk.reconcile(days(3))).toMatchObject({ repaired: 0, balances: [{ drift: 0 }] })
    const after = await desk.reconcile()
    expect(after.repaired).toBe(1)
    expect(drifts(after)).toEqual([{ currency: 'USD', booked: -3281, drift: 0 }])
    expect((await linesKept()).at(-1)).toEqual({ id: `txn_${paid}`, kind: 'payment' })
    expect(await accessTo(desk.books, personId)).toMatchObject({ active: true })
    expect(await auditBooks(desk.books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  })

  it('does not have what was taken in the books alone: admins are told once, and nothing is touched', async () => {
    const { books } = desk
    const { personId } = await aBuyer(books)
    const price = { amount: 500, currency: 'USD' }
    const about = { rail: 'card' as const, chargeId: 'pi_phantom', payerId: personId, payload: {} }
    await books.billing.settle({ ...about, price, reference: '', paidAt: books.clock.now() })
    // Stripe moves its balance a while after it took the money.
    expect(await desk.reconcile()).toMatchObject({ unlisted: { count: 0 }, balances: [{ drift: 0 }] })

    books.clock.advance(days(1))
    for (let time = 0; time < 2; time++)
      expect(await desk.reconcile()).toMatchObject({
        unlisted: { count: 1, charges: [{ chargeId: 'pi_phantom', amount: 500, currency: 'USD' }] },
        balances: [{ currency: 'USD', drift: 500 }],
      })
    expect(await desk.toldAdmin('unlisted')).toMatchObject([{ rail: 'card', chargeIds: ['pi_phantom'] }])
  })

  it('need not be shown to the key: then events are caught up with alone', async () => {
    const event = { id: 'evt_1', object: 'event', type: 'charge.updated' }
    const created = Math.floor(+desk.books.clock.now() / 1000)
    desk.record.write({ ...event, created, data: { object: { payment_intent: 'pi_1' } } } as typeof event)
    desk.record.fail(403, '/v1/balance_transactions')
    expect(await desk.reconcile()).toMatchObject({ read: 1, unlisted: { count: 0 }, balances: null })
    expect((await desk.waiting()).map(({ key }) => key)).toContain('pi_1')
    desk.record.fail(503, '/v1/balance_transactions')
    await expect(desk.reconcile()).rejects.toThrow()
    desk.record.fail(null)
  })
})
