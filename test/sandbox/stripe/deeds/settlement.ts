import type { World } from '../../world.ts'

/** From now on the balance is kept in this currency; `rates`: how many of its units one unit of a currency is worth. */
export function setSettlement(world: World, currency: string, rates: Record<string, number> = {}): void {
  const { account } = world.state.stripe
  account.currency = currency
  account.rates = rates
}
