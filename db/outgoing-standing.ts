import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { Delivery, EndpointStanding, OutgoingType } from './outgoing.ts'
import { outAgain } from './outgoing-job.ts'

type Pooled = Pick<Books, 'pool'>

interface StandingRow {
  id: string
  url: string
  waiting: number
  given_up: number
  last_delivered_at: string | null
  waiting_since: string | null
}

/** How the endpoints stand that are told now, in the order they were made. */
export async function endpointsOf({ pool }: Pooled): Promise<EndpointStanding[]> {
  const { rows } = await pool.query<StandingRow>(`
    select w.id, w.url, u.*,
      (select max(delivered_at) from outgoing_deliveries d where d.endpoint_id = w.id) as last_delivered_at
    from webhook_endpoints w, lateral (
      select count(*) filter (where given_up_at is null)::int as waiting,
        count(*) filter (where given_up_at is not null)::int as given_up,
        min(e.made_at) filter (where given_up_at is null) as waiting_since
      from outgoing_deliveries d join outgoing_events e on e.id = d.event_id
      where d.endpoint_id = w.id and d.delivered_at is null
    ) u
    where w.retired_at is null order by w.id`)
  return rows.map(row => ({
    endpointId: row.id,
    url: row.url,
    waiting: row.waiting,
    givenUp: row.given_up,
    lastDeliveredAt: instant(row.last_delivered_at),
    waitingSince: instant(row.waiting_since),
  }))
}

interface DeliveryRow {
  id: string
  event_id: string
  endpoint_id: string
  url: string
  person_id: string
  type: OutgoingType
  happened_at: string
  tries: number
  last_tried_at: string | null
  last_answer: string | null
  delivered_at: string | null
  stand: Delivery['stand']
}

/** Newest first; see `Outgoing`. */
export async function deliveriesOf(
  { pool }: Pooled,
  { query, limit }: { query: string; limit: number },
): Promise<Delivery[]> {
  const which = whichIn(query.trim())
  if (!which) return []
  const { rows } = await pool.query<DeliveryRow>(
    `select d.id, d.event_id, d.endpoint_id, w.url, e.person_id, e.type, e.happened_at, d.tries, d.last_tried_at,
       d.last_answer, d.delivered_at,
       case when d.delivered_at is not null then 'delivered' when d.given_up_at is null or ${outAgain('d')} then 'waiting'
         else 'given_up' end as stand
     from outgoing_events e join outgoing_deliveries d on d.event_id = e.id
     join webhook_endpoints w on w.id = d.endpoint_id
     where ${which.where} order by e.id desc, d.id desc limit $1`,
    [limit, ...which.values],
  )
  return rows.map(deliveryIn)
}

function whichIn(query: string): { where: string; values: unknown[] } | null {
  if (query === '') return { where: 'true', values: [] }
  const id = idIn(query.toLowerCase())
  if (id)
    return {
      where: '(e.id = $2 or e.id = (select event_id from outgoing_deliveries where id = $2))',
      values: [id],
    }
  const personId = /^\d{1,15}$/.test(query) ? Number(query) : null
  return personId === null ? null : { where: 'e.person_id = $2', values: [personId] }
}

function deliveryIn(row: DeliveryRow): Delivery {
  return {
    deliveryId: row.id,
    eventId: row.event_id,
    endpointId: row.endpoint_id,
    url: row.url,
    personId: Number(row.person_id),
    type: row.type,
    happenedAt: new Date(row.happened_at),
    tries: row.tries,
    lastTriedAt: instant(row.last_tried_at),
    lastAnswer: row.last_answer,
    deliveredAt: instant(row.delivered_at),
    stand: row.stand,
  }
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
