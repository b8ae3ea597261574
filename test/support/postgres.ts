import { rm } from 'node:fs/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type Embedded, openEmbeddedPostgres } from '../../db/embedded.ts'
import type { Log } from '../../db/log.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { openDatabase } from '../../db/orm.ts'
import { clearKilled, scratch } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A Postgres of this run alone; `template_books` in it is a migrated, empty database to copy. */
    postgresUrl: string
  }
}

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
  await clearKilled()
  const dataDir = scratch('postgres')
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
