import type { World } from '../../world.ts'
import { isLive } from '../emit.ts'
import { newId } from '../id.ts'
import type { Invoice, Subscription } from '../state.ts'

interface Span {
  period: { start: number; end: number }
  amount: number
  discount: number
  trial: boolean
}

/** The one line of a subscription's invoice: its item, for this span. */
export function newInvoiceLine(
  world: World,
  invoice: string,
  subscription: Subscription,
  { period, amount, discount, trial }: Span,
): Invoice['lines']['data'][number] {
  const [item] = subscription.items.data
  if (!item) throw new Error(`${subscription.id} has no item`)
  const { price, quantity = 1 } = item
  const product = world.state.stripe.products.get(price.product)
  return {
    id: newId(world, 'il'),
    object: 'line_item',
    amount,
    currency: subscription.currency,
    description: trial ? `Trial period for ${product?.name}` : `${quantity} × ${product?.name}`,
    discount_amounts:
      discount === 0 ? [] : subscription.discounts.map(id => ({ amount: discount, discount: id })),
    discountable: true,
    discounts: subscription.discounts,
    invoice,
    livemode: isLive(world),
    metadata: { ...subscription.metadata },
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    period: { ...period },
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product: price.product },
      type: 'price_details',
      unit_amount_decimal: trial ? '0' : price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  }
}
