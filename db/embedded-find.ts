import { setTimeout as pause } from 'node:timers/promises'
import type { Postmaster } from './embedded-postmaster.ts'
import { freePort, type Start } from './embedded-start.ts'

/**
 * The Postgres that runs already, or one that starts now at `wantedPort` or the next free one. `attempts`: how often
 * a port may be lost to somebody quicker, or an earlier Postgres be awaited, before giving up.
 */
export async function findOrStart(
  find: () => Promise<Postmaster | null>,
  run: (port: number) => Promise<Start>,
  wantedPort: number,
  say: (line: string) => void,
  attempts = 50,
): Promise<{ adopted: boolean; port: number }> {
  let from = wantedPort
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await find()
    if (found) return { adopted: true, port: found.port }
    const port = await freePort(from)
    const result = await run(port)
    switch (result.kind) {
      case 'started':
        if (port !== wantedPort && wantedPort !== 0) say(`Port ${wantedPort} is taken: Postgres uses ${port}`)
        return { adopted: false, port }
      case 'port_taken':
        from = wantedPort && port + 1
        break
      case 'data_in_use':
        await pause(200)
    }
  }
  throw new Error('Postgres cannot start: an earlier one does not let go of its data. End it, and try again.')
}
