import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { type Embedded, type EmbeddedOptions, openEmbeddedPostgres } from '../../db/embedded.ts'
import { postmasterIn, shutDown } from '../../db/embedded-postmaster.ts'
import { isAlive } from '../../db/embedded-process.ts'
import { scratch } from './scratch.ts'

/** A folder for each test of a file, and in it, when asked for, data that were prepared once for all of them. */
export function embeddedPlace() {
  const home = scratch('embedded')
  const place = { folder: '', dataDir: '', copyPrepared, open, owner, startOwner }
  let opened: Embedded[] = []
  let owners: ChildProcess[] = []
  let count = 0
  // Preparing data takes a second, and ten on a machine that does much else.
  vi.setConfig({ testTimeout: 60_000 })

  async function copyPrepared(to = place.dataDir): Promise<void> {
    // As they are: they belong to the user that Postgres runs as.
    await promisify(execFile)('cp', ['-a', join(home, 'prepared'), to])
  }

  async function open(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
    const postgres = await openEmbeddedPostgres({ dataDir: place.dataDir, port: 0, ...options })
    opened.push(postgres)
    return postgres
  }

  /** Another process that opens the same data. */
  function startOwner(...args: string[]) {
    const script = join(import.meta.dirname, 'embedded-owner.ts')
    const child = spawn(process.execPath, [script, place.dataDir, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    owners.push(child)
    return child
  }

  async function owner(
    ...args: string[]
  ): Promise<{ child: ChildProcess; url: string; adopted: boolean; postgres: number }> {
    const child = startOwner(...args)
    for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) }
    throw new Error('the owner ended without a word')
  }

  beforeAll(async () => {
    const prepared = await openEmbeddedPostgres({ dataDir: join(home, 'prepared'), port: 0 })
    await prepared.stop()
  })

  beforeEach(async () => {
    place.folder = join(home, String(count++))
    place.dataDir = join(place.folder, 'postgres')
    await mkdir(place.folder)
  })

  afterEach(async () => {
    for (const child of owners) child.kill('SIGKILL')
    await Promise.all(opened.map(postgres => postgres.stop()))
    await shutDown(place.dataDir)
    opened = []
    owners = []
    await rm(place.folder, { recursive: true })
  })

  afterAll(() => rm(home, { recursive: true, force: true }))
  return place
}

export async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export function pidOf(dataDir: string): number {
  const found = postmasterIn(dataDir)
  if (!found) throw new Error(`no Postgres in ${dataDir}`)
  return found.pid
}

export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(20)
}
