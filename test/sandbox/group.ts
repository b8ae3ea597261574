import type { Chat, Message, User } from '@grammyjs/types'
import { commandsSeen } from './commands.ts'
import { append, newDialog } from './dialog.ts'
import type { GroupView, NewGroup } from './group-face.ts'
import { findPerson, typedText } from './people.ts'
import { ControlRefusal } from './refusal.ts'
import type { Bot, Dialog, Person } from './state.ts'
import { messageSeconds, push } from './updates.ts'
import { seconds, type World } from './world.ts'

/** Who an anonymous administrator is to a bot. */
export const anonymousAdmin: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
}

export function addGroup(world: World, bot: Bot, asked: NewGroup): Dialog {
  const [first, ...others] = asked.members.map(id => findPerson(world, id))
  if (!first) throw new ControlRefusal(400, 'a group has at least one member')
  const chat =
    asked.type === 'group'
      ? { id: -world.state.nextGroupId++, type: 'group' as const, title: asked.title }
      : newSupergroup(world, asked.title)
  const dialog: Dialog = { ...newDialog(chat), started: true }
  dialog.members.set(first.user.id, 'creator')
  for (const { user } of others)
    dialog.members.set(user.id, asked.administrators?.includes(user.id) ? 'administrator' : 'member')
  bot.dialogs.set(chat.id, dialog)
  const change = {
    chat,
    from: first.user,
    date: seconds(world.now()),
    old_chat_member: { status: 'left' as const, user: bot.user },
    new_chat_member: { status: 'member' as const, user: bot.user },
  }
  push(world, bot, { my_chat_member: change }, messageSeconds)
  return dialog
}

export function newSupergroup({ state }: World, title: string): Chat.SupergroupChat {
  return { id: -1_000_000_000_000 - state.nextGroupId++, type: 'supergroup', title }
}

export function findGroup(bot: Bot, id: number): Dialog {
  const dialog = bot.dialogs.get(id)
  if (!dialog || dialog.chat.type === 'private') throw new ControlRefusal(404, `there is no group ${id}`)
  return dialog
}

/** A text written in a group; the bot, in privacy mode, only hears commands that can be meant for it. */
export function sendToGroup(
  world: World,
  bot: Bot,
  dialog: Dialog,
  said: { person: Person; text: string; anonymous: boolean },
): Message {
  if (dialog.upgraded_to !== undefined)
    throw new ControlRefusal(409, `the group is the supergroup ${dialog.upgraded_to} now`)
  const role = dialog.members.get(said.person.user.id)
  if (!role) throw new ControlRefusal(409, 'the person is not a member of this group')
  if (said.anonymous && role === 'member')
    throw new ControlRefusal(409, 'only administrators can be anonymous')
  const { text, entities } = typedText(said.text)
  const sender = said.anonymous
    ? { from: anonymousAdmin, sender_chat: dialog.chat }
    : { from: said.person.user }
  const message = append(world, dialog, { ...sender, text, ...(entities.length > 0 ? { entities } : {}) })
  if (isForBot(bot, text)) push(world, bot, { message }, messageSeconds)
  return message
}

export function groupView(bot: Bot, dialog: Dialog, person: Person | undefined): GroupView {
  const { chat } = dialog
  if (chat.type === 'private') throw new Error(`chat ${chat.id} is no group`)
  const viewer = { id: person?.user.id ?? 0, language: person?.user.language_code ?? '' }
  return { chat, messages: [...dialog.messages.values()], commands: commandsSeen(bot, dialog, viewer) }
}

function isForBot(bot: Bot, text: string): boolean {
  const [, addressee] = /^\/\w{1,64}(?:@(\w+))?/.exec(text) ?? [undefined, 'nobody']
  return addressee === undefined || addressee.toLowerCase() === bot.user.username.toLowerCase()
}
