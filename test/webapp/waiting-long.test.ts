// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { OrderJson } from '../../server/contract.ts'
import { dayAt } from './goods.ts'
import { json } from './scripted-server.ts'
import { Visit } from './visit.ts'

const BUY = 'Buy for 250 Stars'
const ODD =
  'Checking your payment This is taking unusually long. Nothing is lost: a payment that reaches us later counts all the same, and you will see it here.'

/** The client told of a payment, and the server does not hear of it. */
describe('a payment that does not come', () => {
  afterEach(Visit.close)

  let status: OrderJson['status']

  async function waiting(said: string): Promise<Visit> {
    status = 'open'
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server
        .on('POST billing/stars-invoice', () =>
          json(
            { order_id: 'o1', invoice_url: 'https://t.me/$slug', expires_at: dayAt(22), stacks_after: null },
            201,
          ),
        )
        .on('GET billing/orders/o1', () =>
          json({ order_id: 'o1', plan: 'month', plan_title: 'The month plan', status }),
        ),
    )
    await visit.pressMain()
    visit.device.tell('invoice_closed', { slug: 'slug', status: said })
    await visit.settle(59_000)
    return visit
  }

  // case 18
  it.each(['pending', 'paid'])('is called odd after a minute, with help and a way out: %s', async said => {
    const visit = await waiting(said)
    expect(visit.announced[0]).toContain('This may take a minute.')
    expect(visit.controls).toEqual([])
    await visit.settle(2_000)
    expect(visit.announced).toEqual([ODD])
    expect(visit.controls).toEqual(['Get help', 'Stop waiting'])
    await visit.press('Get help')
    expect(visit.device.last('web_app_open_tg_link')).toEqual({ path_full: '/starpass_bot?start=paysupport' })
    expect(visit.announced).toEqual([ODD])
  })

  it('can be waited for no more, and is told of when it comes all the same', async () => {
    const visit = await waiting('pending')
    await visit.settle(2_000)
    expect(visit.mainButton).toMatchObject({ text: BUY, is_active: false })
    await visit.press('Stop waiting')
    expect([visit.announced, visit.mainButton]).toEqual([
      [],
      { text: BUY, is_active: true, is_progress_visible: false },
    ])
    await visit.settle(60_000)
    expect(visit.announced).toEqual([])
    status = 'paid'
    await visit.settle(15_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('keeps nobody from buying another plan', async () => {
    const visit = await waiting('pending')
    expect(visit.mainButton).toMatchObject({ text: BUY, is_active: false, is_progress_visible: true })
    await visit.press('Plans')
    await visit.press('The week plan')
    expect(visit.mainButton).toEqual({
      text: 'Buy for 75 Stars',
      is_active: true,
      is_progress_visible: false,
    })
  })

  it('is thanked for after another one that came as late, and neither is missed', async () => {
    const visit = await waiting('pending')
    await visit.press('Plans')
    visit.server
      .on('POST billing/stars-invoice', () =>
        json({ order_id: 'o2', invoice_url: 'https://t.me/$slug', expires_at: dayAt(22) }, 201),
      )
      .on('GET billing/orders/o2', () =>
        json({ order_id: 'o2', plan: 'week', plan_title: 'The week plan', status }),
      )
    await visit.press('The week plan')
    await visit.pressMain()
    visit.device.tell('invoice_closed', { slug: 'slug', status: 'cancelled' })
    await visit.settle()
    expect(visit.announced).toEqual(['You closed the invoice Nothing was charged.'])
    status = 'paid'
    await visit.settle(15_000)
    expect(visit.announced[0]).toContain('Thank you!')
    const first = visit.announced[0]
    await visit.press('See what you have')
    expect(visit.announced[0]).toContain('Thank you!')
    expect(visit.announced[0]).not.toBe(first)
    await visit.press('Done')
    expect(visit.announced).toEqual([])
  })

  // case 17
  it('turns from failed to thanks when it is booked late', async () => {
    const visit = await waiting('failed')
    expect(visit.announced[0]).toContain('The payment did not go through')
    status = 'paid'
    await visit.settle(15_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
    expect(visit.mainButton).toBeNull()
  })
})
