import { unless } from './unless.ts'

/** One page of a list of Stripe's. */
interface Page<T> {
  data: T[]
  has_more: boolean
}

/**
 * A list of Stripe's, newest first, page by page, so that no more than one is in memory. Rejects as soon as the signal
 * is raised, also while Stripe has not answered yet.
 */
export async function* pagesOf<T extends { id: string }>(
  ask: (place: { limit: number; starting_after?: string }) => Promise<Page<T>>,
  signal: AbortSignal,
): AsyncGenerator<T[]> {
  for (let last: T | undefined; ; ) {
    const place = { limit: 100, ...(last && { starting_after: last.id }) }
    const { data, has_more } = await unless(signal, ask(place))
    yield data
    last = data.at(-1)
    if (!has_more || !last) return
  }
}
