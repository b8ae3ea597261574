import type { EntityManager } from '@mikro-orm/postgresql'
import { scrubbed } from './scrub.ts'

const AT_ONCE = 200

/** What was kept of the messages and events of one person's money. `?`: the person. */
const THEIR_EVENTS = `
with charges as (select rail, charge_id from payments where person_id = ?)
select e.id, e.payload from charges c join provider_events e
  on e.rail = c.rail and e.kind in ('payment', 'refund') and e.provider_id = c.charge_id
union all
select e.id, e.payload from provider_events e
where e.rail = 'card' and coalesce(e.payload #>> '{data,object,customer}', e.payload #>> '{data,object,id}') in (
  select customer_id from customers where person_id = ?
  union all select charge_id from charges where rail = 'card'
  union all select d.provider_id from disputes d join payments p on p.id = d.payment_id where p.person_id = ?
  union all select s.provider_id from provider_refunds s
    join refunds r on r.id = s.refund_id join payments p on p.id = r.payment_id where p.person_id = ?
)`

const THEIR_WORDS = 'select id, payload from renewal_words where person_id = ?'

/** Takes who they are out of all that the providers told of this person's money; what it was about stays. */
export async function erasePayloads(em: EntityManager, personId: number): Promise<void> {
  const four = [personId, personId, personId, personId]
  await erase(em, 'provider_events', await em.execute(THEIR_EVENTS, four))
  await erase(em, 'renewal_words', await em.execute(THEIR_WORDS, [personId]))
}

/** On the provider's pages stands who they are; whoever comes back is shown fresh ones. */
export async function eraseLinks(em: EntityManager, personId: number): Promise<void> {
  await em.execute('update subscriptions set pay_url = null where person_id = ?', [personId])
  await em.execute('update invoices set hosted_url = null, pdf_url = null where person_id = ?', [personId])
}

interface Kept {
  id: string
  payload: unknown
}

async function erase(em: EntityManager, table: string, kept: Kept[]): Promise<void> {
  const changed = kept.flatMap(({ id, payload }) => {
    const left = scrubbed(payload)
    return JSON.stringify(left) === JSON.stringify(payload) ? [] : [{ id, payload: left }]
  })
  for (let from = 0; from < changed.length; from += AT_ONCE) {
    await em.execute(
      `update ${table} set payload = fresh.payload
       from jsonb_to_recordset(?::jsonb) as fresh (id uuid, payload jsonb) where ${table}.id = fresh.id`,
      [JSON.stringify(changed.slice(from, from + AT_ONCE))],
    )
  }
}
