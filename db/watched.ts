/** A trigger that has whoever this table moves looked at for what other services are to be told (migration 0014). */
export function watched(
  table: string,
  event: 'insert' | 'update',
  by: { name?: string; run?: 'watch_people' | 'watch_paid' | 'watch_refunded' } = {},
) {
  const { name = `${table}_watched`, run = 'watch_people' } = by
  return {
    name,
    timing: 'after' as const,
    events: [event],
    forEach: 'statement' as const,
    expression: `create trigger ${name} after ${event} on ${table} referencing new table as changed for each statement execute function ${run}()`,
  }
}
