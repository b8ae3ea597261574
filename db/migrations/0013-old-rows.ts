import { Migration } from '@mikro-orm/migrations'

/**
 * What 0012 has still to do for the rows there were, while the shop goes on: each statement is a transaction of its own,
 * and can be done again where one was cut short. Nobody waits who reads; who writes waits for one index, or 5,000 rows.
 */
export class OldRows extends Migration {
  override isTransactional(): boolean {
    return false
  }

  override up(): void {
    this.addSql(LOOK_AT)
    this.addSql('alter table entries validate constraint entries_one_cause')
    this.addSql('create index if not exists payments_rail_paid_at_index on payments (rail, paid_at)')
    // Everything the provider told of one customer, or of what has an id of its own and no customer.
    this.addSql(`
create index if not exists provider_events_whose_index
  on provider_events ((coalesce(payload #>> '{data,object,customer}', payload #>> '{data,object,id}')))
  where rail = 'card'`)
  }
}

/**
 * When time next brings something to what lay on the calendar already; the trigger of 0012 says it. No clock is asked:
 * what ended before the last payment was booked ended before now by any clock, and of that nobody need be told.
 */
const LOOK_AT = `
do $$
declare
  since constant timestamptz := coalesce((select max(settled_at) from payments), '-infinity');
  ids uuid[];
  last uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    ids := array(select grant_id from entitlements where grant_id > last order by grant_id limit 5000);
    exit when ids = '{}';
    update entitlements set ends_at = ends_at
      where grant_id = any(ids) and look_at is null and coalesce(grace_until, ends_at) > since;
    last := ids[array_upper(ids, 1)];
    commit;
  end loop;
end $$`
