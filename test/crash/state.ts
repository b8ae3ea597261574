import { createHash } from 'node:crypto'
import type { Pool } from '../../db/orm.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import type { Customer } from './customer.ts'
import { said } from './told.ts'

type Row = Record<string, unknown>
type Tables = Map<string, Row[]>

/** What belongs to nobody. */
const COMMON = ['crash_faults', 'mikro_orm_migrations', 'plans', 'plan_versions']

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Every table of the books, whichever there are. */
export async function readTables(pool: Pool): Promise<Tables> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1)`,
    [COMMON],
  )
  const tables: Tables = new Map()
  for (const { name } of rows) {
    const table = await pool.query<{ row: Row }>(`select to_jsonb(t) as row from "${name}" t`)
    tables.set(
      name,
      table.rows.map(({ row }) => row),
    )
  }
  return tables
}

/**
 * All that stands about one person and their admin, in the books and at Telegram: sorted, a line a fact. Ids are
 * replaced by what they are ids of, so that two persons to whom the same happened have the same lines.
 */
export async function stateOf(
  tables: Tables,
  telegram: SandboxClient,
  customer: Customer,
): Promise<string[]> {
  const { transactions } = await telegram.balance()
  const ours = transactions.filter(({ id }) => customer.charges.includes(id))
  const told = (await said(telegram, customer)).map(({ to, text }) => `${to} was told: ${text}`)
  return [
    ...rowsAbout(tables, customer),
    ...ours.map(({ id, amount, source }) => `Telegram ${source ? 'took' : 'gave back'} ${amount} for ${id}`),
    ...new Set(told),
  ]
    .map(line => anonymous(line, customer).replace(UUID, 'an id'))
    .sort()
}

function rowsAbout(tables: Tables, customer: Customer): string[] {
  const rows = connected(tables, customer).map(({ table, row }) => ({
    id: String(row['id']),
    table,
    text: anonymous(JSON.stringify(row), customer),
  }))
  let labels = new Map(rows.map(({ id, table }) => [id, table]))
  const lines = () =>
    rows.map(({ id, table, text }) => ({
      id,
      table,
      line: `${table} ${text.replace(UUID, found => labels.get(found) ?? 'an id')}`,
    }))
  // With each round a label says one step more of what its row refers to.
  for (let round = 0; round < 3; round++)
    labels = new Map(lines().map(({ id, table, line }) => [id, `${table}-${shortHash(line)}`]))
  return lines().map(({ line }) => line)
}

/** The rows that name the person, their admin or a charge, and all rows that name those rows. */
function connected(tables: Tables, { personId, adminId, charges }: Customer): { table: string; row: Row }[] {
  const known = new Set<unknown>([personId, adminId, ...charges])
  const found = new Map<Row, string>()
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const [table, rows] of tables)
      for (const row of rows) {
        if (found.has(row) || !Object.values(row).some(value => known.has(value))) continue
        found.set(row, table)
        if (typeof row['id'] === 'string') known.add(row['id'])
      }
  }
  return [...found].map(([row, table]) => ({ table, row }))
}

function anonymous(line: string, { personId, adminId, charges }: Customer): string {
  return (
    charges
      .reduce((text, charge, index) => text.replaceAll(charge, `charge ${index + 1}`), line)
      .replaceAll(String(personId), 'person')
      .replaceAll(String(adminId), 'admin')
      .replace(/"provider_payment_charge_id":"person_\d+"/, '"provider_payment_charge_id":"some"')
      .replace(/"(id|message_id)":\d+/g, '"$1":"some"')
      // The update in which Telegram said something of a renewal.
      .replace(/"provider_id":"\d+"/, '"provider_id":"some"')
  )
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
