import type { World } from '../../world.ts'
import type { PortalSession, Subscription } from '../state.ts'
import { cardFields } from './card-form.ts'
import type { Tried } from './checkout.ts'
import { icon, merchant, page, problem } from './frame.ts'
import { type Html, html } from './html.ts'
import { nameOf, onFile, state } from './invoice.ts'
import { shopName } from './shop.ts'
import { date, every, money } from './words.ts'

/** Not worth a word any more, or not yet. */
const over = ['canceled', 'incomplete', 'incomplete_expired']

/** Where a person looks after what they pay for: subscriptions, the card, invoices. */
export function portalPage(world: World, session: PortalSession): string {
  return portal(
    world,
    session,
    html`<section aria-labelledby="plans"><h2 id="plans">Subscriptions</h2>${plans(world, session)}</section>
      <section aria-labelledby="method"><h2 id="method">Payment method</h2>${method(world, session)}</section>
      <section aria-labelledby="history"><h2 id="history">Invoice history</h2>${history(world, session)}</section>`,
  )
}

/** Whether they really want it to end. */
export function cancelPage(world: World, session: PortalSession, subscription: Subscription): string {
  const end = endOf(subscription)
  return portal(
    world,
    session,
    html`<section class="card" data-testid="portal-cancel">
      <h2>Cancel your subscription?</h2>
      <p>${titleOf(world, subscription)} stays yours until <b>${date(end)}</b>. After that nothing is charged, and nothing renews.</p>
      <form method="post" action="/stripe/portal/${session.id}/cancel/${subscription.id}" class="row">
        <button type="submit" class="button danger" data-testid="portal-cancel-sure">Cancel subscription</button>
        <a class="button quiet" href="${homeOf(session)}">Keep it</a>
      </form>
    </section>`,
  )
}

export function cardPage(world: World, session: PortalSession, tried: Tried = {}): string {
  return portal(
    world,
    session,
    html`<section class="card">
      <form method="post" action="/stripe/portal/${session.id}/card" data-testid="portal-card-form">
        <h2>Another card</h2>
        ${problem(tried.problem)}
        ${cardFields(tried.number)}
        <p class="small">From now on everything you subscribe to is paid with it.</p>
        <div class="row">
          <button type="submit" class="button" data-testid="portal-card-save">Save card</button>
          <a class="button quiet" href="${homeOf(session)}">Back</a>
        </div>
      </form>
    </section>`,
  )
}

function portal(world: World, session: PortalSession, body: Html): string {
  const shop = shopName(world)
  return page(
    'portal',
    `${shop} | Billing`,
    html`<div class="columns">
      <header class="side">
        <h1 class="said">Billing</h1>
        ${merchant(shop)}
        <p>Manage what you pay ${shop} for.</p>
        ${session.return_url !== null && html`<a class="return" href="/stripe/portal/${session.id}/leave" data-testid="portal-return">${icon('back')}<span>Return to ${shop}</span></a>`}
      </header>
      <main data-testid="portal">${body}</main>
    </div>`,
  )
}

function plans(world: World, session: PortalSession): Html {
  const mine = [...world.state.stripe.subscriptions.values()].filter(one => one.customer === session.customer)
  const alive = mine.filter(({ status }) => !over.includes(status))
  if (alive.length === 0) return html`<p class="empty">You have no subscription now.</p>`
  return html`${alive.toReversed().map(one => plan(world, session, one))}`
}

function plan(world: World, session: PortalSession, subscription: Subscription): Html {
  const [item] = subscription.items.data
  const ends = subscription.cancel_at ?? (subscription.cancel_at_period_end ? endOf(subscription) : null)
  const action = `/stripe/portal/${session.id}/resume/${subscription.id}`
  return html`<article class="card plan" data-testid="portal-plan">
    <div>
      <h3>${titleOf(world, subscription)} ${badge(subscription, ends)}</h3>
      <p class="price">${money(item?.price.unit_amount ?? 0, subscription.currency)}<small>${every(item?.price.recurring ?? null)}</small></p>
      <p class="small">${when(subscription, ends)}</p>
    </div>
    ${
      ends === null
        ? html`<a class="button quiet" href="/stripe/portal/${session.id}/cancel/${subscription.id}" data-testid="portal-cancel-plan">Cancel plan</a>`
        : html`<form method="post" action="${action}"><button type="submit" class="button" data-testid="portal-resume">Don’t cancel</button></form>`
    }
  </article>`
}

function badge({ status }: Subscription, ends: number | null): Html | null {
  if (ends !== null) return html`<span class="state state-open">Cancels ${date(ends)}</span>`
  if (status === 'active') return null
  return html`<span class="state ${status === 'trialing' ? 'state-paid' : 'state-late'}">${status.replaceAll('_', ' ')}</span>`
}

function when(subscription: Subscription, ends: number | null): string {
  const end = date(endOf(subscription))
  if (ends !== null) return `Yours until ${date(ends)}. Nothing more will be charged.`
  switch (subscription.status) {
    case 'past_due':
    case 'unpaid':
      return 'The last payment failed: change the card, or pay the open invoice below.'
    case 'trialing':
      return `Free until ${end}, then it renews.`
    default:
      return `Renews on ${end}.`
  }
}

function method(world: World, session: PortalSession): Html {
  const filed = onFile(world, session)
  return html`<div class="card line">${icon('card')}<span class="grow">${filed ? nameOf(filed) : 'No card on file'}</span
    ><a class="button quiet" href="/stripe/portal/${session.id}/card" data-testid="portal-card">${filed ? 'Change' : 'Add'}</a></div>`
}

function history(world: World, session: PortalSession): Html {
  const mine = [...world.state.stripe.invoices.values()].filter(
    ({ customer, status }) => customer === session.customer && status !== 'draft',
  )
  if (mine.length === 0) return html`<p class="empty">No invoices yet.</p>`
  return html`<ul class="card list">
    ${mine.toReversed().map(
      invoice => html`<li><a href="/stripe/invoice/${invoice.id}" data-testid="portal-invoice"><span>${date(invoice.created)}</span
        ><span class="grow">${invoice.lines.data[0]?.description}</span><b>${money(invoice.total, invoice.currency)}</b>${state(invoice)}</a></li>`,
    )}
  </ul>`
}

function titleOf({ state }: World, { items }: Subscription): string {
  return state.stripe.products.get(items.data[0]?.price.product ?? '')?.name ?? 'Your subscription'
}

const endOf = ({ items }: Subscription) => Math.max(...items.data.map(item => item.current_period_end))

/** The portal itself; the link made for one deed leads straight to that. */
export function homeOf({ id, flow }: PortalSession): string {
  return flow === null ? `/stripe/portal/${id}` : `/stripe/portal/${id}/home`
}
