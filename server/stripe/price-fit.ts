import type { Stripe } from 'stripe'
import type { PlanTerms } from '../../db/billing.ts'

/** Each way in which a plan differs from the price it names at Stripe, and what to do. Nothing where it can be sold. */
export function misfits(plan: PlanTerms, price: Stripe.Price | 'missing'): string[] {
  const { card } = plan
  if (!card) return []
  const say = (what: string) => `The plan ${plan.code}: ${what}`
  if (price === 'missing')
    return [
      say(
        `Stripe has no price ${card.price} in the mode of STRIPE_SECRET_KEY. Correct card.price, or the key.`,
      ),
    ]
  const found: string[] = []
  if (!price.active)
    found.push(say(`the price ${price.id} is archived at Stripe. Activate it there, or name another.`))
  if (!isOneFixedAmount(price))
    found.push(
      say(`the price ${price.id} is not one fixed amount. Name one that is, per unit and not metered.`),
    )
  else if (price.unit_amount !== card.amount)
    found.push(
      say(`card.amount is ${card.amount}, and ${price.id} costs ${price.unit_amount}. Correct one of them.`),
    )
  const currency = price.currency.toUpperCase()
  if (currency !== card.currency)
    found.push(
      say(`card.currency is ${card.currency}, and ${price.id} is in ${currency}. Correct one of them.`),
    )
  if (price.type !== 'one_time' && !renewsEvery(plan.term, price.recurring))
    found.push(
      say(
        `its period is ${plan.term}, and ${price.id} renews every ${intervalOf(price.recurring)}. ` +
          'Correct one of them, or name a one-time price.',
      ),
    )
  return found
}

function isOneFixedAmount(price: Stripe.Price): boolean {
  return (
    price.billing_scheme === 'per_unit' &&
    price.unit_amount !== null &&
    price.custom_unit_amount === null &&
    price.transform_quantity === null &&
    price.recurring?.usage_type !== 'metered'
  )
}

type Recurring = Stripe.Price['recurring']

const DAYS: Record<string, number> = { day: 1, week: 7 }
const MONTHS: Record<string, number> = { month: 1, year: 12 }

/** Whether a price renews after just the plan's period: P1M every month, P1Y every year or 12 months, P7D every week. */
function renewsEvery(term: string, recurring: Recurring): boolean {
  const [, years = 0, months = 0, weeks = 0, days = 0] = (PERIOD.exec(term) ?? []).map(part =>
    Number(part ?? 0),
  )
  const [inMonths, inDays] = [years * 12 + months, weeks * 7 + days]
  if (!recurring || inMonths + inDays === 0) return false
  const { interval, interval_count: count } = recurring
  return inMonths === (MONTHS[interval] ?? 0) * count && inDays === (DAYS[interval] ?? 0) * count
}

const PERIOD = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/

function intervalOf(recurring: Recurring): string {
  if (!recurring) return 'unknown interval'
  const { interval, interval_count: count } = recurring
  return count === 1 ? interval : `${count} ${interval}s`
}
