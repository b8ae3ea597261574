import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { OutgoingDue, OutgoingFacts } from './outgoing.ts'
import { type Line, type OutgoingTask, outAgain } from './outgoing-job.ts'

/** A delivery that is due, as it was read. */
export interface Found {
  due: OutgoingDue
  line: Line
  isDelivered: boolean
  isGivenUp: boolean
  madeAt: Date
  /** Its own tries; null: none that counts. */
  tried: Tried | null
  /** Those of the one before it, which was given up while this one waited. */
  triedBefore: Tried | null
}

interface Tried {
  firstAt: Date
  lastAt: Date
}

interface FoundRow {
  id: string
  event_id: string
  endpoint_id: string
  url: string
  person_id: string
  position: string
  happened_at: string
  made_at: string
  facts: OutgoingFacts
  tries: number
  is_delivered: boolean
  is_given_up: boolean
  first_tried_at: string | null
  last_tried_at: string | null
  before_first_at: string | null
  before_last_at: string | null
}

const FOUND = `
select d.id, d.event_id, d.endpoint_id, w.url, e.person_id, e.position, e.happened_at, e.made_at, e.facts, d.tries,
  d.delivered_at is not null as is_delivered, d.given_up_at is not null as is_given_up,
  d.first_tried_at, d.last_tried_at, before.first_tried_at as before_first_at, before.last_tried_at as before_last_at
from outgoing_events e
join outgoing_deliveries d on d.event_id = e.id
join webhook_endpoints w on w.id = d.endpoint_id and w.retired_at is null
left join lateral (
  select g.first_tried_at, g.last_tried_at
  from outgoing_events b join outgoing_deliveries g on g.event_id = b.id and g.endpoint_id = d.endpoint_id
  where b.person_id = e.person_id and b.position < e.position and g.given_up_at >= e.made_at
  order by b.position desc limit 1
) before on true`

/** Of one person at one endpoint; what goes out past its line is not waited for there. */
const NEXT = `
where e.person_id = $1 and d.endpoint_id = $2 and d.delivered_at is null and d.given_up_at is null and not ${outAgain('d')}
order by e.position limit 1`

/** What a job is to deliver now; null: nothing any more. */
export async function foundFor({ pool }: Books, task: OutgoingTask): Promise<Found | null> {
  if (!('deliveryId' in task)) {
    const { rows } = await pool.query<FoundRow>(`${FOUND} ${NEXT}`, [task.personId, task.endpointId])
    return rows[0] ? foundIn(rows[0]) : null
  }
  const { rows } = await pool.query<FoundRow>(`${FOUND} where d.id = $1`, [task.deliveryId])
  // Asked for by hand: it has three days of its own.
  return rows[0] ? { ...foundIn(rows[0]), triedBefore: null } : null
}

export async function isMore(em: EntityManager, { endpointId, personId }: Line): Promise<boolean> {
  const rows: unknown[] = await em.execute(
    `select 1 from outgoing_events e join outgoing_deliveries d on d.event_id = e.id
     where e.person_id = ? and d.endpoint_id = ? and d.delivered_at is null and d.given_up_at is null limit 1`,
    [personId, endpointId],
  )
  return rows.length > 0
}

function foundIn(row: FoundRow): Found {
  const personId = Number(row.person_id)
  return {
    due: {
      deliveryId: row.id,
      eventId: row.event_id,
      url: row.url,
      personId,
      happenedAt: new Date(row.happened_at),
      facts: row.facts,
      sequence: Number(row.position),
      tries: row.tries,
    },
    line: { endpointId: row.endpoint_id, personId },
    isDelivered: row.is_delivered,
    isGivenUp: row.is_given_up,
    madeAt: new Date(row.made_at),
    tried: triedIn(row.first_tried_at, row.last_tried_at),
    triedBefore: triedIn(row.before_first_at, row.before_last_at),
  }
}

function triedIn(first: string | null, last: string | null): Tried | null {
  return first === null || last === null ? null : { firstAt: new Date(first), lastAt: new Date(last) }
}
