import type { Api } from 'grammy'
import { pause } from './pause.ts'
import { persist } from './persist.ts'
import type { ReconcileDependencies } from './read-stars.ts'

const LOOK_MS = 500

/** grammY's own kind of `AbortSignal`. */
type Stop = Parameters<Api['getWebhookInfo']>[0]

/**
 * Waits until Telegram has no update for us: then what it has told of is in the books, in whichever process and however
 * updates come, for none is confirmed before that. Waits no longer than its patience, in case one is never answered.
 */
export async function untilQuiet(
  { api, logger }: Pick<ReconcileDependencies, 'api' | 'logger'>,
  { signal, patienceMs }: { signal: AbortSignal; patienceMs: number },
): Promise<void> {
  const startedAt = performance.now()
  while (!signal.aborted) {
    const { pending_update_count: waiting } = await persist(
      () => api.getWebhookInfo(signal as Stop),
      logger,
      signal,
    )
    if (!(waiting > 0)) return
    if (performance.now() - startedAt >= patienceMs)
      return logger.warn(
        { waiting },
        'updates still wait at Telegram; its list of transactions is read all the same',
      )
    await pause(LOOK_MS, signal)
  }
}
