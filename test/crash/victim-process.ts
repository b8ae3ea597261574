import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CrashEnvironment, Runs } from './crash-hook.ts'
import type { Report, Task } from './victim.ts'

/** What victims are made from. */
export const VICTIM = join(import.meta.dirname, 'victim.ts')

/** Long enough for the slowest machine; whoever still lives then did not come to their crash point. */
const PATIENCE_MS = 60_000

/** What victims share: their code, and the folder of what Node has compiled of it. */
export interface Build {
  victim: string
  cache: string
}

/** How a process met its end. */
export interface Death {
  point: string
  /** What went wrong, where it did not die there; null: it did. */
  trouble: string | null
  /** How many of its acts it had done and confirmed. */
  done: number
}

/** A real process of the shop at its task, which lives until `finished`. Says which points it passed. */
export async function live(task: Task, build: Build, finished: () => Promise<void>): Promise<Runs> {
  const child = start(task, build)
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process that was to live ended with ${code ?? signal}`)
  })
  ended.catch(() => {})
  try {
    await Promise.race([report(child, said => said === 'working' || null), ended])
    await finished()
    const passed = report(child, said => (Array.isArray(said) ? said : null))
    child.send('stop')
    return await Promise.race([passed, ended])
  } finally {
    child.kill('SIGKILL')
    await ended.catch(() => {})
  }
}

/** A real process of the shop that dies at this point. */
export async function die(task: Task, build: Build, point: string): Promise<Death> {
  const child = start(task, build, point)
  let done = 0
  child.on('message', (said: Report) => void (said === 'done' && done++))
  const timer = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS)
  // What it had still said is heard before the line is cut.
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')])
  clearTimeout(timer)
  if (signal === 'SIGKILL') return { point, done, trouble: null }
  const trouble = signal === 'SIGTERM' ? 'it never came there' : `it ended with ${code ?? signal}`
  return { point, done, trouble }
}

/** Resolves with what `pick` makes of a report, at the first it makes something of. */
function report<Result>(child: ChildProcess, pick: (said: Report) => Result | null): Promise<Result> {
  return new Promise(resolve => {
    child.on('message', (said: Report) => {
      const result = pick(said)
      if (result !== null) resolve(result)
    })
  })
}

function start(task: Task, { victim, cache }: Build, point?: string) {
  const environment: CrashEnvironment = point ? { CRASH_AT: point } : {}
  return fork(victim, [JSON.stringify(task)], {
    // Packed, dependencies count as our own code, of which Node would tell what is outdated.
    execArgv: ['--no-deprecation'],
    env: { ...process.env, ...environment, NODE_COMPILE_CACHE: cache, PGAPPNAME: 'victim' },
  })
}
