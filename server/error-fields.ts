const DEEPEST = 4
const MOST = 5

/**
 * What the log keeps of an error. Only these: errors of clients and drivers carry whole requests and payloads in
 * fields of their own.
 */
export function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > DEEPEST) return String(error)
  const { cause } = error
  const message = withoutStatement(error)
  const stack = error.stack?.replace(error.message, message)
  const code = 'code' in error ? error.code : undefined
  // grammY keeps the cause under `error`.
  const inner = cause ?? ('error' in error ? error.error : undefined)
  const several =
    error instanceof AggregateError
      ? error.errors.slice(0, MOST).map(one => errorFields(one, depth + 1))
      : undefined
  return {
    type: error.name,
    message,
    code,
    stack,
    cause: inner && errorFields(inner, depth + 1),
    errors: several,
  }
}

/** The ORM's errors begin with the statement, its values written into it; what went wrong comes after the last dash. */
function withoutStatement({ name, message }: Error): string {
  return name.endsWith('Exception') ? (message.split(' - ').at(-1) ?? message) : message
}
