import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Embedded, openEmbeddedPostgres } from '../../db/embedded.ts'
import { shutDown } from '../../db/embedded-postmaster.ts'
import { isAlive } from '../../db/embedded-process.ts'
import type { Log } from '../../db/log.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { openDatabase } from '../../db/orm.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A Postgres of this run alone; `template_books` in it is a migrated, empty database to copy. */
    postgresUrl: string
  }
}

const HOME = join(import.meta.dirname, '../../.data/test/postgres')

/** What is lost when the machine loses power does not matter here, and every commit is quicker for it. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  // With hundreds of databases it would look into another one every fifth of a second.
  'autovacuum=off',
]

const LOG: Log = { info: () => {}, warn: console.error, error: console.error }

/** One Postgres for the whole run, in a folder of its own so that runs side by side do not meet. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearKilledRuns()
  const dataDir = join(HOME, String(process.pid))
  const postgres = await openEmbeddedPostgres({
    dataDir,
    port: 25_432,
    flags: SETTINGS.flatMap(set => ['-c', set]),
  })
  const end = async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(postgres)
  } catch (error) {
    await end()
    throw error
  }
  project.provide('postgresUrl', postgres.url)
  return end
}

async function makeTemplate(postgres: Embedded): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  try {
    await client.query('drop database if exists template_books with (force)')
    await client.query('create database template_books template template0')
  } finally {
    await client.end()
  }
  const url = new URL(postgres.url)
  url.pathname = '/template_books'
  const database = await openDatabase(url.href)
  try {
    await migrateDatabase(database, LOG)
  } finally {
    await database.close()
  }
}

/** A run that was killed left its Postgres running and its folder behind. */
async function clearKilledRuns(): Promise<void> {
  await mkdir(HOME, { recursive: true })
  for (const name of await readdir(HOME)) {
    if (isAlive(Number.parseInt(name, 10))) continue
    await shutDown(join(HOME, name))
    await rm(join(HOME, name), { recursive: true, force: true })
  }
}
