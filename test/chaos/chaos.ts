import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { stormsFrom } from './command-line.ts'
import { lineOf, replay, table } from './report.ts'
import { type Outcome, runChaos } from './run.ts'
import type { Storm } from './storm.ts'
import type { Watch } from './watch.ts'

/**
 * `npm run chaos -- --payments 20000 --kills 200 --postgres 10 [--mode polling|webhook|both] [--seed N] [--processes N]`:
 * payments under kills, and afterwards what was lost, doubled, and differs. Both modes share the numbers half and half.
 * Exits with 1 when anything is wrong.
 */
const interrupted = new AbortController()
const interactive = process.stdout.isTTY
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt)
try {
  const storms = stormsFrom(process.argv.slice(2), randomInt(2 ** 31))
  const outcomes: Outcome[] = []
  for (const storm of storms) outcomes.push(await weather(storm))
  console.log(`\n${availableParallelism()} cores, Node ${process.version}\n${table(outcomes)}`)
  process.exit(outcomes.every(({ findings }) => findings.wrongs.length === 0) ? 0 : 1)
} catch (error) {
  if (!interrupted.signal.aborted) console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function weather(storm: Storm): Promise<Outcome> {
  console.log(`seed ${storm.seed}; to have this run again: ${replay(storm)}`)
  let again = true
  try {
    const outcome = await runChaos(storm, watch(storm))
    const { wrongs } = outcome.findings
    for (const wrong of wrongs) console.log(`WRONG  ${wrong}`)
    again = wrongs.length > 0
    return outcome
  } finally {
    if (again) console.log(`To have it again: ${replay(storm)}`)
  }
}

/** A line a second that is written over itself; where nobody looks on, one in five seconds. */
function watch(storm: Storm): Watch {
  let toldAt = 0
  return {
    signal: interrupted.signal,
    say: line => console.log(interactive ? `\r\x1b[K${line}` : line),
    progress(at) {
      if (interactive) process.stdout.write(`\r\x1b[K${lineOf(storm, at)}`)
      else if (Date.now() - toldAt > 5_000) {
        toldAt = Date.now()
        console.log(lineOf(storm, at))
      }
    },
  }
}

/** The first time everything is ended in order; the second time at once. */
function interrupt(): void {
  if (interrupted.signal.aborted) process.exit(1)
  console.log('\nEnding it…')
  interrupted.abort()
}
