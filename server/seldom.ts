/** Answers true the first time it is asked, and again once `everyMs` have passed: for what the log is to say once. */
export function seldom(everyMs: number, now: () => Date): () => boolean {
  let lastAt = Number.NEGATIVE_INFINITY
  return () => {
    if (+now() - lastAt < everyMs) return false
    lastAt = +now()
    return true
  }
}
