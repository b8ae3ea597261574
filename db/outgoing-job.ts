import { newId } from './id.ts'

/** One person's events at one endpoint go out one after the other. */
export interface Line {
  endpointId: string
  personId: number
}

/** What a job of `webhooks` is about: whatever is next in a line, or one delivery again, past its line. */
export type OutgoingTask = Line | { deliveryId: string }

/** How many lines of one endpoint go forward at once in a process: as many groups as its lines are dealt out to. */
export const LANES = 3

/** Has the next of a line delivered, behind what of it is in hand or waits to be tried again. */
export function nextJob(line: Line) {
  return { id: newId(), key: lineKey(line), group: laneOf(line), data: line }
}

/** Has one delivered again, whatever its line waits for. */
export function againJob({ deliveryId, ...line }: Line & { deliveryId: string }) {
  return { id: newId(), key: againKey(deliveryId), group: laneOf(line), data: { deliveryId } }
}

export function lineKey({ endpointId, personId }: Line): string {
  return `${endpointId} ${personId}`
}

export function againKey(deliveryId: string): string {
  return `again ${deliveryId}`
}

/** SQL: whether this delivery has a job of its own, past its line. In the words of pg-boss's indexes by key. */
export function outAgain(delivery: string): string {
  const jobs = `select from pgboss.job j where j.name = 'webhooks' and j.policy = 'key_strict_fifo'
    and j.singleton_key = 'again ' || ${delivery}.id`
  return `(exists (${jobs} and j.state < 'active' and not j.blocked) or exists (${jobs} and j.state in ('active', 'retry', 'failed')))`
}

/** All groups of an endpoint's jobs. */
export function lanesOf(endpointId: string): string[] {
  return Array.from({ length: LANES }, (_, lane) => `${endpointId} ${lane}`)
}

function laneOf({ endpointId, personId }: Line): string {
  return `${endpointId} ${personId % LANES}`
}
