import type { EntityManager } from '@mikro-orm/postgresql'
import { ActEntity, type ActKind } from './act.ts'
import { newId } from './id.ts'

type Recorded = Awaited<ReturnType<typeof found>>

/** Who asked for what, and about whom. */
interface Asked {
  request: string
  kind: ActKind
  adminId: number
  personId: number
}

/**
 * What was done when this was asked before; null: it was not. Look with the person locked: of two who ask at the same
 * moment the second then sees what the first did.
 */
export async function earlierAct(em: EntityManager, asked: Asked): Promise<Recorded> {
  const act = await found(em, asked.request)
  const same = act?.kind === asked.kind && act.adminId === asked.adminId && act.person.id === asked.personId
  if (act && !same) throw new Error(`the request ${asked.request} was for something else before`)
  return act
}

async function found(em: EntityManager, request: string) {
  return await em.findOne(ActEntity, { request })
}

/** Puts an act into the trail, in the transaction of what it does. */
export function recordAct(
  em: EntityManager,
  { personId, ...asked }: Asked,
  done: {
    refund?: string
    grant?: string
    until?: Date | null
    endedSessions?: number
    reason: string
    doneAt: Date
  },
): void {
  const nothing = { refund: null, grant: null, until: null, endedSessions: null }
  em.create(ActEntity, { id: newId(), ...asked, person: personId, ...nothing, ...done })
}
