import { Migration } from '@mikro-orm/migrations'

/** The ledger, refunds, the rights that payments bring, and what people must be told. */
export class LedgerAndAccess extends Migration {
  override up(): void {
    this.addSql(`
create table refunds (
  id uuid primary key,
  payment_id uuid not null constraint refunds_payment_id_foreign references payments (id),
  amount bigint not null,
  requested_by bigint,
  reason text not null,
  requested_at timestamptz not null,
  constraint refunds_amount_not_negative check (amount >= 0)
);
create index refunds_payment_id_index on refunds (payment_id);
create trigger refunds_append_only before update or delete or truncate on refunds
  for each statement execute function refuse_change();

create table refund_outcomes (
  refund_id uuid primary key constraint refund_outcomes_refund_id_foreign references refunds (id),
  result text not null,
  detail text,
  settled_at timestamptz not null
);
create trigger refund_outcomes_append_only before update or delete or truncate on refund_outcomes
  for each statement execute function refuse_change();

create table entries (
  id bigserial primary key,
  payment_id uuid not null constraint entries_payment_id_foreign references payments (id),
  refund_id uuid constraint entries_refund_id_foreign references refunds (id),
  rail text not null,
  currency text not null,
  debit text not null,
  credit text not null,
  amount bigint not null,
  booked_at timestamptz not null,
  constraint entries_refund_id_unique unique (refund_id),
  constraint entries_amount_positive check (amount > 0),
  constraint entries_two_accounts check (debit <> credit)
);
create unique index entries_payment_once on entries (payment_id) where refund_id is null;
create trigger entries_append_only before update or delete or truncate on entries
  for each statement execute function refuse_change();

create table grants (
  id uuid primary key,
  person_id bigint not null constraint grants_person_id_foreign references people (id),
  plan_version_id uuid not null constraint grants_plan_version_id_foreign references plan_versions (id),
  plan_code text not null,
  payment_id uuid constraint grants_payment_id_foreign references payments (id),
  source text not null,
  term text not null,
  grace_days int not null,
  acquired_at timestamptz not null,
  granted_by bigint,
  reason text,
  constraint grants_payment_id_unique unique (payment_id)
);
create index grants_person_id_plan_code_index on grants (person_id, plan_code);
create trigger grants_append_only before update or delete or truncate on grants
  for each statement execute function refuse_change();

create table revocations (
  grant_id uuid primary key constraint revocations_grant_id_foreign references grants (id),
  refund_id uuid constraint revocations_refund_id_foreign references refunds (id),
  revoked_by bigint,
  reason text not null,
  revoked_at timestamptz not null
);
create trigger revocations_append_only before update or delete or truncate on revocations
  for each statement execute function refuse_change();

create table entitlements (
  grant_id uuid primary key constraint entitlements_grant_id_foreign references grants (id),
  person_id bigint not null constraint entitlements_person_id_foreign references people (id),
  plan_code text not null,
  keys text[] not null,
  source text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  grace_until timestamptz
);
create index entitlements_person_id_index on entitlements (person_id);

create table notices (
  id uuid primary key,
  person_id bigint not null constraint notices_person_id_foreign references people (id),
  payment_id uuid constraint notices_payment_id_foreign references payments (id),
  refund_id uuid constraint notices_refund_id_foreign references refunds (id),
  news jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  message_id bigint
);
create index notices_person_id_index on notices (person_id);
create index notices_payment_id_index on notices (payment_id);
`)
  }
}
