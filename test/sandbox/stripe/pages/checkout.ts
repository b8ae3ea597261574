import type { World } from '../../world.ts'
import type { CheckoutSession } from '../state.ts'
import { cardFields } from './card-form.ts'
import { icon, merchant, note, page, problem } from './frame.ts'
import { type Html, html } from './html.ts'
import { shopName } from './shop.ts'
import { billed, every, money } from './words.ts'

/** What was typed, and why it did not do. */
export interface Tried {
  problem?: string
  method?: string
  number?: string
  email?: string
  name?: string
}

/** Where a person pays for what a session sells; politely says so where there is nothing to pay any more. */
export function checkoutPage(world: World, session: CheckoutSession, tried: Tried = {}): string {
  const shop = shopName(world)
  if (session.status === 'complete')
    return note(
      'All done here',
      `You have checked out at ${shop} already. You can close this page.`,
      { to: `/stripe/checkout/${session.id}/leave`, label: `Return to ${shop}` },
      'tick',
    )
  if (session.status === 'expired')
    return note(
      'This page has expired',
      `Nothing was charged. Start again from ${shop}.`,
      back(session, shop),
    )
  return page(
    'checkout',
    `${shop} | Checkout`,
    html`${summary(world, session, shop)}${form(world, session, shop, tried)}`,
  )
}

function back({ id, cancel_url }: CheckoutSession, shop: string) {
  return cancel_url === null ? null : { to: `/stripe/checkout/${id}/cancel`, label: `Return to ${shop}` }
}

function summary(world: World, session: CheckoutSession, shop: string): Html {
  const sold = soldIn(world, session)
  const total = money(session.amount_total ?? 0, session.currency ?? 'usd')
  const discount = session.total_details?.amount_discount ?? 0
  return html`<section class="summary" aria-label="What you pay for">
    <header>
      ${session.cancel_url !== null && html`<a class="round" href="/stripe/checkout/${session.id}/cancel" aria-label="Back to ${shop}" data-testid="checkout-back">${icon('back')}</a>`}
      ${merchant(shop)}
    </header>
    <h1>${sold.every === '' ? `Pay for ${sold.name}` : `Subscribe to ${sold.name}`}</h1>
    <p class="price" data-testid="checkout-total">${total}<small>${sold.trial === '' ? sold.every : sold.trial}</small></p>
    <dl class="bill">
      <div><dt>${sold.name}<small>${sold.billed}</small></dt><dd>${sold.price}</dd></div>
      ${discount > 0 && html`<div><dt>Discount</dt><dd>−${money(discount, session.currency ?? 'usd')}</dd></div>`}
      <div class="total"><dt>Total due today</dt><dd>${total}</dd></div>
    </dl>
  </section>`
}

function form(world: World, session: CheckoutSession, shop: string, tried: Tried): Html {
  const slow = tried.method === 'slow'
  const email = tried.email ?? session.customer_details?.email ?? emailOf(world, session) ?? ''
  const total = money(session.amount_total ?? 0, session.currency ?? 'usd')
  const verb = session.mode === 'subscription' ? 'Subscribe' : `Pay ${total}`
  return html`<main class="pay">
    <form method="post" action="/stripe/checkout/${session.id}" data-testid="checkout-form">
      <h2>Payment details</h2>
      ${problem(tried.problem)}
      <label class="field"><span>Email</span><input type="email" name="email" value="${email}" placeholder="you@example.com" autocomplete="off" /></label>
      <fieldset class="methods">
        <legend>Payment method</legend>
        <label class="method"><input type="radio" name="method" value="card" ${slow ? null : checked} />${icon('card')}<span>Card</span></label>
        <div class="inside">
          ${cardFields(tried.number)}
          <label class="field"><span>Cardholder name</span><input name="name" value="${tried.name ?? ''}" placeholder="Full name on card" autocomplete="off" /></label>
        </div>
        <label class="method"><input type="radio" name="method" value="slow" ${slow ? checked : null} data-testid="method-slow" />${icon('bank')}<span>Bank debit<small>The money comes, or does not, days later</small></span></label>
      </fieldset>
      <button type="submit" class="button" data-testid="checkout-pay">${icon('lock')}<span>${verb}</span></button>
      <p class="small">${session.mode === 'subscription' ? `You allow ${shop} to charge you again until you cancel, which you can at any time.` : `You pay ${shop} once. Nothing renews.`}</p>
    </form>
  </main>`
}

const checked: Html = { html: 'checked' }

function soldIn({ state }: World, { id }: CheckoutSession) {
  const cart = state.stripe.carts.get(id)
  const price = state.stripe.prices.get(cart?.price ?? '')
  const product = state.stripe.products.get(price?.product ?? '')
  const amount = (price?.unit_amount ?? 0) * (cart?.quantity ?? 1)
  const often = every(price?.recurring ?? null)
  const days = cart?.trialDays ?? 0
  return {
    name: product?.name ?? 'your order',
    price: money(amount, price?.currency ?? 'usd'),
    every: often,
    billed: billed(price?.recurring ?? null),
    trial: days > 0 ? `for ${days} days, then ${money(amount, price?.currency ?? 'usd')} ${often}` : '',
  }
}

function emailOf({ state }: World, session: CheckoutSession): string | null {
  const customer = state.stripe.customers.get(session.customer ?? '')
  return customer && !customer.deleted ? customer.email : session.customer_email
}
