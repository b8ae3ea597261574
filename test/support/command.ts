import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Packed, packed } from './packed.ts'

const ROOT = join(import.meta.dirname, '../..')

/** `node main.ts` as a process of its own. */
export interface Command {
  printed(): string
  /** Resolves with the match as soon as it has printed this; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  /** Asks it to leave, as an operator or a supervisor does. */
  leave(): void
  /** Ends it as a power cut does. */
  kill(): void
  /** Its exit code, once it has ended. */
  code: Promise<number | null>
}

/** As it is in the clone, which takes twice as long to start. */
export const AS_IT_STANDS = Promise.resolve<Packed>({
  script: join(ROOT, 'main.ts'),
  env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] },
})

/** Starts it with these settings and no others. It does not outlive the test. */
export function command(args: string[], env: Record<string, string>, program = packed('main.ts')): Command {
  let printed = ''
  const listeners = new Set<() => void>()
  const child = program.then(main => {
    const started = spawn(process.execPath, [main.script, ...args], {
      cwd: ROOT,
      env: { ...main.env, ...env },
    })
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', chunk => {
        printed += String(chunk)
        for (const look of listeners) look()
      })
    }
    return started
  })
  const code = child.then(async started => {
    const [code]: (number | null)[] = await once(started, 'close')
    return code ?? null
  })
  const signal = (name: NodeJS.Signals) => child.then(started => void started.kill(name))
  onTestFinished(() => signal('SIGKILL'))

  function says(pattern: RegExp): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>()
    const look = () => {
      const match = pattern.exec(printed)
      if (match) resolve(match)
    }
    listeners.add(look)
    look()
    void code.then(() => reject(new Error(`ended without ${pattern}: ${printed.slice(-2000)}`)))
    return promise.finally(() => listeners.delete(look))
  }

  return {
    printed: () => printed,
    says,
    leave: () => void signal('SIGTERM'),
    kill: () => void signal('SIGKILL'),
    code,
  }
}

/** Runs it to its end; with `until`, asks it to leave once that was printed. */
export async function ran(
  args: string[],
  env: Record<string, string>,
  { until, program }: { until?: RegExp; program?: Promise<Packed> } = {},
) {
  const running = command(args, env, program)
  if (until) void running.says(until).then(running.leave, () => {})
  return { code: await running.code, printed: running.printed() }
}
