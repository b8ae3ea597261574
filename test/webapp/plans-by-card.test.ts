// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { MONTHLY, subscribed, YEARLY } from './cards.ts'
import { access, grant, plan } from './goods.ts'
import { Visit, type World } from './visit.ts'

const BOTH = plan('both', { card: { amount: 499, currency: 'EUR', recurring: false } })

describe('plans that are sold by card', () => {
  afterEach(Visit.close)

  async function plans(world: World): Promise<Visit> {
    const visit = await Visit.open(world)
    await visit.press('Plans')
    return visit
  }

  it('stand with both prices, and say what renews', async () => {
    const visit = await plans({ plans: [MONTHLY, BOTH, YEARLY] })
    expect(visit.controls).toEqual(['The month plan', 'The both plan', 'The year plan'])
    expect(visit.text).toContain('Pay with Stars or by card. Only what says so renews by itself.')
    expect(visit.text).toContain(
      'The month plan 250 Stars 1 month or €9.99 per month by card, renews All about',
    )
    expect(visit.text).toContain('The both plan 250 Stars 1 month or €4.99 by card All about')
    expect(visit.text).toContain('The year plan €99.00 per year, renews All about')
  })

  it('are all there is: then Stars are not spoken of', async () => {
    const visit = await plans({ plans: [YEARLY] })
    expect(visit.text).toContain('Pay by card. Only what says so renews by itself.')
    expect(visit.text).not.toContain('Star')
    await visit.press('Home')
    expect(visit.text).toContain('From €99.00')
  })

  it('name no price to begin from where they are in several currencies', async () => {
    const other = plan('other', { stars: null, card: { amount: 100, currency: 'USD', recurring: false } })
    const visit = await Visit.open({ plans: [YEARLY, other] })
    expect(visit.text).not.toContain('From')
  })

  it.each([
    ['P1D', 'Per day'],
    ['P1W', 'Per week'],
    ['P7D', 'Per week'],
    ['P1M', 'Per month'],
    ['P1Y', 'Per year'],
    ['P3M', 'Every 3 months'],
  ])('renew as often as their period says: %s', async (period, words) => {
    const sold = plan('month', { ...YEARLY, code: 'month', period })
    const visit = await Visit.open({ plans: [sold] }, { startParam: 'plan_month' })
    expect(visit.text).toContain(`€99.00 ${words.toLowerCase()}, renews until you cancel`)
  })
})

describe('a plan with two ways to pay', () => {
  afterEach(Visit.close)

  const opened = (world: World = {}, opening = {}) =>
    Visit.open({ plans: [MONTHLY, YEARLY], ...world }, { startParam: 'plan_month', ...opening })

  it('has a button of Telegram’s for each', async () => {
    const visit = await opened()
    expect(visit.text).toContain(
      'The month plan 250 Stars For 1 month · does not renew by itself €9.99 By card · per month, renews until you cancel',
    )
    expect([visit.mainButton?.text, visit.secondButton]).toEqual(['Buy for 250 Stars', 'Pay €9.99 by card'])
    expect(visit.device.last('web_app_setup_secondary_button')).toMatchObject({ position: 'bottom' })
    expect(visit.controls).toEqual([])
  })

  // case 56
  it.each([
    ['7.9', {}, ['Pay €9.99 by card'], 'Buy for 250 Stars'],
    ['9.1', { unheard: true }, ['Back', 'Buy for 250 Stars', 'Pay €9.99 by card'], undefined],
  ])('has ours where the client lacks one: %s', async (version, more, controls, main) => {
    const visit = await opened({}, { version, ...more })
    expect(visit.controls).toEqual(controls)
    expect(visit.mainButton?.text).toBe(main)
    expect(visit.secondButton).toBeNull()
  })

  it('has the big button for the card where that is the only way', async () => {
    const visit = await opened({}, { startParam: 'plan_year' })
    expect([visit.mainButton?.text, visit.secondButton]).toEqual(['Pay €99.00 by card', null])
    expect(visit.text).toContain('€99.00 per year, renews until you cancel')
  })

  it('takes both buttons along when it is left', async () => {
    const visit = await opened()
    visit.device.tell('back_button_pressed')
    await visit.settle()
    expect([visit.mainButton, visit.secondButton]).toEqual([null, null])
  })

  it('is not sold again while it renews by itself, and leads to where that is managed', async () => {
    const visit = await opened({ access: access([grant('month', 0, 30)]), subscription: subscribed() })
    expect(visit.text).toContain(
      'Renews on 30 November 2026 There is nothing to buy: it goes on until you cancel.',
    )
    expect([visit.mainButton, visit.secondButton]).toEqual([null, null])
    await visit.press('Manage')
    expect(visit.title).toBe('Payments')
  })

  it('is sold again once that ends, paid once: a renewal is turned on again, and not bought anew', async () => {
    const subscription = subscribed({ renews: false, cancel_at_period_end: true })
    const visit = await opened({ access: access([grant('month', 0, 30)]), subscription })
    expect(visit.text).toContain(
      'Yours until 30 November 2026 Its renewal is off. Turning it on again costs nothing today. Buy it again for Stars, and the new period (1 month) starts when this one ends.',
    )
    expect([visit.mainButton?.text, visit.secondButton]).toEqual(['Buy for 250 Stars', null])
  })

  it('that renews without a known end says at least that', async () => {
    const visit = await opened({ subscription: subscribed({ current_period_end: null }) })
    expect(visit.text).toContain('Renews by itself')
  })
})
