/** Fields whose value is nobody's business, at whatever depth: credentials, what proves identity, whole payloads. */
const SECRET_FIELD =
  /authorization|cookie|token|secret|passw|init_?data|api_?keys?$|signature|database_?url|^(payload|body|raw.*|headers|update)$/i

/** What gives a secret away inside a text, and what is left of it. Each stops at a bound, so none can be made slow. */
const SECRET_TEXT: [RegExp, string][] = [
  // A bot token, also in the middle of a Bot API address.
  [/\d{1,20}(?::|%3A)[\w-]{30,}/gi, '[token]'],
  [/\b(bearer|basic)\s{1,4}[^\s"']+/gi, '$1 [secret]'],
  [/\b(?:[sr]k_(?:test|live)_\w+|whsec_[\w+/=-]+)/g, '[secret]'],
  // What a device proves itself by.
  [/spd_[\w-]{8,200}/gi, '[secret]'],
  // A JWT.
  [/\beyJ[\w-]{1,2000}\.[\w-]{1,2000}\.[\w-]*/g, '[token]'],
  [/:\/\/[^\s/@]{1,500}@/g, '://[secret]@'],
  [
    /(authorization|api[_-]?key|secret|token|passw(?:or)?d)(["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"'&,;[]+/gi,
    '$1$2[secret]',
  ],
]

/** initData as a whole: it is signed as a whole. */
const INIT_DATA = /(?:^|[?&#=]|%26|%3F)hash(?:=|%3D)[0-9a-f]{64}/i

/** Characters of a text that are looked at, and of those the ones that are kept. */
const READ = 16_000
const KEPT = 4000

/** What every line with something to leave out has in it. Nearly all have none of this, and cost one look. */
const SUSPECT =
  /authorization|cookie|token|secret|passw|init_?data[^"]*":|api[_-]?key|signature|database_?url|"(?:payload|body|raw[^"]*|headers|update)"|bearer|basic|whsec|spd_|[sr]k_|eyj|:\/\/|hash|\d(?::|%3a)[\w-]{30}/i

/** One line of the log without anything secret in it; still one line of JSON. */
export function scrubLine(line: string): string {
  if (line.length <= KEPT && !SUSPECT.test(line)) return line
  return `${JSON.stringify(scrub(JSON.parse(line)))}\n`
}

function scrub(value: unknown): unknown {
  if (typeof value === 'string') return scrubText(value)
  if (Array.isArray(value)) return value.map(scrub)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      SECRET_FIELD.test(field) ? hide(inner) : scrub(inner),
    ]),
  )
}

/** A count or a flag under such a name tells nothing. */
function hide(value: unknown): unknown {
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? '[secret]' : value
}

function scrubText(text: string): string {
  const words = text.slice(0, READ).replace(/\S+/g, word => (INIT_DATA.test(word) ? '[init_data]' : word))
  const clean = SECRET_TEXT.reduce((rest, [pattern, left]) => rest.replace(pattern, left), words)
  return clean.length > KEPT ? `${clean.slice(0, KEPT)} [cut]` : clean
}
