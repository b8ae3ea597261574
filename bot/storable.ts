/**
 * The same value with every string made fit for Postgres: NUL characters (which its text and jsonb refuse) and lone
 * surrogates (which UTF-8 cannot hold) become U+FFFD. Whatever strangers type passes here before it reaches the books.
 */
export function storable<T>(value: T): T {
  return clean(value) as T
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD')
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), clean(item)]))
  }
  return value
}
