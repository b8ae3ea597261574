import { Migration } from '@mikro-orm/migrations'

/** Payments of one person are read in the order in which they paid, a page at a time. */
export class Receipts extends Migration {
  override up(): void {
    this.addSql(`
create index payments_person_id_paid_at_id_index on payments (person_id, paid_at, id);
drop index payments_person_id_settled_at_index;
`)
  }
}
