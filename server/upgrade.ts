import type { PlanTerms } from '../db/billing.ts'

/** Opens the bot at `plan`, or at all there is; null while the bot's name is not known. */
export function upgradeUrl(botUsername: string | null, plan: PlanTerms | undefined): string | null {
  if (!botUsername) return null
  const parameter = plan ? `plan_${plan.code}` : ''
  // Telegram takes no other start parameter; a plan named otherwise is reached through the list.
  return `https://t.me/${botUsername}?start=${/^[\w-]{1,64}$/.test(parameter) ? parameter : 'plans'}`
}
