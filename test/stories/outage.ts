import pg from 'pg'
import { inject } from 'vitest'

/** Takes the database of these books away, as a crash would: connections die, new ones are refused. */
export async function takeDown(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1)
  await asOwner(async owner => {
    await owner.query(`alter database ${name} with allow_connections false`)
    await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  })
  return () => asOwner(owner => owner.query(`alter database ${name} with allow_connections true`))
}

/** Keeps every reader of a table waiting, as an overloaded database would. */
export async function holdUp(url: string, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in access exclusive mode`)
  return async () => {
    await client.query('rollback')
    await client.end()
  }
}

async function asOwner(act: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client(inject('postgresUrl'))
  await owner.connect()
  try {
    await act(owner)
  } finally {
    await owner.end()
  }
}
