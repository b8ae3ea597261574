import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** `node main.ts` as a process of its own. */
export interface Command {
  printed(): string
  /** Resolves with the match as soon as it has printed this; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  /** Asks it to leave, as an operator or a supervisor does. */
  leave(): void
  /** Its exit code, once it has ended. */
  code: Promise<number | null>
}

/** Starts it with these settings and no others. It does not outlive the test. */
export function command(args: string[], env: Record<string, string>): Command {
  const cache = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }
  const child = spawn(process.execPath, [join(ROOT, 'main.ts'), ...args], {
    cwd: ROOT,
    env: { ...cache, ...env },
  })
  let printed = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      printed += String(chunk)
      for (const look of listeners) look()
    })
  }
  const code = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  onTestFinished(() => void child.kill('SIGKILL'))

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

  return { printed: () => printed, says, leave: () => void child.kill('SIGTERM'), code }
}

/** Runs it to its end; with `until`, asks it to leave once that was printed. */
export async function ran(args: string[], env: Record<string, string>, until?: RegExp) {
  const running = command(args, env)
  if (until) void running.says(until).then(running.leave, () => {})
  return { code: await running.code, printed: running.printed() }
}
