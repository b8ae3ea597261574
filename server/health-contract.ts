import Type from 'typebox'
import { PROBLEM } from './contract.ts'
import { named, yesOrNo } from './named.ts'

/** What the health routes answer, for whoever watches the process. */

export const LiveJson = named('Live', 'The process answers.', { status: Type.Enum(['ok']) })

const READINESS = {
  ready: yesOrNo('It can do its work: the books answer, and their schema is current'),
  database: Type.Enum(['ok', 'down']),
  schema: Type.Enum(['current', 'behind', 'unknown']),
  providers: Type.Record(Type.String(), Type.Enum(['ok', 'trouble', 'unknown']), {
    description: 'How they have been lately, by name. They have no say in `ready`',
  }),
}

export const ReadyJson = named('Ready', 'The process can do its work.', READINESS)
export const NotReadyJson = named('NotReady', 'The process cannot do its work, and why.', {
  ...PROBLEM,
  ...READINESS,
})
