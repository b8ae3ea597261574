import type { HeardEvent, KnownAccess } from './face.ts'

/** What survives a restart of another service. Plain data and Maps only: it is saved as JSON. */
export interface ServiceState {
  away: boolean
  unsigned: number
  /** By `<telegram id> <key>`; also what is over, for what is older is known by it. */
  known: Map<string, LastWord>
  /** The newest, by their ids, oldest first. */
  heard: Map<string, HeardEvent>
}

/** What was said of somebody's key by the newest event of it. */
interface LastWord extends KnownAccess {
  isOpen: boolean
  sequence: number
}

export function newServiceState(): ServiceState {
  return { away: false, unsigned: 0, known: new Map(), heard: new Map() }
}
