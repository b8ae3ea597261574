import type { Agenda } from './agenda.ts'
import type { Fleet } from './fleet.ts'
import type { Postgres } from './postgres.ts'
import { moments, type Storm, stream } from './storm.ts'

/** The blows so far. */
export interface Blows {
  kills: number
  /** Kills that met a process at work; the others met one that was just starting. */
  killsAtWork: number
  crashes: number
}

/** Puts the kills of processes and the crashes of Postgres on the agenda; what it returns counts them as they come. */
export function planStrikes(
  { seed, payments, kills, crashes }: Storm,
  { agenda, fleet, postgres }: { agenda: Agenda; fleet: Fleet; postgres: Postgres },
): Blows {
  const blows: Blows = { kills: 0, killsAtWork: 0, crashes: 0 }
  const dice = stream(seed, 'kills')
  for (const moment of moments(dice, kills, payments)) {
    const draw = dice.below(1_000_000)
    agenda.at(moment, async () => {
      blows.kills++
      if (fleet.kill(draw)) blows.killsAtWork++
    })
  }
  for (const moment of moments(stream(seed, 'crashes'), crashes, payments)) {
    agenda.at(moment, async () => {
      blows.crashes++
      await postgres.crash()
    })
  }
  return blows
}
