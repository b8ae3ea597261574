/**
 * What is done later, or again until it succeeds. `messages`, `readings`, `renewals`, `webhooks`: of the jobs with one key,
 * one is in hand at a time, in their order; one that failed holds up the later ones of its key, and nobody else. `refunds`:
 * each by itself.
 */
export type Queue = 'messages' | 'refunds' | 'readings' | 'renewals' | 'webhooks'

export const POLICIES = {
  messages: 'key_strict_fifo',
  refunds: 'standard',
  readings: 'key_strict_fifo',
  renewals: 'key_strict_fifo',
  webhooks: 'key_strict_fifo',
} as const

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** A job is never given up: a year of tries, never further apart than a minute. */
const OURS = {
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  retentionSeconds: YEAR_SECONDS,
  // What is done is of no more use, and would be counted past at every look at what is not.
  deleteAfterSeconds: 3600,
  // A killed worker's job is taken up by another once its heartbeat has been silent for so long.
  heartbeatSeconds: 10,
}

/** What another service does not take is none of ours to hurry: from five seconds up to four hours apart. */
const THEIRS = { ...OURS, retryDelay: 5, retryDelayMax: 4 * 60 * 60 }

export const PATIENCE = {
  messages: OURS,
  refunds: OURS,
  readings: OURS,
  renewals: OURS,
  webhooks: THEIRS,
}

export const QUEUES = Object.keys(POLICIES) as Queue[]
