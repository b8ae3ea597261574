import { Migration } from '@mikro-orm/migrations'

/**
 * Loads and locks what a batch of charges touches, in one round trip. A volatile plpgsql function takes a new
 * snapshot for each statement, so what is read after the lock includes all that the lock waited for; one plain
 * statement would wait and then read what was true before it waited.
 */
export class SettleContext extends Migration {
  override up(): void {
    this.addSql(`
create function settle_context(
  settled_at timestamptz, payers bigint[], rails text[], charge_ids text[], order_ids uuid[]
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
    'grants', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', g.id, 'personId', g.person_id, 'planCode', g.plan_code, 'term', g.term, 'graceDays', g.grace_days,
        'acquiredAt', g.acquired_at, 'revokedAt', r.revoked_at)), '[]')
      from grants g left join revocations r on r.grant_id = g.id
      where g.person_id = any(payers)
    )
  );
end $$;
`)
  }
}
