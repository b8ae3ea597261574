import type { World } from '../../world.ts'
import { change, emit, isLive } from '../emit.ts'
import { moment } from '../life.ts'
import { newPrice, newProduct, type PriceWish } from '../objects/price.ts'
import type { Coupon, Price } from '../state.ts'
import { unfit, wished } from './wish.ts'

export interface NewPrice extends Omit<PriceWish, 'product'> {
  /** The product's name. */
  name: string
}

/** A product and its price; without an interval it is paid once. */
export function addPrice(world: World, { name, ...price }: NewPrice): Price {
  if (price.id !== undefined && world.state.stripe.prices.has(price.id)) throw unfit(`there is a ${price.id}`)
  const product = newProduct(world, name)
  const made = newPrice(world, { ...price, product: product.id })
  product.default_price = made.id
  return made
}

/** It is sold no more; what it was sold for goes on. */
export function archivePrice(world: World, id: string): void {
  change(world, 'price.updated', wished(world.state.stripe.prices, id), { active: false })
}

export function addCoupon(
  world: World,
  { id, percent_off, duration }: { id: string; percent_off: number; duration: 'once' | 'forever' },
): Coupon {
  const coupon: Coupon = {
    id,
    object: 'coupon',
    amount_off: null,
    created: moment(world),
    currency: null,
    duration,
    duration_in_months: null,
    livemode: isLive(world),
    max_redemptions: null,
    metadata: {},
    name: id,
    percent_off,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  }
  world.state.stripe.coupons.set(id, coupon)
  emit(world, 'coupon.created', coupon)
  return coupon
}
