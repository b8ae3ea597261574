// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { checkout, MONTHLY, subscribed, YEARLY } from './cards.ts'
import { json, problem, type ScriptedServer } from './scripted-server.ts'
import { Visit, type World } from './visit.ts'

const CHECKOUT = 'POST billing/checkout'
const PLANS = [MONTHLY, YEARLY]

describe('a purchase by card', () => {
  afterEach(Visit.close)

  async function pay(
    reply: () => Response,
    world: World = {},
    script = (_: ScriptedServer) => {},
  ): Promise<Visit> {
    const visit = await Visit.open({ plans: PLANS, ...world }, { startParam: 'plan_month' }, server => {
      script(server)
      server.on(CHECKOUT, reply)
    })
    await visit.pressSecond()
    return visit
  }
  const bodies = (visit: Visit) =>
    visit.server.asked.filter(({ path }) => path === 'billing/checkout').map(({ body }) => body)
  /** They subscribe to the year, which the app did not know when it was opened. */
  const year = subscribed({
    plan: 'year',
    plan_title: 'The year plan',
    price: { amount: 9900, currency: 'EUR' },
  })
  function refusedOnce(): () => Response {
    let asked = 0
    return () => {
      asked += 1
      return asked === 1 ? problem(409, 'parallel') : checkout()
    }
  }

  // case 37
  it('beside another subscription is asked about first: which one, until when, and that both cost money', async () => {
    const visit = await pay(refusedOnce(), { subscription: year })
    expect(visit.find('dialog', 'You already have a subscription').textContent).toContain(
      'The year plan renews on 30 November 2026 for €99.00. If you go on, both will cost you money.',
    )
    expect(visit.device.last('web_app_open_link')).toBeUndefined()
    await visit.press('Pay for both')
    expect(bodies(visit)).toEqual([{ plan: 'month' }, { plan: 'month', anyway: true }])
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://pay.example/c/1' })
    expect(document.querySelector('dialog')).toBeNull()
    expect(visit.announced[0]).toContain('Pay in your browser')
  })

  it('beside one that began a moment ago names it as well', async () => {
    let told = subscribed({ plan: 'week', renews: false })
    const visit = await pay(
      () => {
        told = year
        return problem(409, 'parallel')
      },
      {},
      server =>
        server.on('GET billing/subscription', async () => {
          if (told === year) await new Promise(resolve => setTimeout(resolve, 500))
          return json(told)
        }),
    )
    // Not before it is known which one.
    expect([document.querySelector('dialog'), visit.announced]).toEqual([null, ['Opening the payment page…']])
    await visit.settle(1_000)
    expect(document.querySelector('dialog')?.textContent).toContain('The year plan renews on')
    await visit.press('Cancel')
    expect([document.querySelector('dialog'), visit.announced]).toEqual([null, []])
    expect(bodies(visit)).toHaveLength(1)
    expect(visit.secondButton).toBe('Pay €9.99 by card')
  })

  it.each([
    ['is not known', () => problem(500, 'x')],
    ['fits no plan of ours', () => json({ ...year, plan: null, plan_title: null })],
  ])('beside one that %s is asked about all the same', async (_, reply) => {
    await pay(refusedOnce(), {}, server => server.on('GET billing/subscription', reply))
    expect(document.querySelector('dialog')?.textContent).toContain(
      'It renews by itself. If you go on, both will cost you money.',
    )
  })

  it('of what they subscribe to already leads to where it is managed', async () => {
    const visit = await pay(() => problem(409, 'subscribed'))
    expect(visit.announced).toEqual(['You are already subscribed to this Nothing was charged.'])
    expect([visit.mainButton, visit.secondButton]).toEqual([null, null])
    await visit.press('Manage')
    expect(visit.title).toBe('Payments')
  })

  it.each([
    ['owned-forever', 409, 'Yours for ever There is nothing more to buy.'],
    ['unknown-plan', 400, 'No longer sold Nothing was charged.'],
    ['not-sold-here', 400, 'This plan can’t be bought here. Nothing was charged.'],
    ['paid-already', 409, 'You have already paid for this The payment is on its way to us'],
  ])('that is refused says why: %s', async (kind, status, words) => {
    const visit = await pay(() => problem(status, kind))
    expect(visit.announced[0]).toContain(words)
    expect(visit.secondButton).toBeNull()
    // What stands on the screen may be out of date.
    expect(visit.server.count('GET catalog')).toBe(2)
  })

  it('that is paid already is followed to its end', async () => {
    let status = 'open'
    const replies = [checkout(), problem(409, 'paid-already')]
    const visit = await pay(
      () => replies.shift() as Response,
      {},
      server =>
        server.on('GET billing/orders/o1', () =>
          json({ order_id: 'o1', plan: 'month', plan_title: 'The month plan', status }),
        ),
    )
    await visit.pressSecond()
    expect(visit.announced[0]).toContain('Checking your payment')
    status = 'paid'
    await visit.settle(5_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it('that is paid already, from another device, is followed as the server names it', async () => {
    let status = 'open'
    const visit = await pay(
      () => json({ type: 'urn:starpass:problem:paid-already', status: 409, order_id: 'o7' }, 409),
      {},
      server =>
        server.on('GET billing/orders/o7', () =>
          json({ order_id: 'o7', plan: 'month', plan_title: 'The month plan', status }),
        ),
    )
    expect(visit.announced[0]).toContain('Checking your payment')
    status = 'paid'
    await visit.settle(5_000)
    expect(visit.announced).toEqual(['Thank you! The month plan is yours.'])
  })

  it.each([
    ['the provider does not answer', () => problem(503, 'stripe'), 'Something went wrong on our side'],
    [
      'there is no network',
      (): Response => {
        throw new TypeError('Failed to fetch')
      },
      'No connection',
    ],
  ])('can be tried again where %s', async (_, fail, words) => {
    let broken = true
    const visit = await pay(() => (broken ? fail() : checkout()))
    expect(visit.announced[0]).toContain(words)
    broken = false
    await visit.pressSecond()
    expect(visit.announced[0]).toContain('Pay in your browser')
    expect(bodies(visit)).toHaveLength(2)
  })

  it('that was asked for too often waits', async () => {
    const visit = await pay(() => problem(429, 'too-many', { 'retry-after': '30' }))
    expect(visit.text).toContain('You can go on in 30 seconds.')
    expect(visit.mainButton).toMatchObject({ is_active: false })
    expect(visit.device.last('web_app_setup_secondary_button')).toMatchObject({ is_active: false })
  })

  it('that was left while it was ordered opens nothing', async () => {
    let answer = (_: Response) => {}
    const visit = await Visit.open({ plans: PLANS }, { startParam: 'plan_month' }, server =>
      server.on(
        CHECKOUT,
        () =>
          new Promise<Response>(resolve => {
            answer = resolve
          }),
      ),
    )
    await visit.pressSecond()
    const { dismissPurchase } = await import('../../webapp/purchase.ts')
    dismissPurchase()
    answer(checkout())
    await visit.settle()
    expect(visit.device.last('web_app_open_link')).toBeUndefined()
    expect(visit.announced).toEqual([])
  })
})
