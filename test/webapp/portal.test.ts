// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { MONTHLY, subscribed } from './cards.ts'
import { dropped, json, problem, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

const PORTAL = 'POST billing/portal'
const CANCEL = 'POST billing/subscription/cancel'
const MANAGE = 'Manage payment'
const page = () => json({ url: 'https://pay.example/p/1' })

describe('the provider’s pages', () => {
  afterEach(Visit.close)

  async function open(
    question: string,
    reply: () => Response | Promise<Response>,
    opening = {},
  ): Promise<Visit> {
    const world = { plans: [MONTHLY], subscription: subscribed() }
    return Visit.open(world, { startParam: 'billing', ...opening }, server => server.on(question, reply))
  }

  it.each([
    [PORTAL, MANAGE],
    [CANCEL, 'Cancel renewal'],
  ])('are asked for and opened in the browser: %s', async (question, button) => {
    const visit = await open(question, page)
    await visit.press(button)
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://pay.example/p/1' })
    expect(visit.server.count(question)).toBe(1)
    // The next press asks for a fresh one: they live for minutes.
    await visit.press(button)
    expect(visit.server.count(question)).toBe(2)
  })

  it('are asked for once at a time', async () => {
    const visit = await open(PORTAL, silence)
    await visit.press(MANAGE)
    const button = visit.find('button', 'Loading…')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    button.click()
    await visit.settle()
    expect(visit.server.count(PORTAL)).toBe(1)
  })

  it.each([
    [
      'the provider does not answer',
      () => problem(503, 'stripe'),
      'Something went wrong on our side. Nothing was changed.',
    ],
    ['there is no network', dropped, 'No connection. Nothing was changed.'],
    [
      'there is nothing there',
      () => problem(409, 'no-card-history'),
      'There is nothing to change there any more.',
    ],
  ])('may not come, and may be asked for again: %s', async (_, reply, words) => {
    let broken = true
    const visit = await open(PORTAL, () => (broken ? reply() : page()))
    await visit.press(MANAGE)
    expect(visit.announced[0]).toBe(words)
    expect(visit.device.last('web_app_open_link')).toBeUndefined()
    broken = false
    await visit.press(MANAGE)
    expect([visit.announced, visit.device.last('web_app_open_link')]).toEqual([
      [],
      { url: 'https://pay.example/p/1' },
    ])
  })

  it('that have nothing left to cancel: what stands on the screen is asked for anew', async () => {
    const visit = await open(CANCEL, () => problem(409, 'nothing-to-cancel'))
    visit.server.on('GET billing/subscription', () => json(subscribed({ renews: false })))
    await visit.press('Cancel renewal')
    expect(visit.text).toContain('Will not renew Ends on 30 November 2026')
    expect(visit.controls).not.toContain('Cancel renewal')
  })

  // case 56
  it('become a link to tap where no client opens one, for as long as they are good', async () => {
    const visit = await open(PORTAL, page, { version: '6.0' })
    await visit.press(MANAGE)
    expect(visit.find('link', 'Open the page').getAttribute('href')).toBe('https://pay.example/p/1')
    await visit.settle(200_000)
    expect(visit.controls).toContain(MANAGE)
    await visit.press(MANAGE)
    visit.device.tell('visibility_changed', { is_visible: true })
    await visit.settle()
    expect(visit.controls).toContain(MANAGE)
  })

  // case 74
  it('change things that are seen here: at once when they return, and soon where nobody says that they did', async () => {
    const visit = await open(PORTAL, page)
    await visit.press(MANAGE)
    visit.server.on('GET billing/subscription', () => json(subscribed({ renews: false })))
    visit.device.tell('visibility_changed', { is_visible: false })
    await visit.settle(5_000)
    visit.device.tell('visibility_changed', { is_visible: true })
    await visit.settle()
    expect(visit.text).toContain('Will not renew')
    visit.server.on('GET billing/subscription', () => json(subscribed()))
    await visit.settle(11_000)
    expect(visit.text).toContain('Renews on 30 November 2026')
  })

  it('change things that are seen here soon after they return, where the news came after them', async () => {
    const visit = await open(PORTAL, page)
    await visit.press(MANAGE)
    visit.device.tell('visibility_changed', { is_visible: false })
    await visit.settle(5_000)
    visit.device.tell('visibility_changed', { is_visible: true })
    await visit.settle()
    visit.server.on('GET billing/subscription', () => json(subscribed({ renews: false })))
    await visit.settle(1_000)
    expect(visit.text).toContain('Will not renew')
  })

  it('that were not opened have nobody ask for more than access', async () => {
    const visit = await open(PORTAL, page)
    const asked = visit.server.count('GET billing/subscription')
    await visit.settle(60_000)
    expect(visit.server.count('GET billing/subscription')).toBe(asked)
    expect(visit.server.count('GET me/entitlements')).toBeGreaterThan(4)
  })
})
