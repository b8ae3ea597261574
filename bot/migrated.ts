import type { Transformer } from 'grammy'

/** How many groups that moved are remembered; one that was forgotten costs one refused call more. */
const REMEMBERED = 1000

/**
 * Follows a group to its new id when it became a supergroup (case 43): Telegram refuses the old one and names the new.
 * The call is made once more there, and later ones go there at once.
 */
export function followMigrated(): Transformer {
  const movedTo = new Map<number, number>()
  return async (prev, method, payload, signal) => {
    const chat = 'chat_id' in payload && typeof payload.chat_id === 'number' ? payload.chat_id : null
    if (chat === null) return await prev(method, payload, signal)

    const at = (chat_id: number) => prev(method, { ...payload, chat_id }, signal)
    const result = await at(movedTo.get(chat) ?? chat)
    const moved = result.ok ? undefined : result.parameters?.migrate_to_chat_id
    if (moved === undefined) return result

    movedTo.set(chat, moved)
    const [oldest] = movedTo.keys()
    if (movedTo.size > REMEMBERED && oldest !== undefined) movedTo.delete(oldest)
    return await at(moved)
  }
}
