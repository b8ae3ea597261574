import type { World } from '../../world.ts'
import { emit, isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Price, Product } from '../state.ts'

export function newProduct(world: World, name: string): Product {
  const product: Product = {
    id: newId(world, 'prod'),
    object: 'product',
    active: true,
    created: moment(world),
    default_price: null,
    description: null,
    images: [],
    livemode: isLive(world),
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: moment(world),
    url: null,
  }
  world.state.stripe.products.set(product.id, product)
  emit(world, 'product.created', product)
  return product
}

export interface PriceWish {
  id?: string
  product: string
  amount: number
  currency: string
  interval?: 'day' | 'week' | 'month' | 'year'
  interval_count?: number
}

export function newPrice(world: World, wish: PriceWish): Price {
  const price: Price = {
    id: wish.id ?? newId(world, 'price'),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: moment(world),
    currency: wish.currency,
    custom_unit_amount: null,
    livemode: isLive(world),
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: wish.product,
    recurring: wish.interval
      ? {
          interval: wish.interval,
          interval_count: wish.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: wish.interval ? 'recurring' : 'one_time',
    unit_amount: wish.amount,
    unit_amount_decimal: String(wish.amount),
  }
  world.state.stripe.prices.set(price.id, price)
  emit(world, 'price.created', price)
  return price
}
