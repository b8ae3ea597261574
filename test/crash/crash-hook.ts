// The first that a victim loads: says what a crash point does.

import { Socket } from 'node:net'
import { OpenTransactions } from './read-only.ts'

/** What the process that dies is told through its environment. */
export interface CrashEnvironment {
  /** The point to die at, the first time it is reached, such as `after db/settle.ts:41:5 settleTogether`. */
  CRASH_AT?: string
}

/**
 * The points passed, each once, in runs: between those of a run nothing left the process that stays when it dies, only
 * questions, and what is written in transactions that are still open. So nobody can tell them apart afterwards, and
 * dying at any of them is the same death.
 */
export type Runs = string[][]

const diesAt = process.env['CRASH_AT']
const runs: Runs = []
const known = new Set<string>()
/** The one that goes on, until something is done. */
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

const transactions = new OpenTransactions()

Socket.prototype.write = new Proxy(Socket.prototype.write, {
  apply(write, socket, given: unknown[]) {
    if (!transactions.leaveNoTrace(socket, given[0])) run = null
    return Reflect.apply(write, socket, given)
  },
})

const crashPoint = {
  before(site: string) {
    pass(`before ${site}`)
  },
  after<T>(site: string, value: T): T {
    pass(`after ${site}`)
    return value
  },
  /** Somebody has heard from the process: dying after this is another death than before. */
  heard() {
    run = null
  },
  runs,
}

export type CrashPoint = typeof crashPoint

Object.assign(globalThis, { crashPoint })
