import type { BotCommand } from '@grammyjs/types'
import type { Call } from './call.ts'
import { dialogById } from './dialog.ts'
import { integerField, isObject, type Parameters, requiredTextField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Bot, Dialog } from './state.ts'
import { tell, type World } from './world.ts'

export function setMyCommands(call: Call): true {
  const commands = readCommands(call.params)
  const key = scopeKey(call)
  if (commands.length > 0) call.bot.commands.set(key, commands)
  else call.bot.commands.delete(key)
  show(call.world)
  return true
}

export function getMyCommands(call: Call): BotCommand[] {
  return call.bot.commands.get(scopeKey(call)) ?? []
}

export function deleteMyCommands(call: Call): true {
  call.bot.commands.delete(scopeKey(call))
  show(call.world)
  return true
}

/** A list may be anybody's to see; clients look again, and find it changed or not. */
function show(world: World): void {
  for (const person of world.state.people.keys()) tell(world, person)
}

/** The commands this person sees in this chat: the first list set, from the narrowest scope to the widest. */
export function commandsSeen(
  bot: Bot,
  dialog: Dialog,
  person: { id: number; language: string },
): BotCommand[] {
  const chat = dialog.chat.id
  const role = dialog.members.get(person.id)
  const administers = role === 'administrator' || role === 'creator'
  const scopes =
    dialog.chat.type === 'private'
      ? [`chat:${chat}`, 'all_private_chats', 'default']
      : [
          `chat_member:${chat}:${person.id}`,
          ...(administers ? [`chat_administrators:${chat}`] : []),
          `chat:${chat}`,
          ...(administers ? ['all_chat_administrators'] : []),
          'all_group_chats',
          'default',
        ]
  const language = person.language.slice(0, 2)
  for (const scope of scopes) {
    const list = bot.commands.get(`${scope} ${language}`) ?? bot.commands.get(`${scope} `)
    if (list) return list
  }
  return []
}

function readCommands(params: Parameters): BotCommand[] {
  const given = params.json('commands', 'commands') ?? []
  if (!Array.isArray(given)) throw badRequest('Expected an Array of BotCommand')
  const commands = given.map(readCommand)
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  return commands
}

function readCommand(value: unknown): BotCommand {
  if (!isObject(value)) throw badRequest("Can't parse BotCommand: expected an Object")
  const command = requiredTextField(value, 'command').replace(/^\//, '')
  const description = requiredTextField(value, 'description')
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command, description }
}

/** Scope and language as one key, checked. A chat the bot does not know is refused, as for every method. */
function scopeKey({ bot, params }: Call): string {
  const language = params.text('language_code')
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('Invalid language code specified')
  const scope = params.json('scope', 'BotCommandScope')
  if (scope === undefined) return `default ${language}`
  const wrong = (reason: string) => badRequest(`Can't parse BotCommandScope: ${reason}`)
  if (!isObject(scope)) throw wrong('BotCommandScope must be an Object')
  const type = requiredTextField(scope, 'type')
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return `${type} ${language}`
    case 'chat':
    case 'chat_administrators':
    case 'chat_member': {
      const id = requiredTextField(scope, 'chat_id')
      if (id === '') throw wrong('Empty chat_id specified')
      const { chat } = dialogById(bot, id)
      if (type === 'chat') return `chat:${chat.id} ${language}`
      if (chat.type === 'private') throw badRequest('there are no administrators in the private chat')
      if (type === 'chat_administrators') return `${type}:${chat.id} ${language}`
      const user = integerField(scope, 'user_id')
      if (user <= 0) throw wrong('Invalid user_id specified')
      return `${type}:${chat.id}:${user} ${language}`
    }
    default:
      throw wrong('Unsupported type specified')
  }
}
