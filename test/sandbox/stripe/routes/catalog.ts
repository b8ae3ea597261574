import type Stripe from 'stripe'
import { flag, listOf, oneOf, params, text, unplayed } from '../check.ts'
import { find } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { onlyExpand, type Route, route } from '../route.ts'

const prices = params<Stripe.PriceListParams>()({
  ...dated,
  active: flag,
  currency: text,
  lookup_keys: unplayed,
  product: text,
  recurring: unplayed,
  type: oneOf('one_time', 'recurring'),
})
const products = params<Stripe.ProductListParams>()({
  ...dated,
  active: flag,
  ids: listOf(text),
  shippable: unplayed,
  type: unplayed,
  url: unplayed,
})

export const catalogRoutes: Route[] = [
  route('GET', '/prices/:id', onlyExpand, ({ world, id }) => find(world.state.stripe.prices, 'price', id)),
  route('GET', '/prices', prices, ({ world, params }) => {
    const { active, currency, product, type, created } = params
    const kept = [...world.state.stripe.prices.values()].filter(
      price =>
        (active ?? price.active) === price.active &&
        (currency ?? price.currency) === price.currency &&
        (product ?? price.product) === price.product &&
        (type ?? price.type) === price.type &&
        inSpan(price, created),
    )
    return list(kept, params, '/v1/prices')
  }),
  route('GET', '/products/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.products, 'product', id),
  ),
  route('GET', '/products', products, ({ world, params }) => {
    const { active, ids, created } = params
    const kept = [...world.state.stripe.products.values()].filter(
      product =>
        (active ?? product.active) === product.active &&
        (ids?.includes(product.id) ?? true) &&
        inSpan(product, created),
    )
    return list(kept, params, '/v1/products')
  }),
]
