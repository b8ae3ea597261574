import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** How long after it ended by itself a process is started again, as a supervisor would. */
const RESTART_MS = 300

/** What `main.ts` is told to be. */
export type Verb = 'start' | 'bot' | 'server'

/** What the processes of the app run: `main.ts`, or what was packed from it; and with what more in the environment. */
export interface Main {
  script: string
  env: { NODE_COMPILE_CACHE: string | undefined }
}

/** One process of the app that is started again whenever it ends, until it is asked to leave. */
export class Member {
  readonly verb: Verb
  readonly log: string
  /** Where its HTTP side listens, while it does. */
  url: string | null = null
  /** How often it ended without having been killed: while starting, as it does where the database is away, and at work. */
  readonly ownExits = { starting: 0, atWork: 0 }
  readonly #main: Main
  readonly #env: Record<string, string>
  readonly #out: WriteStream
  #child: ChildProcess | null = null
  #wanted = true
  #ready = Promise.withResolvers<void>()

  constructor(member: { verb: Verb; log: string; main: Main; env: Record<string, string> }) {
    this.verb = member.verb
    this.log = member.log
    this.#main = member.main
    this.#env = member.env
    this.#out = createWriteStream(member.log, { flags: 'a' })
    this.#start()
  }

  /** Resolves when it has said for the first time that it is ready. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  /** Whether it has started, and was not killed since. */
  get atWork(): boolean {
    return this.url !== null
  }

  /** SIGKILL; it comes back at once. */
  kill(): void {
    this.url = null
    this.#child?.kill('SIGKILL')
  }

  /** Asks it to leave, and says how it did: its exit code, or the signal that ended it. Its log is whole then. */
  async leave(withinMs: number): Promise<number | string> {
    this.#wanted = false
    const end = this.#child ? await askToLeave(this.#child, withinMs) : 0
    if (!this.#out.writableEnded) await finished(this.#out.end())
    return end
  }

  /** For the very end of this process, when nothing can be waited for. */
  drop(): void {
    this.#wanted = false
    this.kill()
  }

  #start(): void {
    const child = spawn(process.execPath, [this.#main.script, this.verb], {
      env: { ...this.#main.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Out of reach of a Ctrl-C: when they end is decided here.
      detached: true,
    })
    this.#child = child
    let line = ''
    for (const stream of [child.stdout, child.stderr]) stream.pipe(this.#out, { end: false })
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.url !== null || child.killed) return
      line += chunk
      this.#listen(line)
      line = line.slice(line.lastIndexOf('\n') + 1)
    })
    child.on('close', (_code, signal) => void this.#ended(signal))
  }

  /** Reads from the log that it is ready, and where it listens. */
  #listen(text: string): void {
    const said = text.split('\n').find(line => line.includes('"msg":"ready"') && line.endsWith('}'))
    if (!said) return
    this.url = (JSON.parse(said) as { url: string | null }).url ?? ''
    this.#ready.resolve()
  }

  async #ended(signal: string | null): Promise<void> {
    const wasAt = this.atWork ? 'atWork' : 'starting'
    this.url = null
    this.#child = null
    if (!this.#wanted) return
    if (signal !== 'SIGKILL') {
      this.ownExits[wasAt]++
      await pause(RESTART_MS)
    }
    if (this.#wanted) this.#start()
  }
}

async function askToLeave(child: ChildProcess, withinMs: number): Promise<number | string> {
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), withinMs)
  const [code, signal] = await ended
  clearTimeout(late)
  return code ?? signal
}
