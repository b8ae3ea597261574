import type { World } from '../../world.ts'

/** What the merchant is called at Stripe: as the first bot is at Telegram. */
export function shopName({ state }: World): string {
  const [bot] = state.bots.values()
  return bot?.user.first_name ?? 'Sandbox shop'
}
