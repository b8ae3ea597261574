// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { dropped, problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

const BUY = 'Buy for 250 Stars'
const INVOICE = 'POST billing/stars-invoice'

describe('an invoice', () => {
  afterEach(Visit.close)

  async function buy(reply: () => Response): Promise<Visit> {
    const visit = await Visit.open({}, { startParam: 'plan_month' }, server => server.on(INVOICE, reply))
    await visit.pressMain()
    return visit
  }

  // cases 88, 90, 100
  it.each([
    ['unknown-plan', 400, 'No longer sold Nothing was charged.', 'See the plans', 'Plans'],
    ['not-sold-here', 400, 'This plan can’t be bought here. Nothing was charged.', 'See the plans', 'Plans'],
    [
      'owned-forever',
      409,
      'Yours for ever There is nothing more to buy.',
      'See what you have',
      'What you have',
    ],
  ])('is refused (%s) in words, with a way on', async (kind, code, words, button, screen) => {
    const visit = await buy(() => problem(code, kind))
    expect(visit.announced).toEqual([words])
    expect([visit.controls, visit.mainButton]).toEqual([[button], null])
    await visit.press(button)
    expect(visit.title).toBe(screen)
    expect(visit.announced).toEqual([])
  })

  // case 89
  it('counts the seconds down when that was too fast, without reading each of them out', async () => {
    const visit = await buy(() => problem(429, 'too-many', { 'retry-after': '3' }))
    expect(visit.text).toContain('You can go on in 3 seconds.')
    expect(visit.announced).toEqual(['That was a lot of invoices'])
    expect(visit.mainButton).toMatchObject({ is_active: false, is_progress_visible: false })
    await visit.settle(2000)
    expect(visit.text).toContain('You can go on in 1 second.')
    await visit.settle(1000)
    await visit.press('Go on')
    expect(visit.mainButton).toMatchObject({ is_active: true })
  })

  // case 56
  it('leads to the chat where the client is too old to pay here', async () => {
    const visit = await Visit.open({}, { startParam: 'plan_month', version: '6.0' })
    await visit.pressMain()
    expect(visit.announced).toEqual([
      'Your Telegram is too old to pay here Update Telegram, or buy in the chat.',
    ])
    const assign = vi.spyOn(location, 'assign').mockReturnValue()
    await visit.press('Buy in the chat')
    expect(assign.mock.calls).toEqual([['https://t.me/starpass_bot?start=plan_month']])
    expect(visit.server.count(INVOICE)).toBe(0)
  })

  it.each([
    ['nobody answers', dropped, 'No connection'],
    ['the server is broken', () => problem(500, 'x'), 'Something went wrong on our side'],
  ])('fails when %s, and can be tried again', async (_, reply, words) => {
    const visit = await buy(reply)
    expect(visit.announced.join()).toContain(words)
    expect(visit.mainButton).toMatchObject({ text: BUY, is_active: true })
  })
})
