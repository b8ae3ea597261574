import { Migration } from '@mikro-orm/migrations'

/** Where people are signed in to the Mini App, and admins who sign them out. */
export class SessionsTable extends Migration {
  override up(): void {
    this.addSql(`
create table sessions (
  id uuid primary key,
  person_id bigint not null constraint sessions_person_id_foreign references people (id),
  proof bytea not null,
  uses int not null,
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  open_until timestamptz not null,
  latest_end timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  forget_at timestamptz not null,
  constraint sessions_proof_unique unique (proof),
  constraint sessions_uses_bounded check (uses >= 1 and uses <= 20),
  constraint sessions_ended_because check ((ended_at is null) = (ended_because is null)),
  constraint sessions_open_until_latest_end check (open_until <= latest_end)
);
create index sessions_person_id_begun_at_index on sessions (person_id, begun_at);
create index sessions_forget_at_index on sessions (forget_at);

alter table people add signed_out_at timestamptz;

alter table acts add ended_sessions int;
alter table acts drop constraint acts_about_one_thing;
alter table acts add constraint acts_about_one_thing check (
  (kind = 'refund') = (refund_id is not null) and (kind in ('grant', 'revoke')) = (grant_id is not null)
    and (kind = 'sign_out') = (ended_sessions is not null)
);
`)
  }
}
