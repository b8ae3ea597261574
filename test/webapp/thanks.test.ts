// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { access, dayAt, grant, NOW } from './goods.ts'
import { json, problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

const MONTH = access([grant('month', 10, 30)])
const TWO_MONTHS = access([grant('month', 10, 30), grant('month', 30, 60)])
const THANKS = 'Thank you! The month plan is yours'

/** What they hold already is prolonged. */
describe('the thanks for a purchase that stacks', () => {
  let own: () => Response | Promise<Response>
  beforeEach(() => {
    own = () => json(MONTH)
  })
  afterEach(Visit.close)

  /** Paid, and from then on the server says this of what they have. */
  async function paid(then: typeof own): Promise<Visit> {
    let orders = 0
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server =>
      server
        .on('GET me/entitlements', () => own())
        .on('POST billing/stars-invoice', () => {
          const order_id = `o${++orders}`
          server.on(`GET billing/orders/${order_id}`, () =>
            json({ order_id, plan: 'month', plan_title: 'The month plan', status: 'paid' }),
          )
          return json({ order_id, invoice_url: 'https://t.me/$slug', expires_at: dayAt(22) }, 201)
        }),
    )
    await visit.pressMain()
    await visit.settle()
    own = then
    visit.device.tell('invoice_closed', { slug: 'slug', status: 'paid' })
    await visit.settle()
    return visit
  }

  it('name no date before the new one is known', async () => {
    let answer = (_: Response) => {}
    const coming = new Promise<Response>(resolve => {
      answer = resolve
    })
    const visit = await paid(() => coming)
    expect(visit.announced).toEqual([`${THANKS}.`])
    answer(json(TWO_MONTHS))
    await visit.settle()
    expect(visit.announced).toEqual([`${THANKS} until ${'30 December 2026'}`])
  })

  it('name no date where it did not come', async () => {
    const visit = await paid(() => problem(500, 'x'))
    expect(visit.announced).toEqual([`${THANKS}.`])
  })

  it('name the new one also where it was known before the payment was', async () => {
    own = () => json(TWO_MONTHS)
    const visit = await paid(() => json(TWO_MONTHS))
    expect(visit.announced).toEqual([`${THANKS} until 30 December 2026`])
  })

  it('go by the time of the server, on a phone that is years ahead', async () => {
    const headers = { date: NOW.toUTCString() }
    const visit = await paid(() => new Response(JSON.stringify(TWO_MONTHS), { status: 200, headers }))
    vi.setSystemTime(new Date('2031-01-01T00:00:00Z'))
    await visit.settle(10_000)
    expect(visit.announced).toEqual([`${THANKS} until 30 December 2026`])
  })
})
