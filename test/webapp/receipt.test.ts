// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { InvoiceJson } from '../../server/contract.ts'
import { dayAt, receipt } from './goods.ts'
import { Visit, type World } from './visit.ts'

describe('a receipt', () => {
  afterEach(Visit.close)

  const row = 'The month plan 20 November 2026 Paid 250 Stars'
  async function open(more: Partial<InvoiceJson> = {}, world: World = {}, name = row): Promise<Visit> {
    const receipts = [receipt('month', 20, more), receipt('week', 3)]
    const visit = await Visit.open({ receipts, ...world }, { startParam: 'billing' })
    await visit.press(name)
    return visit
  }

  it('says what, when, how much, and the id that support asks for', async () => {
    const visit = await open()
    expect(visit.text).toMatch(
      /^Receipt 250 Stars Paid What for The month plan Paid 20 Nov 2026, \d\d:00 Payment id charge-of-month-20 Copy/,
    )
    await visit.press('Something wrong? Get help Have the id ready: we will ask for it.')
    expect(visit.device.last('web_app_open_tg_link')).toEqual({ path_full: '/starpass_bot?start=paysupport' })
  })

  it('says when the money went back', async () => {
    const name = 'The month plan 20 November 2026 Refunded 250 Stars'
    const visit = await open({ status: 'refunded', refunded_at: dayAt(21) }, {}, name)
    expect(visit.text).toMatch(/Refunded What for The month plan Paid 20 Nov.* Refunded 21 Nov 2026/)
  })

  const card = { rail: 'card', amount_due: 999, amount_paid: 999, currency: 'EUR' } as const
  const pages = { pdf_url: 'https://pay.example/1.pdf', hosted_url: 'https://pay.example/1' }

  it('of the card rail leads to its invoice and to a copy to keep', async () => {
    const visit = await open({ ...card, ...pages }, {}, 'The month plan 20 November 2026 Paid €9.99')
    await visit.press('Download as PDF')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: pages.pdf_url })
    await visit.press('Open the invoice')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: pages.hosted_url })
  })

  // case 105
  it.each([
    ['open', 'To be paid'],
    ['past_due', 'Overdue'],
  ] as const)('that is %s was not paid, and leads to where it can be', async (status, words) => {
    const name = `The month plan 20 November 2026 ${words} €9.99`
    const visit = await open({ ...card, ...pages, status, amount_paid: 0, charge_id: null }, {}, name)
    expect(visit.text).toContain(`€9.99 ${words} What for The month plan Issued 20 Nov 2026`)
    expect(visit.text).not.toContain('Payment id')
    await visit.press('Pay the invoice')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: pages.hosted_url })
  })

  it('says how much went back where it was not all', async () => {
    const visit = await open(
      { ...card, amount_refunded: 250 },
      {},
      'The month plan 20 November 2026 Paid €9.99',
    )
    expect(visit.text).toContain('Refunded €2.50')
  })

  it('copies its id, says so, and is ready to do it again', async () => {
    const visit = await open()
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await visit.press('Copy')
    expect(write).toHaveBeenCalledWith('charge-of-month-20')
    expect(visit.announced).toEqual(['Copied'])
    await visit.settle(3000)
    expect(visit.announced).toEqual([])
  })

  it('marks its id where the client forbids to copy', async () => {
    const visit = await open()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    await visit.press('Copy')
    expect(visit.announced).toEqual(['Selected: copy it from here'])
    expect(getSelection()?.toString()).toBe('charge-of-month-20')
  })

  it('offers no help where nobody knows whom to ask', async () => {
    const visit = await open({}, { shop: { bot_url: null } })
    expect(visit.controls).toEqual(['Copy'])
  })

  it('is left to the place in the list where it was opened', async () => {
    const visit = await open()
    visit.device.tell('back_button_pressed')
    await visit.settle()
    expect(visit.title).toBe('Payments')
    expect(document.activeElement?.id).toBe('receipt-month-20')
  })
})
