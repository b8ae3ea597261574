import { setTimeout } from 'node:timers/promises'

/** Resolves after so many milliseconds, or as soon as the signal is raised; never rejects. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  // The only error there is says that the signal was raised.
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
