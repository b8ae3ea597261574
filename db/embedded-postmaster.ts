import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ROLE } from './embedded-data.ts'
import { isAlive, isPostgresOn, read, signal } from './embedded-process.ts'

/** What Postgres's own lock file says. `status` is empty while it has only just begun to start. */
export interface Postmaster {
  pid: number
  port: number
  status: string
}

/** How long the process of a lock file may be silent before we hold it for another one with a reused id. */
const SILENCE_MS = 3_000
/** How long a Postgres may say that it is starting, stopping or full. */
const PATIENCE_MS = 120_000
/** Five seconds after the last word Postgres kills what is left of its own processes. */
const STOP_MS = { politeMs: 10_000, lastMs: 10_000 }

/**
 * The Postgres that runs on `dataDir` and takes our password; waits while it starts or stops. Null: none runs, and
 * no lock file of the past (a machine that lost power, a folder that was copied) hinders a start.
 */
export async function findRunning(dataDir: string, password: string): Promise<Postmaster | null> {
  const began = Date.now()
  let heardAt = began
  while (existsSync(lockFile(dataDir))) {
    const found = postmasterIn(dataDir)
    // Postgres itself steps over the lock file of a dead process, and makes sure that none of its children is left.
    if (found && !isAlive(found.pid)) return null
    const genuine = found ? isPostgresOn(dataDir, found.pid) : undefined
    const answer = found && genuine !== false ? await ask(found.port, password) : 'silent'
    if (found && answer === 'ready') return found
    if (genuine || answer === 'busy') heardAt = Date.now()
    else if (genuine === false || Date.now() - heardAt > SILENCE_MS)
      await rm(lockFile(dataDir), { force: true })
    if (Date.now() - began > PATIENCE_MS) {
      throw new Error(
        `The Postgres of ${dataDir} (process ${found?.pid}) does not get ready: stop it, and try again.`,
      )
    }
    await pause(50)
  }
  return null
}

/** Null where there is no lock file, or none that speaks of this folder. */
export function postmasterIn(dataDir: string): Postmaster | null {
  const [pid, folder, , port, , , , status] = (read(lockFile(dataDir)) ?? '').split('\n')
  if (!pid || folder !== dataDir || !port) return null
  return { pid: Number(pid), port: Number(port), status: status?.trim() ?? '' }
}

/**
 * Stops the Postgres of `dataDir`, ours or found, and waits until it is gone: transactions are rolled back and
 * everything is written. One that has not ended `politeMs` later is told to drop everything; what was committed stays.
 * The first signal is sent before this returns.
 */
export async function shutDown(dataDir: string, { politeMs, lastMs } = STOP_MS): Promise<void> {
  const found = postmasterIn(dataDir)
  if (!found || !isAlive(found.pid)) return
  signal(found.pid, 'SIGINT')
  if (await isGone(found.pid, politeMs)) return
  signal(found.pid, 'SIGQUIT')
  if (await isGone(found.pid, lastMs)) return
  throw new Error(
    `Postgres (process ${found.pid}) does not stop. Its data are safe; end it with \`kill -9 ${found.pid}\`.`,
  )
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(20))
    if (!isAlive(pid)) return true
  return false
}

/** What stands at `port`: our Postgres, ours but not taking connections now, or nothing of ours. */
async function ask(port: number, password: string): Promise<'ready' | 'busy' | 'silent'> {
  const client = clientOf(port, password, 'postgres')
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // Starting, stopping or full; a machine under load may also just be slow.
    return code === '57P03' || code === '53300' || /timeout/.test(message) ? 'busy' : 'silent'
  } finally {
    await client.end()
  }
}

export function clientOf(port: number, password: string, database: string): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: ROLE,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  // A broken connection is told by the query that meets it; without a listener it would end the process.
  client.on('error', () => {})
  return client
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'postmaster.pid')
}
