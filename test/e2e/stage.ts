import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { scratch } from '../support/scratch.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What to run, and what more it is to have in its environment. */
interface Program {
  script: string
  env: { NODE_COMPILE_CACHE?: string | undefined }
}

const AS_IT_STANDS: Program = { script: 'test/demo/demo.ts', env: {} }

export interface Demo {
  url: string
  process: ChildProcess
  /** Everything it printed so far. */
  printed: string[]
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>
}

/** A folder of its own for one demo. */
export async function demoData(): Promise<string> {
  const place = scratch('demo')
  await mkdir(dirname(place), { recursive: true })
  return await mkdtemp(`${place}-`)
}

/** Starts `npm run demo` as a person would, or what was packed from it, and waits for the address it prints. */
export async function startDemo(
  data: string,
  port = 18_800,
  { more = [], program = AS_IT_STANDS }: { more?: string[]; program?: Program } = {},
): Promise<Demo> {
  const args = [program.script, '--data', data, '--port', String(port), ...more]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const exited = once(child, 'exit') as Promise<[number | null]>
  const url = new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      printed.push(line)
      const open = /^(?:Open|The demo runs already:) +(http:\S+)$/.exec(line)
      if (open?.[1]) resolve(open[1])
    }
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', read)
    void exited.then(([code]) => reject(new Error(`the demo ended with ${code}:\n${printed.join('\n')}`)))
  })
  const stop = async () => {
    child.kill('SIGINT')
    const [code] = await exited
    return code
  }
  return { url: await url, process: child, printed, stop }
}

export async function clearData(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true })
}
