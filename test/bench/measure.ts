/** Runs `work` on every item with at most `inFlight` at once; items per second. */
export async function rateOf<T>(
  items: Iterable<T>,
  inFlight: number,
  work: (item: T) => Promise<unknown>,
): Promise<number> {
  const queue = items[Symbol.iterator]()
  let done = 0
  const began = performance.now()
  const lane = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      await work(next.value)
      done++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
  return done / ((performance.now() - began) / 1000)
}

export function median(figures: number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}
