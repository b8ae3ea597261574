import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Embedded, openEmbeddedPostgres } from '../../db/embedded.ts'
import { postmasterIn } from '../../db/embedded-postmaster.ts'
import { isAlive } from '../../db/embedded-process.ts'

export interface Postgres {
  url: string
  /** What it wrote, for the search of secrets. */
  log: string
  /** Ends it at once, as `pg_ctl stop -m immediate` does, and starts it again where it was. One after the other. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Below the ports that systems give to outgoing connections: one of those in its place would keep it from coming back. */
const FIRST_PORT = 20_000
const PORTS = 10_000

/** A Postgres of this run, with the durable settings it comes with. */
export async function startPostgres(folder: string, say: (line: string) => void): Promise<Postgres> {
  const dataDir = join(await realpath(folder), 'postgres')
  const port = FIRST_PORT + (process.pid % PORTS)
  const uses: Embedded[] = [await openEmbeddedPostgres({ dataDir, port, onProgress: say })]
  const url = uses[0]?.url ?? ''
  let crashing: Promise<void> = Promise.resolve()

  async function crashNow(): Promise<void> {
    const running = postmasterIn(dataDir)
    if (!running) throw new Error('Postgres does not run, and cannot crash')
    process.kill(running.pid, 'SIGQUIT')
    while (isAlive(running.pid)) await pause(10)
    const again = await openEmbeddedPostgres({ dataDir, port: running.port })
    uses.push(again)
    if (again.url !== url) throw new Error('Postgres came back at another port: somebody took its own')
  }

  return {
    url,
    log: join(dataDir, 'postgres.log'),
    crash() {
      crashing = crashing.then(crashNow)
      return crashing
    },
    async stop() {
      for (const use of uses.splice(0)) await use.stop()
    },
  }
}
