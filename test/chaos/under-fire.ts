import { packed } from '../support/packed.ts'
import { replay } from './report.ts'
import { type Outcome, runChaos } from './run.ts'
import type { Mode, Storm } from './storm.ts'

const DEFAULT_SEED = 20_261_121

/** The storm of the suite: small enough for every run of it. `CHAOS_SEED` chooses another one of its kind. */
export function stormOf(mode: Mode): Storm {
  const seed = Number(process.env['CHAOS_SEED'] ?? DEFAULT_SEED)
  return { mode, payments: 500, kills: 6, crashes: 1, processes: mode === 'polling' ? 2 : 3, seed }
}

/** Runs it; whatever goes wrong is thrown with the seed and how to have it again. */
export async function underFire(storm: Storm): Promise<Outcome> {
  const lines: string[] = []
  const watch = {
    say: (line: string) => lines.push(line),
    progress() {},
    signal: AbortSignal.timeout(300_000),
  }
  const outcome = await runChaos(storm, watch, await packed('main.ts')).catch((cause: unknown) => {
    throw new Error(`${lines.join('\n')}\nTo have it again: ${replay(storm)}`, { cause })
  })
  const { wrongs } = outcome.findings
  if (wrongs.length > 0)
    throw new Error([...wrongs, lines.at(-1), `To have it again: ${replay(storm)}`].join('\n'))
  return outcome
}
