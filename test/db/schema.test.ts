import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { migrateDatabase } from '../../db/migrate.ts'
import { type Database, openDatabase, schemaIsCurrent } from '../../db/orm.ts'
import { createDatabase, openBooks, type TestBooks } from '../support/books.ts'
import { buy, someone } from '../support/sale.ts'

function quietLog() {
  return { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
}

const MIGRATED = [['the schema is up to date']]

describe('an empty database', () => {
  let url: string
  const opened: Database[] = []

  async function connect(): Promise<Database> {
    const database = await openDatabase(url)
    opened.push(database)
    return database
  }

  async function migrate(log = quietLog()) {
    await migrateDatabase(await connect(), log)
    return log
  }

  beforeAll(async () => {
    url = await createDatabase('template0')
  })
  afterAll(async () => {
    for (const database of opened) await database.close()
  })

  test('is behind', async () => {
    expect(await schemaIsCurrent(await connect())).toBe(false)
  })

  test('is brought up once by processes that start together', async () => {
    const logs = await Promise.all([1, 2, 3, 4].map(() => migrate()))
    const told = logs.flatMap(({ info }) => info.mock.calls.map(([, message]) => [message]))
    expect(told).toEqual(MIGRATED)
    expect(logs.flatMap(({ warn, error }) => [...warn.mock.calls, ...error.mock.calls])).toEqual([])
    expect(await schemaIsCurrent(await connect())).toBe(true)
  })

  test('then has exactly the schema the entities describe', async () => {
    const { orm } = await connect()
    expect((await orm.schema.getUpdateSchemaSQL()).trim()).toBe('')
  })

  test('is left alone when it is brought up again', async () => {
    const shape = async () => {
      const { pool } = await connect()
      const { rows } = await pool.query(
        `select table_schema, table_name, column_name, data_type from information_schema.columns
         where table_schema in ('public', 'pgboss') order by 1, 2, 3`,
      )
      return [rows, (await pool.query('select name from mikro_orm_migrations order by id')).rows]
    }
    const before = await shape()
    const { info } = await migrate()
    expect(info).not.toHaveBeenCalled()
    expect(await shape()).toEqual(before)
  })

  test('lets go of its lock also when bringing it up fails', async () => {
    const database = await connect()
    const log = quietLog()
    vi.spyOn(database.orm.migrator, 'up').mockRejectedValueOnce(new Error('disk full'))
    await expect(migrateDatabase(database, log)).rejects.toThrow('disk full')
    await expect(migrate()).resolves.toBeDefined()
  })
})

describe('health', () => {
  let books: TestBooks

  beforeAll(async () => {
    books = await openBooks()
  })
  afterAll(() => books.close())

  const CURRENT = { database: 'ok', schema: 'current' }

  async function asOwner(...statements: string[]): Promise<void> {
    const client = new pg.Client(inject('postgresUrl'))
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }

  test('is current with a schema of this code', async () => {
    expect(await books.billing.health()).toEqual(CURRENT)
  })

  test('is behind while a migration of this code has not run', async () => {
    const { pool } = books.database
    const last = '(select max(id) from mikro_orm_migrations)'
    const { rows } = await pool.query(`delete from mikro_orm_migrations where id = ${last} returning *`)
    const other = await books.reopen()
    expect(await other.health()).toEqual({ database: 'ok', schema: 'behind' })
    const { id, name, executed_at } = rows[0]
    await pool.query('insert into mikro_orm_migrations (id, name, executed_at) values ($1, $2, $3)', [
      id,
      name,
      executed_at,
    ])
    expect(await other.health()).toEqual(CURRENT)
  })

  test('is down while the database does not answer, and the books go on when it does again', async () => {
    const name = new URL(books.url).pathname.slice(1)
    const ann = await someone(books)
    await asOwner(
      `alter database ${name} allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    )
    expect(await books.billing.health()).toEqual({ database: 'down', schema: 'unknown' })
    await expect(books.billing.accessOf(ann)).rejects.toThrow()
    await asOwner(`alter database ${name} allow_connections true`)
    expect(await books.billing.health()).toEqual(CURRENT)
    expect((await buy(books, ann)).settlement.kind).toBe('granted')
  })
})
