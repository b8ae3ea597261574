import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** No statement of ours takes as long. */
const SILENCE_MS = 120_000

/**
 * The wire of a connection to Postgres. A host that vanished says no word, and the system would wait for one for a
 * quarter of an hour; this wire ends before that, and the pool makes another.
 */
export function awake(): Socket {
  const wire = new Socket()
  wire.setTimeout(SILENCE_MS, () => hangUp(wire))
  return wire
}

/** Ends a connection whose other side does not answer: what was asked on it fails at once. */
export function hangUp(wire: Duplex): void {
  wire.destroy(Object.assign(new Error('the database did not answer in time'), { code: 'ETIMEDOUT' }))
}
