import type { Call } from './call.ts'
import { badRequest } from './refusal.ts'
import { tell } from './world.ts'

/**
 * Stops it from being renewed, or lets the person turn it on again, which by itself renews nothing. It is named by the
 * charge id of its first payment alone. The bot is told nothing of its own deed.
 */
export function editUserStarSubscription({ world, bot, params }: Call): true {
  const userId = params.userId()
  const charge = bot.charges.get(params.required('telegram_payment_charge_id'))
  if (!charge || charge.person !== userId) throw badRequest('CHARGE_ID_INVALID')
  if (charge.subscription_period === undefined) throw badRequest('SUBSCRIPTION_ID_INVALID')
  const subscription = bot.subscriptions.get(charge.id)
  // A renewal's own charge id names no subscription.
  if (!subscription) throw badRequest('CHARGE_ID_INVALID')
  if (subscription.ended) throw badRequest('SUBSCRIPTION_NOT_ACTIVE')
  subscription.canceledByBot = params.bool('is_canceled')
  if (subscription.canceledByBot) subscription.canceled = true
  tell(world, userId)
  return true
}
