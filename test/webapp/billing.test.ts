// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InvoiceJson } from '../../server/contract.ts'
import { dayAt, receipt } from './goods.ts'
import { json, problem, type ScriptedServer, silence } from './scripted-server.ts'
import { Visit, type World } from './visit.ts'

/** Two hundred of them, some every day, over the months before. */
const MANY = Array.from({ length: 200 }, (_, at) => receipt('month', 21 - at))

function inPages(server: ScriptedServer): void {
  for (let from = 0; from < MANY.length; from += 20) {
    const cursor = from === 0 ? '' : `?cursor=${from}`
    const next_cursor = from + 20 < MANY.length ? String(from + 20) : null
    server.on(`GET billing/invoices${cursor}`, () =>
      json({ items: MANY.slice(from, from + 20), next_cursor }),
    )
  }
}

describe('the payments', () => {
  /** Tells the list that its end has come near. */
  let nearTheEnd: () => void
  beforeEach(() => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
          nearTheEnd = () => tell([{ isIntersecting: true }])
        }
        observe() {}
        disconnect() {
          nearTheEnd = () => {}
        }
      },
    )
  })
  afterEach(Visit.close)

  async function payments(world: World = {}, script?: (server: ScriptedServer) => void): Promise<Visit> {
    return Visit.open(world, { startParam: 'billing' }, script)
  }

  it('are none yet, and that is said kindly', async () => {
    const visit = await payments()
    expect(visit.text).toContain('No payments yet When you buy something, its receipt will be here.')
    expect(visit.controls).toEqual(['See the plans'])
    await visit.press('See the plans')
    expect(visit.title).toBe('Plans')
  })

  // case 105
  it('stand month by month, the newest first, each with what became of it in its own currency', async () => {
    const states: [InvoiceJson['status'], Partial<InvoiceJson>][] = [
      ['paid', {}],
      ['refunded', { refunded_at: dayAt(19) }],
      ['past_due', { rail: 'card', amount_due: 999, currency: 'EUR' }],
      ['open', { rail: 'card', amount_due: 500, currency: 'JPY' }],
      ['draft', { rail: 'card', amount_due: 10_000_00, currency: 'USD' }],
      ['canceled', { amount_due: 100_000 }],
    ]
    const receipts = states.map(([status, more], at) => receipt(`p${at}`, 20 - at * 5, { status, ...more }))
    const visit = await payments({ receipts })
    expect(visit.controls).toEqual([
      'The p0 plan 20 November 2026 Paid 250 Stars',
      'The p1 plan 15 November 2026 Refunded 250 Stars',
      'The p2 plan 10 November 2026 Overdue €9.99',
      'The p3 plan 5 November 2026 To be paid JP¥500',
      'The p4 plan 31 October 2026 In preparation US$10,000.00',
      'The p5 plan 26 October 2026 Canceled 100,000 Stars',
    ])
    expect(headings()).toEqual(['Payments', 'November 2026', 'October 2026'])
  })

  it('come page by page: by the button, or for whoever comes near the end, each receipt once', async () => {
    const visit = await payments({}, inPages)
    expect(visit.controls).toHaveLength(21)
    await visit.press('Show older ones')
    expect(visit.controls).toHaveLength(41)
    while (visit.controls.at(-1) === 'Show older ones') {
      nearTheEnd()
      await visit.settle()
    }
    expect(visit.controls).toHaveLength(200)
    expect(new Set(visit.controls).size).toBe(200)
  })

  it('say that older ones are on their way, once', async () => {
    const visit = await payments({}, server => {
      inPages(server)
      server.on('GET billing/invoices?cursor=20', silence)
    })
    await visit.press('Show older ones')
    const button = visit.find('button', 'Loading…')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    // Focus stays where it was, and another press asks nothing.
    expect(document.activeElement).toBe(button)
    button.click()
    nearTheEnd()
    expect(visit.server.count('GET billing/invoices?cursor=20')).toBe(1)
  })

  it('did not come, and are asked for again', async () => {
    let broken = true
    const visit = await payments({}, server =>
      server.on('GET billing/invoices', () =>
        broken ? problem(500, 'x') : json({ items: [receipt('month', 20)], next_cursor: null }),
      ),
    )
    expect(visit.controls).toEqual(['Try again'])
    broken = false
    await visit.press('Try again')
    expect(visit.controls).toHaveLength(1)
  })
})

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

  it('of the card rail leads to its invoice, and was not paid as long as it is open', async () => {
    const card = { rail: 'card', status: 'open', amount_due: 999, currency: 'EUR', charge_id: null } as const
    const name = 'The month plan 20 November 2026 To be paid €9.99'
    const visit = await open({ ...card, pdf_url: 'https://pay.example/1.pdf' }, {}, name)
    expect(visit.text).toContain('€9.99 To be paid What for The month plan Issued 20 Nov 2026')
    expect(visit.text).not.toContain('Payment id')
    await visit.press('Open the invoice')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://pay.example/1.pdf' })
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

function headings(): string[] {
  return [...document.querySelectorAll('h1, h2')].map(({ textContent }) => textContent ?? '')
}
