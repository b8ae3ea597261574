import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import { entities } from './entities.ts'
import { ShopAndPayments } from './migrations/0001-shop-and-payments.ts'
import { LedgerAndAccess } from './migrations/0002-ledger-and-access.ts'
import { SettleContext } from './migrations/0003-settle-context.ts'

const migrationsList = [
  { name: '0001-shop-and-payments', class: ShopAndPayments },
  { name: '0002-ledger-and-access', class: LedgerAndAccess },
  { name: '0003-settle-context', class: SettleContext },
]

export type Pool = Awaited<ReturnType<ReturnType<MikroORM['em']['getConnection']>['getNativeClient']>>

/** The books' database: the ORM, and the pool of connections it stands on, for the verbs that speak SQL. */
export interface Database {
  orm: MikroORM
  pool: Pool
  close(): Promise<void>
}

/** Connects to Postgres at `url`. Does not touch the schema; see `migrateDatabase`. */
export async function openDatabase(url: string, options: { connections?: number } = {}): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, silent: true },
    // Functions are written by hand, in the migrations.
    schemaGenerator: { ignoreRoutines: true },
    pool: { min: 0, max: options.connections ?? 10 },
    forceUtcTimezone: true,
    debug: false,
  })
  const pool = await orm.em.getConnection().getNativeClient()
  return { orm, pool, close: () => orm.close(true) }
}

/** Whether every migration of this code has run there. */
export async function schemaIsCurrent(database: Database): Promise<boolean> {
  return (await database.orm.migrator.getPending()).length === 0
}
