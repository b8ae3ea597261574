import type { Pool } from '../../db/orm.ts'

/** What the database does to a payment; `taken`: as if another process had booked it this moment. */
export type Fault = 'taken' | 'refused' | 'connection lost at commit'

/** Makes ready for `faultOnce`: whatever charge stands in `crash_faults` meets its fault the first time. */
export async function faultsIn(pool: Pool): Promise<void> {
  // What a transaction counts with a sequence stays counted when it is rolled back.
  await pool.query(`
    create table crash_faults (charge_id text primary key, fault text not null, times regclass not null);
    create function crash_fault() returns trigger language plpgsql as $$
    declare
      found_fault text;
    begin
      select fault into found_fault from crash_faults
        where charge_id = new.charge_id and (fault = 'connection lost at commit') = (tg_when = 'AFTER')
        and nextval(times) = 1;
      case found_fault
        when 'taken' then raise unique_violation;
        when 'refused' then raise system_error;
        when 'connection lost at commit' then perform pg_terminate_backend(pg_backend_pid());
        else null;
      end case;
      return new;
    end $$;
    create trigger crash_fault before insert on payments for each row execute function crash_fault();
    create constraint trigger crash_fault_at_commit after insert on payments deferrable initially deferred
      for each row execute function crash_fault()`)
}

let faults = 0

/** This charge meets this fault once, whoever books it. */
export async function faultOnce(pool: Pool, chargeId: string, fault: Fault): Promise<void> {
  const times = `crash_fault_${++faults}`
  await pool.query(`create sequence ${times}`)
  await pool.query('insert into crash_faults values ($1, $2, $3)', [chargeId, fault, times])
}
