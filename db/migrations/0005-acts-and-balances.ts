import { Migration } from '@mikro-orm/migrations'

/** What admins do, what the providers say they hold for us, and conversations that wait for an answer. */
export class ActsAndBalances extends Migration {
  override up(): void {
    this.addSql(`
create table acts (
  id uuid primary key,
  request text not null,
  kind text not null,
  admin_id bigint not null,
  person_id bigint not null constraint acts_person_id_foreign references people (id),
  refund_id uuid constraint acts_refund_id_foreign references refunds (id),
  grant_id uuid constraint acts_grant_id_foreign references grants (id),
  until timestamptz,
  reason text not null,
  done_at timestamptz not null,
  constraint acts_request_unique unique (request),
  constraint acts_refund_id_unique unique (refund_id),
  constraint acts_grant_id_kind_unique unique (grant_id, kind),
  constraint acts_reason_given check (reason <> ''),
  constraint acts_about_one_thing check (
    (kind = 'refund') = (refund_id is not null) and (kind <> 'refund') = (grant_id is not null)
  )
);
create index acts_person_id_done_at_index on acts (person_id, done_at);
create index acts_admin_id_done_at_index on acts (admin_id, done_at);
create index acts_done_at_index on acts (done_at);
create trigger acts_append_only before update or delete or truncate on acts
  for each statement execute function refuse_change();

create table provider_balances (
  rail text not null,
  currency text not null,
  amount bigint not null,
  booked bigint not null,
  drift_since timestamptz not null,
  alerted_drift bigint,
  primary key (rail, currency)
);

create table conversations (
  key text primary key,
  state json not null,
  touched_at timestamptz not null
);
create index conversations_touched_at_index on conversations (touched_at);
`)
  }
}
