import type { ConversationFlavor } from '@grammyjs/conversations'
import type { PersonContext } from './context.ts'

/** What features for admins see: conversations can be begun and left. */
export type DeskContext = ConversationFlavor<PersonContext> & {
  /** What went wrong inside of a conversation; thrown outside of it, so that the conversation lives on. */
  failure?: { error: unknown }
}
