/**
 * The same value as JSON knows it, with every string and key made fit for Postgres: NUL characters (which its text and
 * jsonb refuse) and lone surrogates (which UTF-8 cannot hold) become U+FFFD. Whatever strangers type passes here before
 * it is kept.
 */
export function storable<T>(value: T): T {
  return clean(value) as T
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD')
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  // What is more than a record says itself how it is written down: an instant, a provider's decimal.
  if ('toJSON' in value && typeof value.toJSON === 'function') return clean(value.toJSON())
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), clean(item)]))
}
