import type { Database } from '../../db/orm.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import { eachOf } from './crowd.ts'

/** What people were told, by the books and by what stands in their chats. */
export interface Messages {
  sent: number
  /** Notices not sent to people who can be written to. */
  unsent: number
  /** Sent by the books, and not in the chat. */
  missing: number
  /** In the chat and not in the books: the process was killed, or the answer lost, between sending and writing it down. */
  twice: number
}

/** Compares notices with the chats of `quiet` people, who never wrote and so got nothing else; `gone` blocked the bot. */
export async function compareMessages(
  database: Database,
  control: SandboxClient,
  { quiet, gone }: { quiet: number[]; gone: number[] },
): Promise<Messages> {
  const { rows } = await database.pool.query<{ person: number; message: number | null }>(
    'select person_id::float8 as person, message_id::float8 as message from notices',
  )
  const noted = Map.groupBy(rows, ({ person }) => person)
  const found: Messages = {
    sent: rows.filter(({ message }) => message !== null).length,
    unsent: rows.filter(({ person, message }) => message === null && !gone.includes(person)).length,
    missing: 0,
    twice: 0,
  }
  await eachOf(quiet, async person => {
    const { messages, bot } = await control.chat(person)
    const there = new Set(
      messages.filter(({ from }) => from?.id === bot.id).map(({ message_id }) => message_id),
    )
    const ours = (noted.get(person) ?? []).flatMap(({ message }) => (message === null ? [] : [message]))
    found.missing += ours.filter(message => !there.has(message)).length
    found.twice += there.size - ours.filter(message => there.has(message)).length
  })
  return found
}
