/** A trigger that makes the database itself refuse to change or remove what was once written to `table`. */
export function appendOnly(table: string) {
  return [
    {
      name: `${table}_append_only`,
      timing: 'before' as const,
      events: ['update' as const, 'delete' as const, 'truncate' as const],
      forEach: 'statement' as const,
      expression: `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
    },
  ]
}
