import { Migration } from '@mikro-orm/migrations'

/**
 * Devices of people, and what other services are told: who is to be looked at, what there is to tell, and to whom it was
 * delivered. Nothing is noted for them while no endpoint is set.
 */
export class DevicesAndWebhooks extends Migration {
  override up(): void {
    this.addSql(`
create table devices (
  id uuid primary key,
  person_id bigint not null constraint devices_person_id_foreign references people (id),
  name text not null,
  name_key text not null,
  secret_hash bytea not null,
  registered_at timestamptz not null,
  seen_at timestamptz,
  revoked_at timestamptz,
  constraint devices_name_given check (name <> ''),
  constraint devices_secret_hashed check (length(secret_hash) = 32)
);
create index devices_person_id_index on devices (person_id);
create unique index devices_living_name on devices (person_id, name_key) where revoked_at is null;

create table webhook_endpoints (
  id uuid primary key,
  url text not null,
  since timestamptz not null,
  retired_at timestamptz
);
create unique index webhook_endpoints_living_url on webhook_endpoints (url) where retired_at is null;

create table access_watches (
  person_id bigint primary key constraint access_watches_person_id_foreign references people (id),
  told jsonb not null,
  looked_until timestamptz,
  look_at timestamptz
);
create index access_watches_look_at_index on access_watches (look_at) where look_at is not null;
create index access_watches_looked_until_index on access_watches (looked_until);

create table held_before (
  grant_id uuid primary key,
  person_id bigint not null,
  plan_code text not null,
  source text not null,
  keys text[] not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  grace_until timestamptz,
  as_of timestamptz not null
);
create index held_before_person_id_index on held_before (person_id);

create table untold_money (
  cause text primary key,
  person_id bigint not null constraint untold_money_person_id_foreign references people (id)
);
create index untold_money_person_id_index on untold_money (person_id);

create table outgoing_events (
  id uuid primary key,
  position bigserial not null,
  person_id bigint not null constraint outgoing_events_person_id_foreign references people (id),
  type text not null,
  facts jsonb not null,
  cause text constraint outgoing_events_cause_unique unique,
  happened_at timestamptz not null,
  made_at timestamptz not null
);
create index outgoing_events_person_id_position_index on outgoing_events (person_id, position);
create index outgoing_events_made_at_index on outgoing_events (made_at);
create trigger outgoing_events_unchanged before update or truncate on outgoing_events
  for each statement execute function refuse_change();

create table outgoing_deliveries (
  id uuid primary key,
  event_id uuid not null constraint outgoing_deliveries_event_id_foreign references outgoing_events (id),
  endpoint_id uuid not null constraint outgoing_deliveries_endpoint_id_foreign references webhook_endpoints (id),
  tries int not null,
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  last_answer text,
  delivered_at timestamptz,
  given_up_at timestamptz,
  constraint outgoing_deliveries_event_id_endpoint_id_unique unique (event_id, endpoint_id)
);
create index outgoing_deliveries_endpoint_id_delivered_at_index on outgoing_deliveries (endpoint_id, delivered_at);
create index outgoing_deliveries_undelivered_index on outgoing_deliveries (endpoint_id, event_id) where delivered_at is null;

-- In the order of their ids, so that two who mark the same people never wait for each other in a circle.
create function look_at_them(whose bigint[]) returns void language sql as $$
  insert into access_watches (person_id, told, look_at)
  select distinct person_id, '{}'::jsonb, '-infinity'::timestamptz from unnest(whose) person_id order by person_id
  on conflict (person_id) do update set look_at = excluded.look_at
$$;

-- Whoever's access or money moves, in whatever version of the code, is looked at for what other services are to be told.
create function watch_people() returns trigger language plpgsql as $$
begin
  if exists (select from webhook_endpoints where retired_at is null) then
    perform look_at_them(array(select person_id from changed));
  end if;
  return null;
end $$;
create trigger entitlements_watched_at_first after insert on entitlements
  referencing new table as changed for each statement execute function watch_people();
create trigger entitlements_watched after update on entitlements
  referencing new table as changed for each statement execute function watch_people();

-- Of money it is kept what moved: that is told by itself, whatever the clock says.
create function watch_paid() returns trigger language plpgsql as $$
begin
  if exists (select from webhook_endpoints where retired_at is null) then
    insert into untold_money (cause, person_id) select 'payment ' || id, person_id from changed;
    perform look_at_them(array(select person_id from changed));
  end if;
  return null;
end $$;
create trigger payments_watched after insert on payments
  referencing new table as changed for each statement execute function watch_paid();

create function watch_refunded() returns trigger language plpgsql as $$
declare whose bigint[];
begin
  if exists (select from webhook_endpoints where retired_at is null) then
    with told as (
      insert into untold_money (cause, person_id)
      select case tg_table_name when 'refund_failures' then 'refund failed ' else 'refund ' end || r.id, p.person_id
      from changed join refunds r on r.id = changed.refund_id join payments p on p.id = r.payment_id
      returning person_id
    )
    select array_agg(person_id) from told into whose;
    perform look_at_them(whose);
  end if;
  return null;
end $$;
create trigger refund_outcomes_watched after insert on refund_outcomes
  referencing new table as changed for each statement execute function watch_refunded();
create trigger refund_failures_watched after insert on refund_failures
  referencing new table as changed for each statement execute function watch_refunded();
`)
  }
}
