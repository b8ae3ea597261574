import type { World } from '../../world.ts'
import type { Invoice, PaymentMethod } from '../state.ts'
import { cardFields } from './card-form.ts'
import type { Tried } from './checkout.ts'
import { icon, merchant, page, problem } from './frame.ts'
import { type Html, html } from './html.ts'
import { shopName } from './shop.ts'
import { date, money } from './words.ts'

/** An invoice to read, and to pay while it is open. */
export function invoicePage(world: World, invoice: Invoice, tried: Tried = {}): string {
  const shop = shopName(world)
  const amount = money(invoice.status === 'paid' ? invoice.amount_paid : invoice.amount_due, invoice.currency)
  return page(
    'paper',
    `Invoice ${invoice.number ?? ''}`,
    html`<main class="card sheet" data-testid="invoice-page">
      <h1 class="said">Invoice ${invoice.number}</h1>
      <header>${merchant(shop)}${state(invoice)}</header>
      <p class="price">${amount}<small>${when(invoice)}</small></p>
      <p class="ways"><a class="button quiet" href="/stripe/invoice/${invoice.id}/pdf" data-testid="invoice-pdf">${icon('down')}<span>Download PDF</span></a></p>
      <dl class="facts">
        <div><dt>Invoice number</dt><dd>${invoice.number}</dd></div>
        <div><dt>Billed to</dt><dd>${invoice.customer_name ?? invoice.customer_email ?? 'Customer'}</dd></div>
        <div><dt>Date</dt><dd>${date(invoice.created)}</dd></div>
      </dl>
      ${lines(invoice)}
    </main>
    ${invoice.status === 'open' && pay(world, invoice, tried)}`,
  )
}

function lines(invoice: Invoice): Html {
  const { currency, subtotal, total } = invoice
  return html`<dl class="bill">
    ${invoice.lines.data.map(
      line =>
        html`<div><dt>${line.description}<small>${date(line.period.start)} – ${date(line.period.end)}</small></dt><dd>${money(line.amount, currency)}</dd></div>`,
    )}
    ${subtotal !== total && html`<div><dt>Discount</dt><dd>−${money(subtotal - total, currency)}</dd></div>`}
    <div class="total"><dt>Total</dt><dd>${money(total, currency)}</dd></div>
  </dl>`
}

function pay(world: World, invoice: Invoice, tried: Tried): Html {
  const filed = onFile(world, invoice)
  const other = tried.method === 'card' || filed === null
  return html`<section class="card sheet" aria-label="Pay this invoice">
    <form method="post" action="/stripe/invoice/${invoice.id}" data-testid="invoice-form">
      <h2>Pay this invoice</h2>
      ${problem(tried.problem)}
      <fieldset class="methods">
        <legend>Payment method</legend>
        ${filed && html`<label class="method"><input type="radio" name="method" value="filed" ${other ? null : { html: 'checked' }} />${icon('card')}<span>${nameOf(filed)}<small>The card on file</small></span></label>`}
        <label class="method"><input type="radio" name="method" value="card" ${other ? { html: 'checked' } : null} data-testid="other-card" />${icon('card')}<span>Another card</span></label>
        <div class="inside">${cardFields(tried.number)}</div>
      </fieldset>
      <button type="submit" class="button" data-testid="invoice-pay">${icon('lock')}<span>Pay ${money(invoice.amount_remaining, invoice.currency)}</span></button>
    </form>
  </section>`
}

/** How an invoice stands, in a word. */
export function state({ status }: Pick<Invoice, 'status'>): Html {
  const words: Partial<Record<string, string>> = {
    paid: 'Paid',
    open: 'Due',
    draft: 'Draft',
    void: 'Void',
    uncollectible: 'Uncollectible',
  }
  return html`<span class="state state-${status}" data-testid="invoice-state">${words[String(status)] ?? status}</span>`
}

/** What their next invoices are paid with. */
export function onFile({ state }: World, { customer }: { customer: unknown }): PaymentMethod | null {
  const known = state.stripe.customers.get(String(customer))
  if (!known || 'deleted' in known) return null
  const id = known.invoice_settings.default_payment_method
  const subscription = [...state.stripe.subscriptions.values()].find(each => each.customer === known.id)
  return state.stripe.paymentMethods.get(id ?? subscription?.default_payment_method ?? '') ?? null
}

/** `Visa •••• 4242`. */
export function nameOf({ card, us_bank_account: bank }: PaymentMethod): string {
  if (card) return `${card.brand.slice(0, 1).toUpperCase()}${card.brand.slice(1)} •••• ${card.last4}`
  return `${bank?.bank_name ?? 'Bank account'} •••• ${bank?.last4 ?? ''}`
}

function when({ status, status_transitions: at, due_date, created }: Invoice): string {
  if (status === 'paid') return `Paid on ${date(at.paid_at ?? created)}`
  if (status === 'open') return `Due ${due_date === null ? 'now' : date(due_date)}`
  return `Of ${date(created)}`
}
