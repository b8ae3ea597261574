import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

// Loaded with `--import` before anything else of a victim: puts the sources with crash points in place of the files,
// and says what a crash point does.

/** What victims are made from. */
export interface Replacements {
  /** The source to load in place of the file, by its address. */
  sources: Record<string, string>
  /** Where a dependency is, by its name. */
  addresses: Record<string, string>
}

/** What the process that dies is told through its environment. */
export interface CrashEnvironment {
  /** A JSON file of `Replacements`. */
  CRASH_REPLACEMENTS: string
  /** The point to die at, the first time it is reached, such as `after db/settle.ts:41:5 settleTogether`. */
  CRASH_AT?: string
}

const { sources, addresses }: Replacements = JSON.parse(
  readFileSync(process.env['CRASH_REPLACEMENTS'] as string, 'utf8'),
)
const diesAt = process.env['CRASH_AT']
const passed: string[] = []

function pass(point: string): void {
  // The kernel carries this out before the call returns: no line of ours runs after it.
  if (point === diesAt) process.kill(process.pid, 'SIGKILL')
  passed.push(point)
}

const crashPoint = {
  before: (site: string) => pass(`before ${site}`),
  after<T>(site: string, value: T): T {
    pass(`after ${site}`)
    return value
  },
  passed,
}

export type CrashPoint = typeof crashPoint

Object.assign(globalThis, { crashPoint })

registerHooks({
  resolve(specifier, context, nextResolve) {
    const url = addresses[specifier]
    return url === undefined ? nextResolve(specifier, context) : { url, shortCircuit: true }
  },
  load(url, context, nextLoad) {
    const source = sources[url]
    if (source === undefined) return nextLoad(url, context)
    return { format: 'module-typescript', source, shortCircuit: true }
  },
})
