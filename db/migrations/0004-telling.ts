import { Migration } from '@mikro-orm/migrations'

/** Why somebody cannot be reached, and messages that are still to be told or were given up. */
export class Telling extends Migration {
  override up(): void {
    this.addSql(`
alter table people add column unreachable_because text;

alter table notices add column given_up_at timestamptz;
create index notices_untold_index on notices (person_id, id) where sent_at is null;
`)
  }
}
