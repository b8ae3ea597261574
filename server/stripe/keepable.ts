/** The same with every NUL in a string replaced by U+FFFD: Postgres can keep no other. What a payer typed may hold one. */
export function keepable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD')
  if (Array.isArray(value)) return value.map(keepable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keepable(inner)]))
}
