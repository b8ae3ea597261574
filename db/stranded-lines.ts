import type { Pool } from './orm.ts'
import type { Line } from './outgoing-job.ts'

/** Lines in which something waits to be delivered, and that no job will deliver (keys as in `outgoing-job.ts`). */
export async function strandedLines(pool: Pool): Promise<Line[]> {
  const { rows } = await pool.query<{ endpoint_id: string; person_id: string }>(`
    with owed as (select singleton_key from pgboss.job where name = 'webhooks' and state < 'completed')
    select distinct d.endpoint_id, e.person_id
    from outgoing_deliveries d
    join outgoing_events e on e.id = d.event_id
    join webhook_endpoints w on w.id = d.endpoint_id and w.retired_at is null
    where d.delivered_at is null and d.given_up_at is null
      and not exists (select from owed where singleton_key = d.endpoint_id || ' ' || e.person_id)
      and not exists (select from owed where singleton_key = 'again ' || d.id)
    limit 1000`)
  return rows.map(row => ({ endpointId: row.endpoint_id, personId: Number(row.person_id) }))
}
