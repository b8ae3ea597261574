// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OrderJson } from '../../server/contract.ts'
import { checkout, MONTHLY } from './cards.ts'
import { turn } from './device.ts'
import { access, dayAt, grant } from './goods.ts'
import { json, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

const CHECKOUT = 'POST billing/checkout'
const AWAY =
  'Pay in your browser The payment page is open there. Come back when you are done: we will see it.'
const CHECKING = 'Checking your payment We’re waiting for it to reach us. This usually takes a few seconds.'
const NONE =
  'No payment has reached us yet If you have paid, it will be here in a moment. If not, nothing was charged.'

describe('buying by card', () => {
  let status: OrderJson['status']
  beforeEach(() => {
    status = 'open'
  })
  afterEach(Visit.close)

  const order = () => ({
    order_id: 'o1',
    plan: 'month',
    plan_title: 'The month plan',
    status,
    amount: 999,
    currency: 'EUR',
    expires_at: dayAt(22),
  })
  async function open(startParam: string | undefined, version = '9.1', more: object = {}): Promise<Visit> {
    const opening = { version, ...(startParam === undefined ? {} : { startParam }), ...more }
    return Visit.open({ plans: [MONTHLY] }, opening, server =>
      server.on(CHECKOUT, checkout).on('GET billing/orders/o1', () => json(order())),
    )
  }
  async function pay(version?: string): Promise<Visit> {
    const visit = await open('plan_month', version)
    await visit.pressSecond()
    return visit
  }

  it('opens the page in the browser, waits there and here, and turns when the books say so', async () => {
    const visit = await pay()
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://pay.example/c/1' })
    expect(visit.server.asked.find(({ path }) => path === 'billing/checkout')?.body).toEqual({
      plan: 'month',
    })
    expect(visit.announced).toEqual([AWAY])
    expect(visit.text).not.toMatch(/Thank you/)
    visit.server.on('GET me/entitlements', () => json(access([grant('month', 21, 51)])))
    status = 'paid'
    await visit.settle(10_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours until 21 December 2026'])
    expect(localStorage.length).toBe(0)
  })

  it('is asked for once, however often it is pressed', async () => {
    const visit = await open('plan_month')
    visit.server.on(CHECKOUT, silence)
    await visit.pressSecond()
    expect(visit.announced).toEqual(['Opening the payment page…'])
    await visit.pressSecond()
    await visit.pressMain()
    expect(visit.server.count(CHECKOUT)).toBe(1)
    expect(visit.device.last('web_app_setup_secondary_button')).toMatchObject({ is_progress_visible: true })
    expect(visit.mainButton).toMatchObject({ is_active: false, is_progress_visible: false })
  })

  it('holds nobody: the app may be closed, and Stars are taken meanwhile', async () => {
    const visit = await pay()
    expect(visit.device.last('web_app_setup_closing_behavior')).toBeUndefined()
    expect(visit.mainButton).toMatchObject({ is_active: true })
  })

  it('is checked when they come back, and never for ever', async () => {
    const visit = await pay()
    turn('hidden')
    await visit.settle(5_000)
    turn('visible')
    await visit.settle()
    expect(visit.announced).toEqual([CHECKING])
    await visit.settle(20_000)
    expect(visit.announced).toEqual([NONE])
    expect(visit.controls).toEqual(['Open the payment page', 'Stop waiting'])
    await visit.press('Open the payment page', 'link')
    expect(visit.device.told.filter(({ type }) => type === 'web_app_open_link')).toHaveLength(2)
    status = 'paid'
    await visit.settle(5_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('is seen within a second of its news, for which those who came back wait', async () => {
    const visit = await pay()
    turn('hidden')
    await visit.settle(30_000)
    turn('visible')
    await visit.settle()
    status = 'paid'
    await visit.settle(1_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('is put away by whoever changed their mind, and told if it was paid after all', async () => {
    const visit = await pay()
    await visit.press('Stop waiting')
    expect(visit.announced).toEqual([])
    await visit.settle(60_000)
    expect(visit.announced).toEqual([])
    status = 'paid'
    await visit.settle(15_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('goes on where the app was closed, as it is when the page leads back into Telegram', async () => {
    await pay()
    const remembered = String(localStorage.getItem('starpass.7.orders'))
    Visit.close()
    localStorage.setItem('starpass.7.orders', remembered)
    const visit = await open(undefined)
    expect(visit.title).toBe('What you have')
    expect(visit.announced).toEqual([CHECKING])
    status = 'paid'
    await visit.settle(5_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('is remembered for as long as its page is open, and no longer', async () => {
    const visit = await pay()
    vi.setSystemTime(Date.now() + 20 * 3_600_000)
    const asked = visit.server.count('GET billing/orders/o1')
    await visit.settle(60_000)
    expect(visit.server.count('GET billing/orders/o1')).toBeGreaterThan(asked)
    expect(visit.announced).toEqual([AWAY])
    vi.setSystemTime(Date.now() + 5 * 3_600_000)
    await visit.settle(60_000)
    expect(visit.announced).toEqual([
      'The payment page has expired No payment has reached us. If you did pay, it will show up here by itself.',
    ])
    expect(localStorage.length).toBe(0)
  })

  it.each([
    ['expired', 'The payment page has expired'],
    ['canceled', 'The payment page was closed'],
  ] as const)('that is %s is over, and can be begun again', async (end, title) => {
    const visit = await pay()
    status = end
    await visit.settle(10_000)
    expect(visit.announced).toEqual([
      `${title} No payment has reached us. If you did pay, it will show up here by itself.`,
    ])
    expect(visit.secondButton).toBe('Pay €9.99 by card')
    const asked = visit.server.count('GET billing/orders/o1')
    await visit.settle(60_000)
    expect(visit.server.count('GET billing/orders/o1')).toBe(asked)
  })

  // case 56
  it.each([
    ['6.0', {}],
    ['9.1', { unheard: true }],
  ])('is a link to tap where no client opens one: %s', async (version, more) => {
    const popup = vi.spyOn(window, 'open').mockReturnValue(null)
    const visit = await open('plan_month', version, more)
    await visit.press('Pay €9.99 by card')
    expect(popup).not.toHaveBeenCalled()
    expect(visit.text).toContain('The payment page opens there.')
    const link = visit.find('link', 'Open the payment page')
    expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual([
      'https://pay.example/c/1',
      '_blank',
    ])
    expect(link.getAttribute('rel')).toContain('noopener')
    expect(visit.device.last('web_app_open_link')).toBeUndefined()
  })
})
