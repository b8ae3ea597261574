/** Several times what Telegram sends. */
const LONGEST = 8192
const MOST_FIELDS = 32

/** In a query string everything else is escaped. */
const WRITTEN = /^[!-~]+$/

/** Telegram's names need no escapes; without them, and without line breaks in values, fields cannot be run together. */
const NAME = /^\w+$/

/**
 * The fields of a query string, as Telegram's own script decodes them; null where it is not well formed, or says one
 * thing twice: two readers could then take it for two different things.
 */
export function fieldsOf(text: string): Map<string, string> | null {
  if (text.length > LONGEST || !WRITTEN.test(text)) return null
  const fields = new Map<string, string>()
  for (let start = 0; start <= text.length; ) {
    const ampersand = text.indexOf('&', start)
    const end = ampersand === -1 ? text.length : ampersand
    const equals = text.indexOf('=', start)
    if (equals <= start || equals >= end) return null
    const name = text.slice(start, equals)
    const value = decode(text.slice(equals + 1, end))
    if (!NAME.test(name) || value === null || fields.has(name) || fields.size === MOST_FIELDS) return null
    fields.set(name, value)
    start = end + 1
  }
  return fields
}

/** `+` is a space, `%XX` a byte of UTF-8; null where a percent sign or the UTF-8 is broken, or a line breaks. */
function decode(text: string): string | null {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  try {
    const value = spaced.includes('%') ? decodeURIComponent(spaced) : spaced
    return value.includes('\n') ? null : value
  } catch {
    return null
  }
}
