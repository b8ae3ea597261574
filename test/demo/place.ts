import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openEmbeddedPostgres } from '../../db/embedded.ts'
import { writeOnce } from './once.ts'

/** Where the demo keeps everything it writes. */
export interface Place {
  dir: string
  postgres: string
  telegram: string
  /** What signs the sessions of its Mini App. */
  secret: string
  /** What signs its answers for use offline. */
  signingKeys: string
  /** Whoever runs here now: its process id and address. */
  occupant: string
}

export function placeAt(dir: string): Place {
  return {
    dir,
    postgres: join(dir, 'postgres'),
    telegram: join(dir, 'telegram.json'),
    secret: join(dir, 'session-secret'),
    signingKeys: join(dir, 'signing-keys.json'),
    occupant: join(dir, 'running.json'),
  }
}

/** The address of a demo that runs on this data already; null when there is none, also after a `kill -9`. */
export async function runningAt(place: Place): Promise<string | null> {
  const text = await readFile(place.occupant, 'utf8').catch(() => null)
  if (text === null) return null
  const { url } = JSON.parse(text) as { url: string }
  const answer = await fetch(`${url}/control/bots`, { signal: AbortSignal.timeout(2000) }).catch(() => null)
  return answer?.ok ? url : null
}

export async function occupy(place: Place, url: string): Promise<void> {
  await writeFile(place.occupant, JSON.stringify({ pid: process.pid, url }))
}

/** Who is signed in stays so over a restart. */
export async function sessionSecret({ secret }: Place): Promise<string> {
  return await writeOnce(secret, () => randomBytes(32).toString('hex'))
}

/** Forgets the data; a Postgres that a killed demo left running is stopped first. */
export async function clear(place: Place): Promise<void> {
  if (existsSync(place.postgres)) {
    const left = await openEmbeddedPostgres({ dataDir: place.postgres })
    await left.stop()
  }
  await rm(place.dir, { recursive: true, force: true })
}

/** Listens on `wanted`, or where that is taken on the next port that is not. */
export async function onNextFreePort<T>(wanted: number, listen: (port: number) => Promise<T>): Promise<T> {
  for (let port = wanted; port < wanted + 100; port++) {
    try {
      return await listen(port)
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`Ports ${wanted} to ${wanted + 99} are all taken. Choose another with --port.`)
}

function isTaken(error: unknown): boolean {
  const { code, cause } = error as NodeJS.ErrnoException
  return code === 'EADDRINUSE' || (cause !== undefined && isTaken(cause))
}

/** Rejects where something listens on `port` already. */
export async function mustBeFree(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', resolve)
  })
  await new Promise(resolve => probe.close(resolve))
}
