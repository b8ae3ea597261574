/** What was asked for, or a rejection when the signal is raised before it comes. */
export async function unless<T>(signal: AbortSignal, asked: Promise<T>): Promise<T> {
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([asked, stopped.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
