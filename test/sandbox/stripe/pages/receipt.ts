import type { World } from '../../world.ts'
import type { Charge } from '../state.ts'
import { merchant, page } from './frame.ts'
import { html } from './html.ts'
import { shopName } from './shop.ts'
import { date, money } from './words.ts'

/** What was paid once, when, and with what. */
export function receiptPage(world: World, charge: Charge): string {
  const shop = shopName(world)
  const { card } = charge.payment_method_details ?? {}
  const amount = money(charge.amount, charge.currency)
  return page(
    'paper',
    `Receipt from ${shop}`,
    html`<main class="card sheet" data-testid="receipt-page">
      <h1 class="said">Receipt</h1>
      <header>${merchant(shop)}<span class="state state-${charge.refunded ? 'void' : 'paid'}">${charge.refunded ? 'Refunded' : 'Paid'}</span></header>
      <p class="price">${amount}<small>Paid on ${date(charge.created)}</small></p>
      <dl class="facts">
        <div><dt>Receipt number</dt><dd>${charge.receipt_number ?? charge.id}</dd></div>
        <div><dt>Paid with</dt><dd>${card ? `${card.brand} •••• ${card.last4}` : 'Bank debit'}</dd></div>
      </dl>
      <dl class="bill">
        <div><dt>${charge.description ?? `Payment to ${shop}`}</dt><dd>${amount}</dd></div>
        ${charge.amount_refunded > 0 && html`<div><dt>Refunded</dt><dd>−${money(charge.amount_refunded, charge.currency)}</dd></div>`}
        <div class="total"><dt>Total</dt><dd>${money(charge.amount - charge.amount_refunded, charge.currency)}</dd></div>
      </dl>
    </main>`,
  )
}
