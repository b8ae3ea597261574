/** Of the network below the database: it is not there, or not any more. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/**
 * Of Postgres: connections broken (08) or refused (3D000, 55000), no room (53), going down or coming up (57P), and
 * statements it gave up because they took too long (57014).
 */
const POSTGRES = /^(08...|53...|57P..|57014|3D000|55000)$/

/** What the driver says where it has no code. */
const DRIVER =
  /(^|\n - )(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error)/

/** Whether the books could not be reached or did not answer in time, so that the same call may work in a moment. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return NETWORK.has(code) || POSTGRES.test(code) || DRIVER.test(error.message) || isOutage(error.cause)
}
