import { type Holding, heldOf, holdingsOf, isOpen } from './holdings.ts'
import { known } from './parts/loaded.tsx'
import { access } from './store.ts'

/** What keeps this plan open now by itself, days of grace aside, up to its end; null: nothing. */
export function openHolding(plan: string, now: Date): Holding | null {
  const held = heldOf(holdingsOf(known(access.value) ?? [], [], now), plan)
  return held && isOpen(held) && held.state !== 'grace' ? held : null
}
