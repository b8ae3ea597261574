import { defineEntity, p } from '@mikro-orm/core'

/** A conversation of the bot that waits for an answer, in the bot's own words; any process continues it. */
export const ConversationEntity = defineEntity({
  name: 'Conversation',
  tableName: 'conversations',
  properties: {
    key: p.text().primary(),
    // Not jsonb: nobody looks inside, and jsonb refuses characters that people can type.
    state: p.json<unknown>().columnType('json'),
    touchedAt: p.datetime().index(),
  },
})

/** Half-finished conversations, kept for a day after they were last written. */
export interface Conversations {
  /** What was last written under this key; null: nothing, or it was forgotten. */
  read(key: string): Promise<unknown>
  write(key: string, state: unknown): Promise<void>
  delete(key: string): Promise<void>
}
