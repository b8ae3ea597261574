import { Migration } from '@mikro-orm/migrations'

/** What stands of refunds, revocations and grants, and the loading of a batch of charges that knows subscriptions. */
export class SettlePeriods extends Migration {
  override up(): void {
    this.addSql(`
create view standing_refunds as
  select r.id, r.payment_id, r.amount, o.settled_at
  from refunds r join refund_outcomes o on o.refund_id = r.id
  where o.result = 'succeeded' and not exists (select from refund_failures f where f.refund_id = r.id);

create view standing_revocations as
  select r.* from revocations r where not exists (select from lifts l where l.revocation_id = r.id);

create view grant_facts as
  select g.id, g.person_id, g.plan_code, g.plan_version_id, g.payment_id, g.subscription_id, g.source, g.term,
    case when s.renews then g.grace_days when s.id is not null then 0 else g.grace_days end as grace_days,
    g.acquired_at, g.starts_at, g.ends_at, coalesce(s.renews, false) as renews,
    (select min(r.revoked_at) from standing_revocations r where r.grant_id = g.id) as revoked_at
  from grants g left join subscriptions s on s.id = g.subscription_id;

create function settle_context(
  settled_at timestamptz, payers bigint[], rails text[], charge_ids text[], order_ids uuid[], subscription_ids text[]
) returns jsonb language plpgsql volatile
-- Plans are kept per connection. One made while a table was small would read it whole, and go on doing so as the
-- shop grows; here every read is by a key, so that is what plans are held to.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  -- In key order, here and for every lock, so that concurrent batches never wait for each other in a circle.
  insert into people (id, met_at)
    select payer, settled_at from unnest(payers) payer
    where not exists (select from people where people.id = payer)
    order by payer
    on conflict do nothing;
  perform from people where id = any(payers) order by id for no key update;

  return jsonb_build_object(
    'payments', (
      select coalesce(jsonb_agg(jsonb_build_object('rail', p.rail, 'chargeId', p.charge_id, 'paymentId', p.id)), '[]')
      from unnest(rails, charge_ids) as claim (rail, charge_id) join payments p using (rail, charge_id)
    ),
    'orders', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', o.id, 'personId', o.person_id, 'rail', o.rail, 'amount', o.amount, 'currency', o.currency,
        'planVersionId', o.plan_version_id)), '[]')
      from orders o where o.id = any(order_ids)
    ),
    'versions', (
      select coalesce(jsonb_object_agg(v.id, v.terms), '{}')
      from plan_versions v
      where v.id in (select o.plan_version_id from orders o where o.id = any(order_ids))
    ),
    'subscriptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'rail', s.rail, 'providerId', s.provider_id, 'status', s.status, 'renews', s.renews)), '[]')
      from subscriptions s
      where (s.rail, s.provider_id) in (select * from unnest(rails, subscription_ids))
    ),
    'grants', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', f.id, 'personId', f.person_id, 'planCode', f.plan_code, 'term', f.term, 'graceDays', f.grace_days,
        'acquiredAt', f.acquired_at, 'startsAt', f.starts_at, 'endsAt', f.ends_at,
        'subscriptionId', f.subscription_id, 'renews', f.renews, 'revokedAt', f.revoked_at)), '[]')
      from grant_facts f
      where f.person_id = any(payers)
    )
  );
end $$;

-- That of the version before: while the processes are replaced one by one, those that are left go on settling by it.
create or replace function settle_context(
  settled_at timestamptz, payers bigint[], rails text[], charge_ids text[], order_ids uuid[]
) returns jsonb language plpgsql volatile
as $$
begin
  return settle_context(settled_at, payers, rails, charge_ids, order_ids, '{}'::text[]);
end $$;
`)
  }
}
