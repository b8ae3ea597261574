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
    expect(receiptsOf(visit)).toEqual([
      'The p0 plan 20 November 2026 Paid 250 Stars',
      'The p1 plan 15 November 2026 Refunded 250 Stars',
      'The p2 plan 10 November 2026 Overdue €9.99',
      'The p3 plan 5 November 2026 To be paid JP¥500',
      'The p4 plan 31 October 2026 In preparation US$10,000.00',
      'The p5 plan 26 October 2026 Canceled 100,000 Stars',
    ])
    expect(headings()).toEqual(['Payments', 'Free', 'November 2026', 'October 2026'])
  })

  it('come page by page: by the button, or for whoever comes near the end, each receipt once', async () => {
    const visit = await payments({}, inPages)
    expect(receiptsOf(visit)).toHaveLength(21)
    await visit.press('Show older ones')
    expect(receiptsOf(visit)).toHaveLength(41)
    while (visit.controls.at(-1) === 'Show older ones') {
      nearTheEnd()
      await visit.settle()
    }
    expect(receiptsOf(visit)).toHaveLength(200)
    expect(new Set(receiptsOf(visit)).size).toBe(200)
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
    expect(receiptsOf(visit)).toEqual(['Try again'])
    broken = false
    await visit.press('Try again')
    expect(receiptsOf(visit)).toHaveLength(1)
  })
})

function headings(): string[] {
  return [...document.querySelectorAll('h1, h2')].map(({ textContent }) => textContent ?? '')
}

/** What can be pressed below what they have: receipts, and the way to older ones. */
function receiptsOf(visit: Visit): string[] {
  return visit.controls.filter(name => name !== 'See the plans')
}
