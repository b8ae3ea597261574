/** What is kept of webhooks beside the endpoints themselves: what they are signed with, and what has not arrived yet. */
export interface Hooks {
  /** By endpoint: several while they rotate, each event is signed with all of them. */
  secrets: Map<string, string[]>
  /** In the order they happened. */
  waiting: Waiting[]
}

/** An event on its way to one endpoint. */
export interface Waiting {
  endpoint: string
  event: { id: string; type: string }
  /** The very bytes that are signed and sent, each time the same. */
  payload: string
  tries: number
  /** Milliseconds since the epoch: three days later it is given up. */
  since: number
  /** Held back, it may go all the same. */
  released?: boolean
  /** Lower ones go first; those without keep their order. */
  rank?: number
}

export function newHooks(): Hooks {
  return { secrets: new Map(), waiting: [] }
}
