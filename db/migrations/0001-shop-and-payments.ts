import { Migration } from '@mikro-orm/migrations'

/** People, what is sold, what was ordered, what was paid. */
export class ShopAndPayments extends Migration {
  override up(): void {
    this.addSql(`
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: write a correcting row instead', tg_table_name;
end $$;

create table people (
  id bigint primary key,
  username text,
  username_since timestamptz,
  first_name text not null default '',
  last_name text,
  language_code text,
  language text,
  unreachable_at timestamptz,
  met_at timestamptz not null
);
create index people_username_index on people (username);

create table plans (
  code text primary key,
  position int not null,
  retired_at timestamptz
);

create table plan_versions (
  id uuid primary key,
  plan_code text not null constraint plan_versions_plan_code_foreign references plans (code),
  number int not null,
  terms jsonb not null,
  created_at timestamptz not null,
  constraint plan_versions_plan_code_number_unique unique (plan_code, number)
);
create trigger plan_versions_append_only before update or delete or truncate on plan_versions
  for each statement execute function refuse_change();

create table orders (
  id uuid primary key,
  person_id bigint not null constraint orders_person_id_foreign references people (id),
  plan_version_id uuid not null constraint orders_plan_version_id_foreign references plan_versions (id),
  rail text not null,
  amount bigint not null,
  currency text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint orders_amount_positive check (amount > 0)
);
create index orders_person_id_created_at_index on orders (person_id, created_at);

create table order_cancellations (
  order_id uuid primary key constraint order_cancellations_order_id_foreign references orders (id),
  canceled_at timestamptz not null
);

create table provider_events (
  id uuid primary key,
  rail text not null,
  kind text not null,
  provider_id text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  constraint provider_events_rail_kind_provider_id_unique unique (rail, kind, provider_id)
);

create table payments (
  id uuid primary key,
  rail text not null,
  charge_id text not null,
  person_id bigint not null constraint payments_person_id_foreign references people (id),
  order_id uuid constraint payments_order_id_foreign references orders (id),
  amount bigint not null,
  currency text not null,
  reference text not null,
  quarantine text,
  paid_at timestamptz not null,
  settled_at timestamptz not null,
  constraint payments_rail_charge_id_unique unique (rail, charge_id),
  constraint payments_amount_not_negative check (amount >= 0)
);
create index payments_order_id_index on payments (order_id);
create index payments_person_id_settled_at_index on payments (person_id, settled_at);
create trigger payments_append_only before update or delete or truncate on payments
  for each statement execute function refuse_change();
`)
  }
}
