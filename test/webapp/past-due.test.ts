// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { LATE, subscribed } from './cards.ts'
import { FREE } from './goods.ts'
import { Visit } from './visit.ts'

describe('money that is late', () => {
  afterEach(Visit.close)

  const PAY = 'https://pay.example/i/1'
  const BANNER =
    'Your renewal is not paid yet The month plan stays open until 23 November 2026. Pay before then, and it goes on.'

  // cases 72 and 73
  it.each(['billing', undefined])('is told wherever they look, with the way to pay: %s', async startParam => {
    const subscription = subscribed({ ...LATE, pay_url: PAY })
    const visit = await Visit.open({ subscription }, startParam ? { startParam } : {})
    expect(visit.announced).toEqual([BANNER])
    await visit.press('Pay now', 'link')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: PAY })
  })

  it.each([
    [subscribed(LATE), BANNER],
    [
      subscribed({ ...LATE, grace_until: null }),
      'Your renewal is not paid yet Pay, and The month plan goes on.',
    ],
    [subscribed({ ...LATE, status: 'unpaid', plan_title: null }), 'Your renewal is not paid yet'],
  ])('leads to where it is managed, where there is no page for it %#', async (subscription, words) => {
    const visit = await Visit.open({ subscription })
    expect(visit.announced).toEqual([words])
    await visit.press('Manage')
    expect([visit.title, visit.announced]).toEqual(['Payments', [words]])
    expect(visit.controls).not.toContain('Manage')
  })

  it.each([
    ['The month plan', 'One step is left Your bank asks you to confirm the payment for The month plan.'],
    [null, 'One step is left Your bank asks you to confirm the payment.'],
  ])('may wait for their bank alone: %s', async (plan_title, words) => {
    const visit = await Visit.open({
      subscription: { ...FREE, status: 'incomplete', plan_title, pay_url: PAY },
    })
    expect(visit.announced).toEqual([words])
    await visit.press('Go on', 'link')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: PAY })
  })

  it('is told of the one beside it as well, and is gone once it is paid', async () => {
    const {
      tier: _,
      portal: __,
      parallel: ___,
      ...late
    } = subscribed({ ...LATE, plan_title: 'The other plan' })
    let told = subscribed({ parallel: [late] })
    const visit = await Visit.open({}, {}, server =>
      server.on('GET billing/subscription', () => Response.json(told)),
    )
    expect(visit.announced[0]).toContain('The other plan stays open until 23 November 2026')
    told = subscribed()
    visit.device.tell('visibility_changed', { is_visible: false })
    await visit.settle(31_000)
    visit.device.tell('visibility_changed', { is_visible: true })
    await visit.settle()
    expect(visit.announced).toEqual([])
  })
})
