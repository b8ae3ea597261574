import Type from 'typebox'
import { PROBLEM } from './contract.ts'

/** What the health routes answer, for whoever watches the process. */

export const LiveJson = Type.Object({ status: Type.Enum(['ok']) })

const READINESS = {
  ready: Type.Boolean(),
  database: Type.Enum(['ok', 'down']),
  schema: Type.Enum(['current', 'behind', 'unknown']),
  /** How the providers have been lately. They have no say in `ready`. */
  providers: Type.Record(Type.String(), Type.Enum(['ok', 'trouble', 'unknown'])),
}

export const ReadyJson = Type.Object(READINESS)
export const NotReadyJson = Type.Object({ ...PROBLEM, ...READINESS })
