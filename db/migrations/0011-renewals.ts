import { Migration } from '@mikro-orm/migrations'

/** Subscriptions in Stars: what Telegram said of them, what it was asked for, and the loading of charges that knows them. */
export class Renewals extends Migration {
  override up(): void {
    this.addSql(`
create table renewal_words (
  id uuid primary key,
  rail text not null,
  provider_id text not null,
  person_id bigint not null constraint renewal_words_person_id_foreign references people (id),
  reference text not null,
  state text not null,
  payload jsonb not null,
  told_at timestamptz not null,
  constraint renewal_words_rail_provider_id_unique unique (rail, provider_id)
);
create index renewal_words_reference_index on renewal_words (reference);

create table renewal_requests (
  id uuid primary key,
  subscription_id uuid not null constraint renewal_requests_subscription_id_foreign references subscriptions (id),
  wish text not null,
  asked_by bigint,
  reason text not null,
  asked_at timestamptz not null
);
create index renewal_requests_subscription_id_index on renewal_requests (subscription_id);
create trigger renewal_requests_append_only before update or delete or truncate on renewal_requests
  for each statement execute function refuse_change();

create table renewal_answers (
  request_id uuid primary key constraint renewal_answers_request_id_foreign references renewal_requests (id),
  result text not null,
  detail text,
  answered_at timestamptz not null
);
create trigger renewal_answers_append_only before update or delete or truncate on renewal_answers
  for each statement execute function refuse_change();

-- What was said of renewals, by the provider and by us, in one row. A stop counts from when the provider carried it out;
-- until then it is still to come, and outdoes all that comes before; one that was refused was never said.
create view renewal_facts as
  select w.person_id, w.reference, null::uuid as subscription_id, w.state, w.told_at as at
  from renewal_words w
  union all
  select s.person_id, s.order_id::text, s.id, 'stopped', coalesce(a.answered_at, '9999-12-31T00:00:00Z')
  from subscriptions s
  join renewal_requests r on r.subscription_id = s.id
  left join renewal_answers a on a.request_id = r.id
  where r.wish = 'stop' and a.result is distinct from 'refused';

create function settle_context(
  settled_at timestamptz, payers bigint[], rails text[], charge_ids text[], order_ids uuid[], subscription_ids text[],
  -- Orders that subscriptions in Stars began with, as far as a charge of the batch pays for one.
  renewing_ids uuid[]
) returns jsonb language plpgsql volatile
-- Plans are kept per connection. One made while a table was small would read it whole, and go on doing so as the
-- shop grows; here every read is by a key, so that is what plans are held to, and none is worth making twice.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  subscribed jsonb := '[]';
  said jsonb := '[]';
begin
  -- In key order, here and for every lock, so that concurrent batches never wait for each other in a circle.
  insert into people (id, met_at)
    select payer, settled_at from unnest(payers) payer
    where not exists (select from people where people.id = payer)
    order by payer
    on conflict do nothing;
  perform from people where id = any(payers) order by id for no key update;

  -- Few batches have anything to do with subscriptions; the others do not look for them.
  if array_remove(subscription_ids, null) <> '{}' or renewing_ids <> '{}' then
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', s.id, 'rail', s.rail, 'providerId', s.provider_id, 'status', s.status, 'renews', s.renews,
      'personId', s.person_id, 'orderId', s.order_id, 'periodStartsAt', s.period_starts_at,
      'periodEndsAt', s.period_ends_at, 'cancelAt', s.cancel_at, 'endedAt', s.ended_at,
      'createdAt', s.created_at)), '[]')
    into subscribed from subscriptions s
    where s.id in (
      select b.id from unnest(rails, subscription_ids) as claim (rail, provider_id)
        join subscriptions b using (rail, provider_id)
      union
      select b.id from subscriptions b where b.order_id = any(renewing_ids) and b.rail = 'stars'
    );
  end if;
  if renewing_ids <> '{}' then
    select coalesce(jsonb_agg(jsonb_build_object(
      'personId', f.person_id, 'reference', f.reference, 'subscriptionId', f.subscription_id,
      'state', f.state, 'at', f.at)), '[]')
    into said from (
      select w.person_id, w.reference, null::uuid as subscription_id, w.state, w.told_at as at
      from renewal_words w where w.reference = any(renewing_ids::text[])
      union all
      select s.person_id, s.order_id::text, s.id, 'stopped', coalesce(a.answered_at, '9999-12-31T00:00:00Z')
      from subscriptions s
      join renewal_requests r on r.subscription_id = s.id
      left join renewal_answers a on a.request_id = r.id
      where s.order_id = any(renewing_ids) and r.wish = 'stop' and a.result is distinct from 'refused'
    ) f;
  end if;

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
    'subscriptions', subscribed,
    'renewals', said,
    'forgotten', (
      select coalesce(jsonb_agg(f.id), '[]') from people f where f.id = any(payers) and f.forgotten_at is not null
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

-- That of the version before, which knows no such charges (see 0009).
create or replace function settle_context(
  settled_at timestamptz, payers bigint[], rails text[], charge_ids text[], order_ids uuid[], subscription_ids text[]
) returns jsonb language plpgsql volatile
as $$
begin
  return settle_context(settled_at, payers, rails, charge_ids, order_ids, subscription_ids, '{}'::uuid[]);
end $$;
`)
  }
}
