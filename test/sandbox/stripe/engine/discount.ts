import type { World } from '../../world.ts'
import { find } from '../find.ts'
import { newId } from '../id.ts'

/** What a coupon takes off an amount; nothing without one. */
export function discountOf(world: World, coupon: string | null, amount: number): number {
  if (coupon === null) return 0
  const { percent_off, amount_off } = find(world.state.stripe.coupons, 'coupon', coupon)
  return Math.min(amount, percent_off === null ? (amount_off ?? 0) : Math.round((amount * percent_off) / 100))
}

/** A coupon put to a subscription; what its invoices name is the id of that. */
export function newDiscount(world: World, coupon: string): string {
  find(world.state.stripe.coupons, 'coupon', coupon, 'discounts[0][coupon]')
  const discount = newId(world, 'di')
  world.state.stripe.discounts.set(discount, coupon)
  return discount
}
