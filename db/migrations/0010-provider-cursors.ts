import { Migration } from '@mikro-orm/migrations'

/** How far back from now everything that a provider remembers was taken from it. */
export class ProviderCursors extends Migration {
  override up(): void {
    this.addSql(`
create table provider_cursors (
  rail text not null,
  kind text not null,
  reached_at timestamptz not null,
  primary key (rail, kind)
);
`)
  }
}
