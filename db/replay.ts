import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { againJob, againKey, lineKey, nextJob, outAgain } from './outgoing-job.ts'

type What = { deliveryId: string } | { endpointId: string }

/** Delivers once more (see `Outgoing`): what waits for its next try need not wait, what was given up has tries anew. */
export async function replay(books: Books, what: What): Promise<number> {
  const id = idIn('deliveryId' in what ? what.deliveryId : what.endpointId)
  if (!id) return 0
  const count = 'deliveryId' in what ? await replayOne(books, id) : await replayAll(books, id)
  books.jobs.wake('webhooks')
  return count
}

const ANEW = 'first_tried_at = null, tries = 0'

interface Replayed {
  endpoint_id: string
  person_id: string
  /** Its line waits for it, and for nothing before it. */
  is_next: boolean
}

/**
 * Past its line, unless it is next in that and waits for its next try: what a line waits for is another event's trouble. One
 * that was given up stays so until it is taken, so that nothing waits behind it again.
 */
async function replayOne({ orm, jobs }: Books, id: string): Promise<number> {
  return await orm.em.fork().transactional(async em => {
    const [row]: Replayed[] = await em.execute(
      `update outgoing_deliveries d set ${ANEW} from outgoing_events e, webhook_endpoints w
       where d.id = ? and e.id = d.event_id and w.id = d.endpoint_id and w.retired_at is null
       returning d.endpoint_id, e.person_id, d.delivered_at is null and d.given_up_at is null and not exists (
         select from outgoing_events b join outgoing_deliveries g on g.event_id = b.id and g.endpoint_id = d.endpoint_id
         where b.person_id = e.person_id and b.position < e.position
           and g.delivered_at is null and g.given_up_at is null and not ${outAgain('g')}
       ) as is_next`,
      [id],
    )
    if (!row) return 0
    const line = { endpointId: row.endpoint_id, personId: Number(row.person_id) }
    const keys = [againKey(id), ...(row.is_next ? [lineKey(line)] : [])]
    const waiting = await jobs.hurry('webhooks', keys, em)
    if (waiting.size === 0) await jobs.add('webhooks', [againJob({ ...line, deliveryId: id })], em)
    return 1
  })
}

/** As many in one transaction. */
const AT_ONCE = 500

/** In line, as they were. */
async function replayAll(books: Books, endpointId: string): Promise<number> {
  let count = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const events = await replaySome(books, endpointId, after)
    count += events.length
    after = events.toSorted().at(-1) ?? after
    if (events.length < AT_ONCE) return count
  }
}

/** Those of the events next after this one. */
async function replaySome({ orm, jobs }: Books, endpointId: string, after: string): Promise<string[]> {
  return await orm.em.fork().transactional(async em => {
    const rows: { id: string; event_id: string; person_id: string }[] = await em.execute(
      `with chosen as (
         select d.id, e.person_id
         from outgoing_deliveries d join outgoing_events e on e.id = d.event_id join webhook_endpoints w on w.id = d.endpoint_id
         where d.endpoint_id = ? and d.delivered_at is null and d.event_id > ? and w.retired_at is null
         order by d.event_id limit ${AT_ONCE} for update of d
       )
       update outgoing_deliveries d set given_up_at = null, ${ANEW} from chosen
       where d.id = chosen.id returning d.id, d.event_id, chosen.person_id`,
      [endpointId, after],
    )
    const people = [...new Set(rows.map(({ person_id }) => Number(person_id)))]
    const lines = people.map(personId => ({ endpointId, personId }))
    const keys = [...lines.map(lineKey), ...rows.map(({ id }) => againKey(id))]
    // Whoever has hold of a job that waits has it look after this is committed; a line without one needs its own.
    const waiting = await jobs.hurry('webhooks', keys, em)
    const without = lines.filter(line => !waiting.has(lineKey(line)))
    await jobs.add('webhooks', without.map(nextJob), em)
    return rows.map(row => row.event_id)
  })
}
