import type { Message, Update } from 'grammy/types'
import type { Pool } from '../../db/orm.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import type { Customer } from './customer.ts'

/** What the bot has said to the person and their admin, as `chat/message`, and its words. */
export async function said(
  telegram: SandboxClient,
  { personId, adminId }: Customer,
): Promise<{ id: string; to: 'person' | 'admin'; text: string }[]> {
  const fromBot = async (chat: number, to: 'person' | 'admin') =>
    (await telegram.chat(chat)).messages
      .filter(({ from }) => from?.is_bot)
      .map(({ message_id, text = '' }) => ({ id: `${chat}/${message_id}`, to, text }))
  return [...(await fromBot(personId, 'person')), ...(await fromBot(adminId, 'admin'))]
}

/** Messages that Telegram has taken and the books do not know as sent. */
export async function unrecorded(pool: Pool, telegram: SandboxClient, customer: Customer): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select person_id || '/' || message_id as id from notices where person_id = any($1) and sent_at is not null`,
    [[customer.personId, customer.adminId]],
  )
  const recorded = new Set(rows.map(({ id }) => id))
  return (await said(telegram, customer)).map(({ id }) => id).filter(id => !recorded.has(id))
}

/** The updates in which Telegram told of the refunds of this person. */
export async function refundsTold(telegram: SandboxClient, { personId }: Customer): Promise<Update[]> {
  const { messages } = await telegram.chat(personId)
  return messages.filter(isRefund).map(message => ({ update_id: message.message_id, message }) as Update)
}

function isRefund(message: Message): boolean {
  return message.refunded_payment !== undefined
}
