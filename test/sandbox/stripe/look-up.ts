import type { World } from '../world.ts'
import { lineItems } from './objects/line-item.ts'

/** Whatever of Stripe's has this id. */
export function lookUp({ state: { stripe } }: World, id: string): object {
  const kept: Map<string, object>[] = [
    stripe.customers,
    stripe.products,
    stripe.prices,
    stripe.paymentMethods,
    stripe.sessions,
    stripe.paymentIntents,
    stripe.charges,
    stripe.refunds,
    stripe.disputes,
    stripe.balanceTransactions,
    stripe.subscriptions,
    stripe.invoices,
    stripe.invoicePayments,
    stripe.portalConfigurations,
  ]
  for (const map of kept) {
    const found = map.get(id)
    if (found) return found
  }
  throw new Error(`the sandbox has lost ${id}`)
}

/** A list that an object carries only when it is asked for; undefined: this is none. */
export function included(
  world: World,
  kind: string,
  node: Record<string, unknown>,
  field: string,
): object | undefined {
  const { stripe } = world.state
  const id = String(node['id'])
  switch (`${kind}.${field}`) {
    case 'checkout.session.line_items':
      return whole(lineItems(world, id), `/v1/checkout/sessions/${id}/line_items`)
    case 'charge.refunds':
      return whole(
        [...stripe.refunds.values()].filter(refund => refund.charge === id),
        `/v1/charges/${id}/refunds`,
      )
    case 'invoice.payments':
      return whole(
        [...stripe.invoicePayments.values()].filter(({ invoice }) => invoice === id),
        '/v1/invoice_payments',
      )
    case 'customer.subscriptions':
      return whole(
        [...stripe.subscriptions.values()].filter(
          ({ customer, ended_at }) => customer === id && ended_at === null,
        ),
        `/v1/customers/${id}/subscriptions`,
      )
    default:
      return undefined
  }
}

function whole(things: object[], url: string): object {
  return { object: 'list', data: things.toReversed(), has_more: false, url }
}
