import type { Logger } from 'pino'
import type { Billing } from '../db/billing.ts'
import { createApi, type Line } from './api.ts'
import { PATIENCE_MS, registerOwnMenus } from './menus.ts'
import { createTexts } from './texts.ts'
import { trouble } from './trouble.ts'
import { unwatched } from './watch.ts'

interface FollowDependencies extends Pick<Line, 'token' | 'apiRoot'> {
  billing: Billing
  adminIds: number[]
  appUrl: string | null
  logger: Logger
}

/**
 * For a language chosen elsewhere than in the chat, once it is in the books: that person's menus follow. However often
 * they choose meanwhile, the last choice stands. One takes `patienceMs` at most; never rejects.
 */
export function followLanguage(
  dependencies: FollowDependencies,
  patienceMs = PATIENCE_MS,
): (personId: number) => Promise<void> {
  const { billing, logger, token, apiRoot } = dependencies
  const api = createApi({ ...unwatched, token, apiRoot, patient: false })
  const registration = { ...dependencies, api, texts: createTexts({ logger, strict: false }) }
  /** Whose menus are being registered; true: they have chosen again since. */
  const busy = new Map<number, boolean>()

  return async personId => {
    if (busy.has(personId)) return void busy.set(personId, true)
    try {
      do {
        busy.set(personId, false)
        const [person] = await billing.findPeople(String(personId))
        const stop = AbortSignal.timeout(patienceMs)
        if (person) await registerOwnMenus({ ...registration, stop }, person)
      } while (busy.get(personId))
    } catch (error) {
      logger.warn({ person: personId, ...trouble(error) }, 'menus do not follow the language')
    } finally {
      busy.delete(personId)
    }
  }
}
