import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { accountFor, launcher } from './embedded-account.ts'
import { binaries } from './embedded-binaries.ts'
import { hasData, makeData, passwordOf, ROLE } from './embedded-data.ts'
import { findOrStart } from './embedded-find.ts'
import { clientOf, findRunning, shutDown } from './embedded-postmaster.ts'
import { start } from './embedded-start.ts'
import { enter } from './embedded-users.ts'

const DATABASE = 'starpass'
const DEFAULT_PORT = 15_432

export interface EmbeddedOptions {
  dataDir: string
  /** Wanted; where it is taken, the next free one is used. 0: any. */
  port?: number
  /** More settings for the server, as `['-c', 'fsync=off']`. */
  flags?: string[]
  /** Told, in a sentence, what takes time. Nothing is printed without it. */
  onProgress?: (line: string) => void
}

export interface Embedded {
  /** For `pg`: a database that exists, on this machine only. */
  url: string
  /** It ran already: its last owner was killed, or another process uses it too. */
  adopted: boolean
  /**
   * Ends our use. The last to leave stops Postgres, adopted or not, and waits until it is gone; a process that
   * exits without this has it stopped too, without waiting.
   */
  stop(): Promise<void>
}

/**
 * A Postgres of our own in `dataDir`, made there the first time, with nothing to install: for one machine and for
 * tests. Finds again the one that a killed owner left running. Rejects with Postgres's last words and what helps.
 */
export async function openEmbeddedPostgres(options: EmbeddedOptions): Promise<Embedded> {
  const began = performance.now()
  const say = options.onProgress ?? (() => {})
  const dataDir = await placeFor(options.dataDir)
  const programs = await binaries()
  const account = await accountFor(dataDir)
  const launch = await launcher(account, [programs.postgres, dataDir], programs.postgres)
  if (!(await hasData(dataDir))) {
    say('Preparing Postgres (first start, a few seconds)…')
    await makeData(dataDir, programs.initdb, launch, account)
  }
  const stop = inUse(dataDir)
  try {
    const password = await passwordOf(dataDir)
    const run = (port: number) => start(dataDir, port, options.flags ?? [], programs.postgres, launch)
    const find = () => findRunning(dataDir, password)
    const { adopted, port } = await findOrStart(find, run, options.port ?? DEFAULT_PORT, say)
    await createDatabase(port, password)
    say(adopted ? 'Postgres was still running: using it again' : `Postgres is ready in ${seconds(began)} s`)
    return { url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`, adopted, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The folder above exists afterwards. Resolved, because Postgres's lock file names its folder literally. */
async function placeFor(dataDir: string): Promise<string> {
  const parent = dirname(resolve(dataDir))
  await mkdir(parent, { recursive: true })
  return join(await realpath(parent), basename(dataDir))
}

/** Begins our use, and returns how it ends; also at the exit of a process that forgot to end it. */
function inUse(dataDir: string): () => Promise<void> {
  const use = enter(dataDir)
  let ended: Promise<void> | undefined
  const stop = () => {
    process.off('exit', stop)
    ended ??= use.leave() ? shutDown(dataDir) : Promise.resolve()
    return ended
  }
  process.on('exit', stop)
  return stop
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = clientOf(port, password, 'postgres')
  await client.connect()
  try {
    // Held until the connection ends: of two owners that come at once, one creates it and the other finds it.
    await client.query('select pg_advisory_lock(1)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE} template template0`)
  } finally {
    await client.end()
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
