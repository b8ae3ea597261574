/** Nothing came in time. */
class Late extends Error {}

/** What `work` resolves to, or a rejection when it has not after `ms`; the work itself goes on, and is not waited for. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Late(`no answer within ${ms} ms`)), ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether it is what `within` rejects with when the time is over. */
export function isLate(error: unknown): boolean {
  return error instanceof Late
}
