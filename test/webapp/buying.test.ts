// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderJson } from '../../server/contract.ts'
import { access, dayAt, grant } from './goods.ts'
import { json, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

const BUY = 'Buy for 250 Stars'
const INVOICE = 'POST billing/stars-invoice'

const order = (status: OrderJson['status']): OrderJson => ({
  order_id: 'o1',
  plan: 'month',
  plan_title: 'The month plan',
  status,
  amount: 250,
  currency: 'XTR',
  expires_at: dayAt(22),
})

describe('buying', () => {
  let status: OrderJson['status']
  let owned: ReturnType<typeof access>
  beforeEach(() => {
    status = 'open'
    owned = []
  })
  afterEach(Visit.close)

  /** On the screen of the plan, its invoice asked for. */
  async function buy(reply: () => Response | Promise<Response> = invoice): Promise<Visit> {
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server
        .on(INVOICE, reply)
        .on('GET billing/orders/o1', () => json(order(status)))
        .on('GET me/entitlements', () => json(owned)),
    )
    await visit.pressMain()
    return visit
  }
  const invoice = () =>
    json(
      { order_id: 'o1', invoice_url: 'https://t.me/$slug', expires_at: dayAt(22), stacks_after: null },
      201,
    )

  async function closeSheet(visit: Visit, said: string): Promise<void> {
    visit.device.tell('invoice_closed', { slug: 'slug', status: said })
    await visit.settle()
  }

  const settled = async (said: string, become: OrderJson['status'], own: typeof owned = []) => {
    const visit = await buy()
    status = become
    owned = own
    await closeSheet(visit, said)
    await visit.settle(10_000)
    return visit
  }

  it('waits for the invoice, then for the payment, and cannot be asked for twice meanwhile', async () => {
    const ordering = await buy(silence)
    expect(ordering.announced).toEqual(['Getting your invoice…'])
    expect(ordering.mainButton).toEqual({ text: BUY, is_active: false, is_progress_visible: true })
    Visit.close()
    const paying = await buy()
    expect(paying.announced).toEqual(['Waiting for your payment The invoice is open in Telegram.'])
    expect(paying.mainButton).toEqual({ text: BUY, is_active: false, is_progress_visible: true })
  })

  // case 19
  it('says that it checks, whatever the client believes, and explains when that takes long', async () => {
    const visit = await buy()
    await closeSheet(visit, 'paid')
    expect(visit.announced).toEqual([
      'Checking your payment We’re waiting for it to reach us. This usually takes a few seconds.',
    ])
    expect(visit.text).not.toMatch(/Thank you|yours until/i)
    await visit.settle(10_000)
    expect(visit.announced).toEqual([
      'Checking your payment This may take a minute. Nothing is lost: you can close the app, and find it here when you come back.',
    ])
  })

  it('is glad once it is in the books, and leads to what they have', async () => {
    const visit = await buy()
    owned = access([grant('month', 21, 51)])
    status = 'paid'
    await closeSheet(visit, 'paid')
    await visit.settle(1000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours until 21 December 2026'])
    // One thing to do, and it is not to buy again.
    expect([visit.controls, visit.mainButton]).toEqual([['See what you have'], null])
    expect(visit.text).not.toContain('All about month')
    await visit.press('See what you have')
    expect(visit.title).toBe('What you have')
    expect(visit.text).toContain('Active The month plan')
    expect(visit.text).not.toContain('Thank you')
  })

  it('says so where it was bought for ever, and before it is known until when', async () => {
    const visit = await settled('paid', 'paid')
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
    Visit.close()
    const forever = await settled('paid', 'paid', access([grant('month', 21, null)]))
    expect(forever.announced).toEqual(['Thank you! The month plan is yours for ever.'])
  })

  it('is told at home as well, when the app was closed while paying', async () => {
    const paying = await buy()
    await closeSheet(paying, 'pending')
    const remembered = localStorage.getItem('starpass.7.orders')
    Visit.close()
    localStorage.setItem('starpass.7.orders', String(remembered))
    status = 'open'
    const visit = await Visit.open({}, {}, server =>
      server.on('GET billing/orders/o1', () => json(order(status))),
    )
    expect(visit.announced).toEqual([
      'Checking your payment We’re waiting for it to reach us. This usually takes a few seconds.',
    ])
    status = 'paid'
    await visit.settle(10_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
    await visit.press('Done')
    expect(visit.announced).toEqual([])
  })

  it('goes on while they walk about, also where only good news would be told', async () => {
    const visit = await buy()
    await closeSheet(visit, 'paid')
    for (const place of ['The month plan', 'Plans', 'What you have']) {
      expect(visit.title).toBe(place)
      expect(visit.announced[0]).toContain('Checking your payment')
      visit.device.tell('back_button_pressed')
      await visit.settle()
    }
    const [remembered] = JSON.parse(String(localStorage.getItem('starpass.7.orders')))
    Visit.close()
    localStorage.setItem('starpass.7.orders', JSON.stringify([{ ...remembered, said: null }]))
    const later = await Visit.open({}, {}, server =>
      server.on('GET billing/orders/o1', () => json(order(status))),
    )
    expect(later.announced).toEqual([])
    await later.press('Plans')
    status = 'paid'
    await later.settle(5000)
    expect(later.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  // case 17
  it.each([
    ['cancelled', 'open', 'You closed the invoice Nothing was charged.'],
    [
      'failed',
      'open',
      'The payment did not go through No payment has reached us. If Stars did leave your balance, you will see it here in a moment.',
    ],
    ['cancelled', 'expired', 'The invoice expired Nothing was charged.'],
    ['cancelled', 'paid', 'Thank you! The month plan is yours.'],
  ] as const)('ends when the sheet was %s and the order is %s', async (said, become, words) => {
    const visit = await settled(said, become)
    await visit.settle(15_000)
    expect(visit.announced).toEqual([words])
    if (become !== 'paid') expect(visit.mainButton).toMatchObject({ text: BUY, is_active: true })
  })

  it('holds money that does not fit, and leads to help', async () => {
    const visit = await settled('paid', 'held')
    expect(visit.announced).toEqual([
      'Your payment is safe with us We couldn’t match it to The month plan and are looking into it. You needn’t do anything.',
    ])
    expect([visit.controls, visit.mainButton]).toEqual([['Get help'], null])
    await visit.press('Get help')
    expect(visit.device.last('web_app_open_tg_link')).toEqual({ path_full: '/starpass_bot?start=paysupport' })
  })

  it('says when the money went back', async () => {
    const visit = await settled('paid', 'refunded')
    expect(visit.announced).toEqual([
      'Your payment went back What you paid for The month plan is back in your balance.',
    ])
    await visit.press('See your payments')
    expect(visit.title).toBe('Payments')
  })
})
