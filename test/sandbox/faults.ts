import { hash } from 'node:crypto'
import type { FaultCounts, Faults } from './face.ts'

export type FaultKind = keyof FaultCounts

/** What is to go wrong, what went wrong, and how often each subject has had the occasion. */
export interface FaultState {
  faults: Faults
  counts: FaultCounts
  occasions: Map<string, number>
}

/** A fault that strikes; `amount`, 0 to 1, says how long or how far where that matters. */
export interface Strike {
  amount: number
}

const usualDelayMs = 200

export function newFaults(faults: Faults): FaultState {
  const counts = { duplicate: 0, reorder: 0, delay: 0, too_many: 0, internal: 0, dropped: 0, cut: 0 }
  return { faults, counts, occasions: new Map() }
}

/**
 * Takes the subject's next occasion for this kind of fault: whether it strikes is a hash of seed, kind, subject and the
 * number of the occasion. A subject names what happens in words of the story, such as a payer, never a random id.
 */
export function draw({ faults, occasions }: FaultState, kind: FaultKind, subject: string): Strike | null {
  const share = faults[kind] ?? 0
  if (share === 0) return null
  const stream = `${kind} ${subject}`
  const occasion = (occasions.get(stream) ?? 0) + 1
  occasions.set(stream, occasion)
  const bits = hash('sha256', `${faults.seed} ${stream} ${occasion}`, 'buffer')
  return bits.readUInt32BE(0) / 2 ** 32 < share ? { amount: bits.readUInt32BE(4) / 2 ** 32 } : null
}

/** Counts a fault that has its way. */
export function count({ counts }: FaultState, kind: FaultKind): void {
  counts[kind]++
}

export function delayMs({ faults }: FaultState, { amount }: Strike): number {
  return amount * (faults.delay_ms ?? usualDelayMs)
}
