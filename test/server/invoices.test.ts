import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InvoiceJson } from '../../server/contract.ts'
import { ADMIN, plan } from '../support/books.ts'
import { anOrder, chargeFor, newRequest } from '../support/sale.ts'
import { BUYER, loseDatabase, openStage, type Stage, signIn } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: [plan({ code: 'month', title: { en: 'Month', ru: 'Месяц' } })] })
})
afterAll(() => stage.close())

async function get(personId: number, query = '', language = 'en') {
  const headers = { ...(await signIn(stage, { id: personId })), 'accept-language': language }
  return await stage.app.inject({ url: `/api/v1/billing/invoices${query}`, headers })
}

/** Pays this often, once a second. */
async function regular(personId: number, times: number): Promise<string[]> {
  await signIn(stage, { id: personId })
  const order = await anOrder(stage, personId)
  const charges = Array.from({ length: times }, (_, at) =>
    chargeFor(order, { paidAt: new Date(+order.createdAt + 1000 * at) }),
  )
  await Promise.all(charges.map(charge => stage.billing.settle(charge)))
  return charges.map(({ chargeId }) => chargeId).reverse()
}

// case 105
describe('GET /api/v1/billing/invoices', () => {
  it('is empty for whoever paid nothing', async () => {
    expect((await get(BUYER)).json()).toEqual({ items: [], next_cursor: null })
  })

  it('shows each payment in Stars, also one given back, and one that fits no order', async () => {
    const id = BUYER + 1
    await signIn(stage, { id })
    const order = await anOrder(stage, id)
    const at = (seconds: number) => new Date(+order.createdAt + 1000 * seconds)
    const [paid, back] = [chargeFor(order, { paidAt: at(0) }), chargeFor(order, { paidAt: at(1) })]
    const odd = chargeFor(order, { paidAt: at(2), price: { amount: 3, currency: 'XTR' } })
    for (const charge of [paid, back, odd]) await stage.billing.settle(charge)
    const request = { chargeId: back.chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
    const asked = await stage.billing.requestRefund(request)
    if (asked.kind === 'requested') await stage.billing.settleRefund(asked.refundId, { kind: 'succeeded' })

    const response = await get(id, '', 'ru')
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-language']).toBe('ru')
    const whole = {
      id: expect.any(String),
      rail: 'stars',
      description: 'Месяц',
      plan: 'month',
      amount_due: 250,
      amount_paid: 250,
      amount_refunded: 0,
      currency: 'XTR',
      status: 'paid',
      refunded_at: null,
      pdf_url: null,
      hosted_url: null,
    }
    expect(response.json()).toEqual({
      items: [
        {
          ...whole,
          description: 'fits no order (ru)',
          plan: null,
          amount_due: 3,
          amount_paid: 3,
          charge_id: odd.chargeId,
          created_at: at(2).toISOString(),
        },
        {
          ...whole,
          status: 'refunded',
          amount_refunded: 250,
          charge_id: back.chargeId,
          created_at: at(1).toISOString(),
          refunded_at: expect.stringMatching(/^\d{4}-.*Z$/),
        },
        { ...whole, charge_id: paid.chargeId, created_at: at(0).toISOString() },
      ],
      next_cursor: null,
    })
  })

  it('comes 20 a page, newest first, each once, to the end', async () => {
    const charges = await regular(BUYER + 2, 45)
    const pages: InvoiceJson[][] = []
    for (let query = ''; ; ) {
      const { items, next_cursor } = (await get(BUYER + 2, query)).json()
      pages.push(items)
      if (next_cursor === null) break
      query = `?cursor=${next_cursor}`
    }
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5])
    expect(pages.flat().map(({ charge_id }) => charge_id)).toEqual(charges)
  })

  it('begins where a cursor without a value is given', async () => {
    const charges = await regular(BUYER + 5, 2)
    const response = await get(BUYER + 5, '?cursor=')
    expect(response.statusCode).toBe(200)
    const { items } = response.json()
    expect(items.map(({ charge_id }: InvoiceJson) => charge_id)).toEqual(charges)
  })

  it('shows nobody what another paid, whoever’s cursor it is', async () => {
    await regular(BUYER + 3, 21)
    const { next_cursor } = (await get(BUYER + 3)).json()
    expect((await get(BUYER + 4, `?cursor=${next_cursor}`)).json().items).toEqual([])
  })

  // case 100
  it.each(['?cursor=nonsense', '?cursor=%20', '?cursor=a&cursor=b', `?cursor=${'x'.repeat(300)}`])(
    'refuses %s, naming the field',
    async query => {
      const response = await get(BUYER, query)
      expect(response.statusCode).toBe(422)
      expect(response.json()).toMatchObject({
        type: 'urn:starpass:problem:invalid',
        errors: [{ field: 'cursor' }],
      })
    },
  )

  it('asks to be asked again while the database is away', async () => {
    const lost = await openStage()
    const headers = await signIn(lost)
    await loseDatabase(lost)
    const response = await lost.app.inject({ url: '/api/v1/billing/invoices', headers })
    expect(response.statusCode).toBe(503)
    await lost.close()
  })
})
