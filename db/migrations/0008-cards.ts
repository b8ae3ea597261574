import { Migration } from '@mikro-orm/migrations'

/** The card rail: who its customers are, subscriptions, invoices, disputes, and every move of the provider's balance. */
export class Cards extends Migration {
  override up(): void {
    this.addSql(`
create table customers (
  customer_id text primary key,
  person_id bigint not null constraint customers_person_id_foreign references people (id),
  livemode boolean not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create unique index customers_one_each on customers (person_id, livemode) where deleted_at is null;
create index customers_person_id_index on customers (person_id);

create table checkouts (
  order_id uuid primary key constraint checkouts_order_id_foreign references orders (id),
  session_id text not null constraint checkouts_session_id_unique unique,
  created_at timestamptz not null
);

create sequence reading_tickets;

create table subscriptions (
  id uuid primary key,
  rail text not null,
  provider_id text not null,
  person_id bigint not null constraint subscriptions_person_id_foreign references people (id),
  order_id uuid constraint subscriptions_order_id_foreign references orders (id),
  plan_version_id uuid not null constraint subscriptions_plan_version_id_foreign references plan_versions (id),
  status text not null,
  renews boolean not null,
  amount bigint not null,
  currency text not null,
  period_starts_at timestamptz,
  period_ends_at timestamptz,
  cancel_at timestamptz,
  ended_at timestamptz,
  pay_url text,
  ticket bigint not null,
  created_at timestamptz not null,
  constraint subscriptions_rail_provider_id_unique unique (rail, provider_id)
);
create index subscriptions_person_id_index on subscriptions (person_id);
create index subscriptions_order_id_index on subscriptions (order_id);

create table invoices (
  id uuid primary key,
  rail text not null,
  provider_id text not null,
  person_id bigint not null constraint invoices_person_id_foreign references people (id),
  subscription_id uuid constraint invoices_subscription_id_foreign references subscriptions (id),
  plan_version_id uuid constraint invoices_plan_version_id_foreign references plan_versions (id),
  status text not null,
  amount_due bigint not null,
  amount_paid bigint not null,
  currency text not null,
  due_at timestamptz,
  created_at timestamptz not null,
  hosted_url text,
  pdf_url text,
  links_read_at timestamptz not null,
  ticket bigint not null,
  constraint invoices_rail_provider_id_unique unique (rail, provider_id)
);
create index invoices_person_id_created_at_id_index on invoices (person_id, created_at, id);

alter table payments add column invoice text;
alter table payments add column receipt_url text;
create index payments_invoice_index on payments (invoice);

create table disputes (
  id uuid primary key,
  rail text not null,
  provider_id text not null,
  payment_id uuid not null constraint disputes_payment_id_foreign references payments (id),
  status text not null,
  stand text not null,
  reason text not null,
  amount bigint not null,
  currency text not null,
  ticket bigint not null,
  opened_at timestamptz not null,
  constraint disputes_rail_provider_id_unique unique (rail, provider_id)
);
create index disputes_payment_id_index on disputes (payment_id);

create table provider_refunds (
  refund_id uuid primary key constraint provider_refunds_refund_id_foreign references refunds (id),
  provider_id text not null constraint provider_refunds_provider_id_unique unique
);
create trigger provider_refunds_append_only before update or delete or truncate on provider_refunds
  for each statement execute function refuse_change();

create table refund_failures (
  refund_id uuid primary key constraint refund_failures_refund_id_foreign references refunds (id),
  detail text not null,
  failed_at timestamptz not null
);
create trigger refund_failures_append_only before update or delete or truncate on refund_failures
  for each statement execute function refuse_change();

create table movements (
  id uuid primary key,
  rail text not null,
  provider_id text not null,
  kind text not null,
  payment_id uuid not null constraint movements_payment_id_foreign references payments (id),
  refund_id uuid constraint movements_refund_id_foreign references refunds (id),
  dispute_id uuid constraint movements_dispute_id_foreign references disputes (id),
  presented bigint not null,
  presented_currency text not null,
  amount bigint not null,
  currency text not null,
  fee bigint not null,
  booked_at timestamptz not null,
  constraint movements_rail_provider_id_unique unique (rail, provider_id)
);
create index movements_payment_id_index on movements (payment_id);
create trigger movements_append_only before update or delete or truncate on movements
  for each statement execute function refuse_change();

alter table entries add column movement_id uuid constraint entries_movement_id_foreign references movements (id);
drop index entries_payment_once;
create unique index entries_payment_once on entries (payment_id) where refund_id is null and movement_id is null;
alter table entries drop constraint entries_refund_id_unique;
create unique index entries_refund_once on entries (refund_id, debit) where movement_id is null;
create unique index entries_movement_once on entries (movement_id, debit, credit, currency);

alter table revocations add column id uuid not null default gen_random_uuid();
alter table revocations drop constraint revocations_pkey;
alter table revocations add constraint revocations_pkey primary key (id);
alter table revocations add column dispute_id uuid constraint revocations_dispute_id_foreign references disputes (id);
create index revocations_grant_id_index on revocations (grant_id);
create unique index revocations_by_hand_once on revocations (grant_id) where refund_id is null and dispute_id is null;
alter table revocations add constraint revocations_refund_id_unique unique (refund_id);

create table lifts (
  revocation_id uuid primary key constraint lifts_revocation_id_foreign references revocations (id),
  reason text not null,
  lifted_at timestamptz not null
);
create trigger lifts_append_only before update or delete or truncate on lifts
  for each statement execute function refuse_change();

alter table grants add column starts_at timestamptz;
alter table grants add column ends_at timestamptz;
alter table grants add column subscription_id uuid constraint grants_subscription_id_foreign references subscriptions (id);
alter table grants add constraint grants_span_whole check ((starts_at is null) = (ends_at is null));
create index grants_subscription_id_index on grants (subscription_id);

alter table notices add column occasion text constraint notices_occasion_unique unique;
`)
  }
}
