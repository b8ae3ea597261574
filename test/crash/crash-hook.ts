// The first that a victim loads: says what a crash point does.

/** What the process that dies is told through its environment. */
export interface CrashEnvironment {
  /** The point to die at, the first time it is reached, such as `after db/settle.ts:41:5 settleTogether`. */
  CRASH_AT?: string
}

/**
 * The points passed, each once, in runs: the code between those of a run waited for nothing. So nobody has heard from
 * it in between, and dying at any of them is the same death.
 */
export type Runs = string[][]

const diesAt = process.env['CRASH_AT']
const runs: Runs = []
const known = new Set<string>()
/** The one that goes on, if any does. */
let run: string[] | null = null

function pass(point: string): void {
  // The kernel carries this out before the call returns: no line of ours runs after it.
  if (point === diesAt) process.kill(process.pid, 'SIGKILL')
  if (known.has(point)) return
  known.add(point)
  if (run) {
    run.push(point)
  } else {
    run = [point]
    runs.push(run)
  }
}

function end(): void {
  run = null
}

const crashPoint = {
  before(site: string) {
    pass(`before ${site}`)
    // What is awaited begins now; of that only what it does at once is the same run.
    queueMicrotask(end)
  },
  after<T>(site: string, value: T): T {
    pass(`after ${site}`)
    // Comes when none of the code that this brought about can go on without waiting.
    process.nextTick(end)
    return value
  },
  runs,
}

export type CrashPoint = typeof crashPoint

Object.assign(globalThis, { crashPoint })
