import { parseArgs } from 'node:util'
import type { Mode, Storm } from './storm.ts'

/** The storms that the arguments ask for: one a mode, which share the numbers. Throws what is wrong with them, in words. */
export function stormsFrom(args: string[], seed: number): Storm[] {
  const { values } = parseArgs({
    args,
    options: {
      payments: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '20' },
      postgres: { type: 'string', default: '1' },
      mode: { type: 'string', default: 'both' },
      processes: { type: 'string', default: '3' },
      seed: { type: 'string', default: String(seed) },
    },
  })
  const whole = (name: keyof typeof values, least = 0) => {
    const value = Number(values[name])
    if (Number.isSafeInteger(value) && value >= least) return value
    throw new Error(`--${name} takes a whole number from ${least} on.`)
  }
  const modes = modesOf(values.mode)
  return modes.map((mode, at) => {
    // What cannot be halved goes to the last.
    const share = (count: number) => Math.floor((count + at) / modes.length)
    return {
      mode,
      payments: share(whole('payments', modes.length)),
      kills: share(whole('kills')),
      crashes: share(whole('postgres')),
      processes: whole('processes', 1),
      seed: whole('seed'),
    }
  })
}

function modesOf(mode: string): Mode[] {
  switch (mode) {
    case 'polling':
    case 'webhook':
      return [mode]
    case 'both':
      return ['polling', 'webhook']
    default:
      throw new Error('--mode takes polling, webhook or both.')
  }
}
