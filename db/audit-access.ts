import { type Coverage, type GrantFact, stack } from './coverage.ts'
import { FACT_COLUMNS, withDates } from './holdings.ts'
import type { Pool } from './orm.ts'
import { PERSONAL_PATH } from './scrub.ts'

/** Where access does not follow from the grants, or grants do not follow from the money. */
export async function auditAccess(pool: Pool): Promise<string[]> {
  return [
    ...(await strayed(pool)),
    ...(await outlived(pool)),
    ...(await disputed(pool)),
    ...(await unexplained(pool)),
    ...(await unended(pool)),
    ...(await remembered(pool)),
  ]
}

/** A grant as it was made, and where it was laid on the calendar; `fits`: it opens there what it should, to whom it should. */
interface Row extends GrantFact {
  personId: string
  plan: string
  laidFrom: string | null
  laidTo: string | null
  graceUntil: string | null
  fits: boolean | null
}

async function strayed(pool: Pool): Promise<string[]> {
  const found: string[] = []
  for await (const rows of grantsByPerson(pool)) {
    const byRow = Map.groupBy(rows, ({ personId, plan }) => `what ${personId} may use of ${plan}`)
    for (const [what, grants] of byRow) {
      const placed = new Map(grants.map(grant => [grant.id, grant]))
      if (stack(grants).some(due => !isAt(placed.get(due.grantId), due)))
        found.push(`${what} does not follow from their grants.`)
    }
  }
  return found
}

/** So many at a time that memory does not depend on how many there are in all. */
const PEOPLE_AT_ONCE = 5000

async function* grantsByPerson(pool: Pool): AsyncGenerator<Row[]> {
  for (let after = '0'; ; ) {
    const { rows } = await pool.query<Row>(
      `with who as (select distinct person_id from grants where person_id > $1 order by person_id limit $2)
       select ${FACT_COLUMNS}, f.person_id as "personId", f.plan_code as plan,
         e.starts_at as "laidFrom", e.ends_at as "laidTo", e.grace_until as "graceUntil",
         (e.person_id, e.plan_code, e.source) = (f.person_id, f.plan_code, f.source)
           and to_jsonb(e.keys) = v.terms -> 'entitlements' as fits
       from who join grant_facts f using (person_id) join plan_versions v on v.id = f.plan_version_id
       left join entitlements e on e.grant_id = f.id
       order by f.person_id`,
      [after, PEOPLE_AT_ONCE],
    )
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(withDates)
    after = last.personId
  }
}

function isAt(kept: Row | undefined, { startsAt, endsAt, graceUntil }: Coverage): boolean {
  const at = (time: Date | string | null) => (time === null ? null : +new Date(time))
  if (!kept?.fits) return false
  return (
    at(kept.laidFrom) === at(startsAt) &&
    at(kept.laidTo) === at(endsAt) &&
    at(kept.graceUntil) === at(graceUntil)
  )
}

/** Money that went back, all of it, takes along what it bought. */
async function outlived(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ charge_id: string }>(`
    select p.charge_id from payments p
    join grants g on g.payment_id = p.id
    join standing_refunds r on r.payment_id = p.id
    where not exists (select from standing_revocations where grant_id = g.id and refund_id is not null)
    group by p.id having sum(r.amount) >= p.amount
    order by p.charge_id limit 20`)
  return rows.map(row => `charge ${row.charge_id} went back, and what it bought is still granted.`)
}

/** So does money that a bank holds, or has kept. */
async function disputed(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ charge_id: string }>(`
    select p.charge_id from disputes d
    join payments p on p.id = d.payment_id
    join grants g on g.payment_id = p.id
    where d.stand in ('open', 'lost')
      and not exists (select from standing_revocations where grant_id = g.id and dispute_id = d.id)
    order by p.charge_id limit 20`)
  return rows.map(row => `charge ${row.charge_id} is disputed, and what it bought is still granted.`)
}

/**
 * What was paid for ends by refunds of all of it, or by a dispute; what was given, or cost nothing by card, by an
 * admin's hand.
 */
async function unexplained(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ grant_id: string }>(`
    select v.grant_id from standing_revocations v
    join grants g on g.id = v.grant_id
    left join payments p on p.id = g.payment_id
    left join disputes d on d.id = v.dispute_id and d.payment_id = p.id
    where case
      when p.id is null or (p.amount = 0 and p.rail = 'card') then v.revoked_by is null
      when v.dispute_id is not null then coalesce(d.stand not in ('open', 'lost'), true)
      else v.refund_id is null or p.amount > (
        select coalesce(sum(r.amount), -1) from standing_refunds r where r.payment_id = p.id
      ) end
    order by v.grant_id limit 20`)
  return rows.map(
    row => `grant ${row.grant_id} was ended, and neither a refund, a dispute nor an admin did it.`,
  )
}

/** What has ended renews no more. */
async function unended(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ provider_id: string }>(`
    select provider_id from subscriptions where rail = 'stars' and ended_at is not null and renews
    order by provider_id limit 20`)
  return rows.map(row => `subscription ${row.provider_id} has ended, and still renews.`)
}

/** Whoever was forgotten is known by their id alone. */
async function remembered(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `
    with told as (
      select c.person_id, e.payload from people p join customers c on c.person_id = p.id
        join provider_events e on e.rail = 'card'
          and coalesce(e.payload #>> '{data,object,customer}', e.payload #>> '{data,object,id}') = c.customer_id
        where p.forgotten_at is not null
      union all
      select y.person_id, e.payload from people p join payments y on y.person_id = p.id
        join provider_events e on e.rail = y.rail and e.kind in ('payment', 'refund') and e.provider_id = y.charge_id
        where p.forgotten_at is not null
    )
    select id from people p where forgotten_at is not null and (
      coalesce(username, last_name, language_code, language, time_zone) is not null or first_name <> ''
      or exists (select from sessions where person_id = p.id)
      or exists (select from devices where person_id = p.id)
      or exists (select from subscriptions where person_id = p.id and pay_url is not null)
      or exists (select from invoices where person_id = p.id and coalesce(hosted_url, pdf_url) is not null)
      or exists (select from told where person_id = p.id and jsonb_path_exists(payload, $1::jsonpath))
    ) order by id limit 20`,
    [PERSONAL_PATH],
  )
  return rows.map(row => `person ${row.id} was forgotten, and something of them is still known.`)
}
