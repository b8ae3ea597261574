import type { Logger } from 'pino'
import type { Billing } from '../db/billing.ts'
import { createApi, type Line } from './api.ts'
import { PATIENCE_MS, type Registration, registerOwnMenus } from './menus.ts'
import type { Texts } from './texts.ts'
import { trouble } from './trouble.ts'
import { unwatched } from './watch.ts'

interface FollowDependencies extends Pick<Line, 'token' | 'apiRoot'> {
  billing: Pick<Billing, 'findPeople'>
  adminIds: number[]
  appUrl: string | null
  texts: Texts
  logger: Logger
}

/** For a language chosen elsewhere than in the chat, once it is in the books: that person's menus follow. */
export function followLanguage(
  dependencies: FollowDependencies,
  patienceMs = PATIENCE_MS,
): (personId: number) => Promise<void> {
  const { token, apiRoot } = dependencies
  const api = createApi({ ...unwatched, token, apiRoot, patient: false })
  return followBy({ ...dependencies, api }, patienceMs)
}

/**
 * Has a person's menus speak the language in the books. However often they choose meanwhile, the last choice stands;
 * that another process registers menus at the same moment changes nothing about it, as whoever is done last looks
 * again. One registration takes `patienceMs` at most; never rejects.
 */
export function followBy(
  { billing, ...registration }: Registration & Pick<FollowDependencies, 'billing'>,
  patienceMs = PATIENCE_MS,
): (personId: number) => Promise<void> {
  /** Whose menus are being registered; true: there may be another choice to look at. */
  const busy = new Map<number, boolean>()

  return async personId => {
    if (busy.has(personId)) return void busy.set(personId, true)
    try {
      let registered: string | null | undefined
      do {
        busy.set(personId, false)
        const [person] = await billing.findPeople(String(personId))
        if (!person || (person.language ?? null) === registered) continue
        registered = person.language ?? null
        await registerOwnMenus({ ...registration, stop: AbortSignal.timeout(patienceMs) }, person)
        busy.set(personId, true)
      } while (busy.get(personId))
    } catch (error) {
      registration.logger.warn({ person: personId, ...trouble(error) }, 'menus do not follow the language')
    } finally {
      busy.delete(personId)
    }
  }
}
