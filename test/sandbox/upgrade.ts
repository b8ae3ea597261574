import type { Chat } from '@grammyjs/types'
import { append, newDialog } from './dialog.ts'
import { anonymousAdmin, findGroup, newSupergroup } from './group.ts'
import { findPerson } from './people.ts'
import { ControlRefusal } from './refusal.ts'
import type { Bot } from './state.ts'
import { messageSeconds, push } from './updates.ts'
import type { World } from './world.ts'

/**
 * The group becomes a supergroup with an id of its own; a service message in each names the other. Nobody can write
 * to the old one any more.
 */
export function upgrade(world: World, bot: Bot, id: number): Chat.SupergroupChat {
  const group = findGroup(bot, id)
  if (group.chat.type !== 'group') throw new ControlRefusal(409, `chat ${id} is a supergroup already`)
  if (group.upgraded_to !== undefined) throw new ControlRefusal(409, `group ${id} was upgraded already`)
  const chat = newSupergroup(world, group.chat.title)
  const supergroup = { ...newDialog(chat), started: true, members: new Map(group.members) }
  bot.dialogs.set(chat.id, supergroup)
  group.upgraded_to = chat.id
  const [owner = 0] = group.members.keys()
  const left = append(world, group, { from: findPerson(world, owner).user, migrate_to_chat_id: chat.id })
  push(world, bot, { message: left }, messageSeconds)
  const begun = append(world, supergroup, {
    from: anonymousAdmin,
    sender_chat: chat,
    migrate_from_chat_id: id,
  })
  push(world, bot, { message: begun }, messageSeconds)
  return chat
}
