/** How often a webhook has failed to take an update, and how long the last wait was, in seconds. */
export interface Ladder {
  fails: number
  wait: number
}

export const ground: Ladder = { fails: 0, wait: 1 }

const longestWait = 60
const longestRetryAfter = 3600

/**
 * The next rung and the seconds to wait on it: none after the first failure, then 2, 4, 8 and so on up to a random
 * 60-120; what the answer's Retry-After asks for comes instead, an hour at most, and climbs no rung.
 */
export function climb(
  { fails, wait }: Ladder,
  retryAfter: number,
  random: () => number = Math.random,
): { ladder: Ladder; seconds: number } {
  const asked = Math.min(Math.max(retryAfter, 0), longestRetryAfter)
  if (asked > 0 || fails === 0) return { ladder: { fails: fails + 1, wait }, seconds: asked }
  const highest = longestWait + Math.floor(random() * (longestWait + 1))
  const next = Math.min(highest, wait * 2)
  return { ladder: { fails: fails + 1, wait: next }, seconds: next }
}
