import { createHash } from 'node:crypto'
import { dice } from '../support/dice.ts'

/** How updates reach the app in a run. */
export type Mode = 'polling' | 'webhook'

/** What comes over the shop in one run. The same storm with the same seed makes the same plans. */
export interface Storm {
  mode: Mode
  /** Charges to be made. */
  payments: number
  /** SIGKILLs of a process of the app. */
  kills: number
  /** Immediate shutdowns of Postgres. */
  crashes: number
  /** Processes of the app that run side by side. */
  processes: number
  seed: number
}

export type Dice = ReturnType<typeof dice>

/** A random stream of its own for each thing that is drawn, so that more of one moves nothing of another. */
export function stream(seed: number, name: string): Dice {
  return dice(createHash('sha256').update(`${seed} ${name}`).digest().readInt32BE())
}

/** `count` moments of the run, each as the number of charges made until then, in order: never at the very edges. */
export function moments({ below }: Dice, count: number, payments: number): number[] {
  const first = Math.ceil(payments / 50)
  const span = Math.max(1, Math.floor(payments * 0.95) - first)
  return Array.from({ length: count }, () => first + below(span)).toSorted((a, b) => a - b)
}
