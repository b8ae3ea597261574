import type { Message, User } from '@grammyjs/types'
import { unanswered } from './callback.ts'
import { commandsSeen } from './commands.ts'
import { append, newDialog, privateChat, privateDialog } from './dialog.ts'
import { withFound } from './entities.ts'
import type { ChatView, NewPerson, SandboxPerson } from './face.ts'
import { menuButtonSeen } from './menu-button.ts'
import { ControlRefusal } from './refusal.ts'
import { subscriptionsOf } from './star-subscription.ts'
import type { Bot, Person } from './state.ts'
import { messageSeconds, push } from './updates.ts'
import { seconds, tell, type World } from './world.ts'

const purse = 1000

export function addPerson(world: World, asked: NewPerson): Person {
  const { state } = world
  const id = asked.id ?? state.nextPersonId++
  if (state.people.has(id)) throw new ControlRefusal(409, `there is a person ${id} already`)
  const { first_name, last_name, username, language_code } = asked
  const user: User = {
    id,
    is_bot: false,
    first_name,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
    ...(language_code === undefined ? {} : { language_code }),
  }
  const person: Person = { user, stars: asked.stars ?? purse, payments: 0, deactivated: false }
  state.people.set(id, person)
  state.nextPersonId = Math.max(state.nextPersonId, id + 1)
  tell(world, id)
  return person
}

export function findPerson(world: World, id: number): Person {
  const person = world.state.people.get(id)
  if (!person) throw new ControlRefusal(404, `there is no person ${id}`)
  return person
}

/** A person about to do something, which a deactivated account cannot. */
export function actingPerson(world: World, id: number): Person {
  const person = findPerson(world, id)
  if (person.deactivated) throw new ControlRefusal(409, `the account of person ${id} is deactivated`)
  return person
}

/** A text typed into the private chat with the bot; the first one opens it. */
export function sendText(world: World, bot: Bot, person: Person, typed: string): Message {
  const dialog = privateDialog(bot, person)
  if (dialog.blocked)
    throw new ControlRefusal(409, 'the person has blocked the bot: unblock it before writing')
  const { text, entities } = typedText(typed)
  dialog.started = true
  const found = entities.length > 0 ? { entities } : {}
  const message = append(world, dialog, { from: person.user, text, ...found })
  push(world, bot, { message }, messageSeconds)
  return message
}

export function typedText(typed: string) {
  const text = typed.trim()
  if (text === '' || text.length > 4096) throw new ControlRefusal(400, 'a text has 1 to 4096 characters')
  return withFound({ text, entities: [] })
}

/** Blocks or unblocks the bot; the bot hears of each change by `my_chat_member`. */
export function setBlocked(world: World, bot: Bot, person: Person, blocked: boolean): void {
  const dialog = privateDialog(bot, person)
  if (dialog.blocked === blocked) return
  dialog.blocked = blocked
  const member = { status: 'member' as const, user: bot.user }
  const kicked = { status: 'kicked' as const, user: bot.user, until_date: 0 }
  const change = {
    chat: dialog.chat,
    from: person.user,
    date: seconds(world.now()),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  }
  push(world, bot, { my_chat_member: change }, messageSeconds)
  tell(world, person.user.id)
}

export function sandboxPerson(bot: Bot, person: Person): SandboxPerson {
  const blocked = bot.dialogs.get(person.user.id)?.blocked ?? false
  return { user: person.user, stars: person.stars, blocked }
}

export function chatView(world: World, bot: Bot, person: Person): ChatView {
  // Looking does not open the chat.
  const dialog = bot.dialogs.get(person.user.id) ?? newDialog(privateChat(person.user))
  const { id, first_name, username } = bot.user
  return {
    person: sandboxPerson(bot, person),
    bot: { id, is_bot: true, first_name, username },
    messages: [...dialog.messages.values()],
    commands: commandsSeen(bot, dialog, { id: person.user.id, language: person.user.language_code ?? '' }),
    menu_button: menuButtonSeen(bot, person.user.id),
    toasts: dialog.toasts,
    unanswered: unanswered(world, bot, dialog),
    paid: [...dialog.invoices].flatMap(([message_id, { charges }]) =>
      charges.map(charge_id => ({ message_id, charge_id })),
    ),
    subscriptions: subscriptionsOf(bot, person.user.id),
    ...(dialog.replyKeyboard ? { reply_keyboard: dialog.replyKeyboard } : {}),
  }
}
