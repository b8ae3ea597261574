import type { Content } from './queue.ts'
import type { Lose, UpdateKind } from './wire.ts'
import type { World } from './world.ts'

/** What is to get lost of the updates to come, and how many have. */
export interface LossState {
  wish: Lose
  lost: number
}

const none: Lose = { updates: 0 }

export function noLosses(): LossState {
  return { wish: none, lost: 0 }
}

/** Whether this update is never made; takes one of those that were to get lost. */
export function isLost({ losses }: World, content: Content): boolean {
  const { updates, of } = losses.wish
  if (updates === 0 || (of && !of.some(kind => isOf(kind, content)))) return false
  if (updates !== 'all') losses.wish = { ...losses.wish, updates: updates - 1 }
  losses.lost++
  return true
}

function isOf(kind: UpdateKind, content: Content): boolean {
  return kind in content || (content.message !== undefined && kind in content.message)
}
