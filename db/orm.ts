import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { awake } from './awake.ts'
import { entities } from './entities.ts'
import { ShopAndPayments } from './migrations/0001-shop-and-payments.ts'
import { LedgerAndAccess } from './migrations/0002-ledger-and-access.ts'
import { SettleContext } from './migrations/0003-settle-context.ts'
import { Telling } from './migrations/0004-telling.ts'
import { ActsAndBalances } from './migrations/0005-acts-and-balances.ts'
import { SessionsTable } from './migrations/0006-sessions.ts'
import { Receipts } from './migrations/0007-receipts.ts'
import { Cards } from './migrations/0008-cards.ts'
import { SettlePeriods } from './migrations/0009-settle-periods.ts'
import { ProviderCursors } from './migrations/0010-provider-cursors.ts'
import { Renewals } from './migrations/0011-renewals.ts'
import { TimeAndStatements } from './migrations/0012-time-and-statements.ts'
import { OldRows } from './migrations/0013-old-rows.ts'
import { DevicesAndWebhooks } from './migrations/0014-devices-and-webhooks.ts'
import { reclaimDead } from './reclaim.ts'

const migrationsList = [
  { name: '0001-shop-and-payments', class: ShopAndPayments },
  { name: '0002-ledger-and-access', class: LedgerAndAccess },
  { name: '0003-settle-context', class: SettleContext },
  { name: '0004-telling', class: Telling },
  { name: '0005-acts-and-balances', class: ActsAndBalances },
  { name: '0006-sessions', class: SessionsTable },
  { name: '0007-receipts', class: Receipts },
  { name: '0008-cards', class: Cards },
  { name: '0009-settle-periods', class: SettlePeriods },
  { name: '0010-provider-cursors', class: ProviderCursors },
  { name: '0011-renewals', class: Renewals },
  { name: '0012-time-and-statements', class: TimeAndStatements },
  { name: '0013-old-rows', class: OldRows },
  { name: '0014-devices-and-webhooks', class: DevicesAndWebhooks },
]

export type Pool = Awaited<ReturnType<ReturnType<MikroORM['em']['getConnection']>['getNativeClient']>>

/** The books' database: the ORM, and the pool of connections it stands on, for the verbs that speak SQL. */
export interface Database {
  orm: MikroORM
  pool: Pool
  /** Two connections for the gate alone: who is about to pay does not wait behind what has been paid. */
  gate: pg.Pool
  /** A connection outside of the pools, not connected yet, for whoever holds a lock as long as it lives. */
  newClient(options: pg.ClientConfig): pg.Client
  close(): Promise<void>
}

/** How long a connection may take to be made, or to be had from the pool. */
const CONNECT_MS = 10_000
/** The gate's: whoever waits there has waited long enough after two and a half seconds. */
const GATE_MS = 2_500
/** Making a connection takes longer than the gate's question, so that one is kept for the next payer. */
const GATE_IDLE_MS = 60_000

/** Connects to Postgres at `url`. Does not touch the schema; see `migrateDatabase`. */
export async function openDatabase(url: string, options: { connections?: number } = {}): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    // Each in a transaction of its own, so that none shuts the shop for as long as all take.
    migrations: { migrationsList, snapshot: false, silent: true, allOrNothing: false },
    // Functions and views are written by hand, in the migrations.
    schemaGenerator: { ignoreRoutines: true, skipViews: [/./] },
    pool: { min: 0, max: options.connections ?? 10 },
    driverOptions: { connectionTimeoutMillis: CONNECT_MS, stream: awake, onPoolCreated: reclaimDead },
    forceUtcTimezone: true,
    debug: false,
  })
  const pool = await orm.em.getConnection().getNativeClient()
  const gate = gateAt(url)
  return {
    orm,
    pool,
    gate,
    newClient: more => new pg.Client({ connectionString: url, stream: awake, ...more }),
    async close() {
      await Promise.all([orm.close(true), gate.end()])
    },
  }
}

/** A connection that does not answer in time is thrown away with its question, and the next payer gets another. */
function gateAt(url: string): pg.Pool {
  const gate = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: GATE_MS,
    query_timeout: GATE_MS,
    idleTimeoutMillis: GATE_IDLE_MS,
  })
  // A broken connection is told by the question that meets it; without a listener it would end the process.
  gate.on('error', () => {})
  return gate
}

/** Whether every migration of this code has run there. */
export async function schemaIsCurrent(database: Database): Promise<boolean> {
  return (await database.orm.migrator.getPending()).length === 0
}
