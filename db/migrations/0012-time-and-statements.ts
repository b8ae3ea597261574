import { Migration } from '@mikro-orm/migrations'

/**
 * People's clocks and their wish to be forgotten, what time has brought, and the provider's own list of what moved. It
 * shuts out whoever reads meanwhile, so all that takes as long as the tables are is in 0013.
 */
export class TimeAndStatements extends Migration {
  override up(): void {
    this.addSql(`
alter table people add column time_zone text;
alter table people add column forgotten_at timestamptz;

create table forgettings (
  id uuid primary key,
  person_id bigint not null constraint forgettings_person_id_foreign references people (id),
  asked_by bigint not null,
  request text not null constraint forgettings_request_unique unique,
  asked_at timestamptz not null,
  done_at timestamptz
);
create index forgettings_person_id_index on forgettings (person_id);
create index forgettings_undone_index on forgettings (asked_at) where done_at is null;

-- When time next brings something to a stretch of access that somebody must be told of; null: nothing more. Whoever
-- moves its dates, in whatever version of the code, has it looked at anew, some days before its new end.
alter table entitlements add column look_at timestamptz;
create function look_before_the_end() returns trigger language plpgsql as $$
begin
  new.look_at := case when new.ends_at > new.starts_at then new.ends_at
    - case when new.ends_at - new.starts_at < interval '336 hours' then interval '24 hours' else interval '72 hours' end
  end;
  return new;
end $$;
create trigger entitlements_looked_at before insert or update of starts_at, ends_at, grace_until on entitlements
  for each row execute function look_before_the_end();
create index entitlements_look_at_index on entitlements (look_at) where look_at is not null;

create index subscriptions_running_index on subscriptions (period_ends_at) where ended_at is null and rail = 'stars';

alter table provider_cursors add column position bigint;

create table statement_lines (
  id uuid primary key,
  rail text not null,
  account text not null,
  provider_id text not null,
  direction text not null,
  kind text not null,
  what text not null,
  amount bigint not null,
  currency text not null,
  fee bigint not null,
  charge_id text,
  happened_at timestamptz not null,
  kept_at timestamptz not null,
  constraint statement_lines_once unique (rail, account, provider_id, direction),
  constraint statement_lines_amount_not_negative check (amount >= 0)
);
create index statement_lines_charge_id_index on statement_lines (charge_id);
create trigger statement_lines_append_only before update or delete or truncate on statement_lines
  for each statement execute function refuse_change();

alter table entries alter column payment_id drop not null;
alter table entries add column line_id uuid constraint entries_line_id_foreign references statement_lines (id);
-- Every entry there is has a payment; that they are all looked at can wait (0013).
alter table entries add constraint entries_one_cause check ((payment_id is null) <> (line_id is null)) not valid;
create unique index entries_line_once on entries (line_id, debit, credit) where line_id is not null;
`)
  }
}
