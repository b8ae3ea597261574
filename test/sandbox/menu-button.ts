import type { MenuButton } from '@grammyjs/types'
import type { Call } from './call.ts'
import { isObject, requiredTextField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Bot } from './state.ts'
import { webAppUrl } from './web-app-url.ts'
import { tell } from './world.ts'

/** The default button of every private chat is kept under this id. */
const everyone = 0

export function setChatMenuButton(call: Call): true {
  const { world, bot, params } = call
  const button = readMenuButton(params.json('menu_button', 'menu button'))
  const owner = menuOwner(call)
  bot.menuButtons.set(owner, button)
  for (const person of owner === everyone ? world.state.people.keys() : [owner]) tell(world, person)
  return true
}

export function getChatMenuButton(call: Call): MenuButton {
  return call.bot.menuButtons.get(menuOwner(call)) ?? defaultButton(call.bot)
}

/** The button in the private chat with this person: their own, unless that is the default. */
export function menuButtonSeen(bot: Bot, person: number): MenuButton {
  const own = bot.menuButtons.get(person)
  return own && own.type !== 'default' ? own : defaultButton(bot)
}

/** What a link `t.me/<bot>?startapp` opens. Its address is BotFather's to know; here it is the default menu button's. */
export function mainApp(bot: Bot): string | undefined {
  const button = defaultButton(bot)
  return button.type === 'web_app' ? button.web_app.url : undefined
}

function defaultButton(bot: Bot): MenuButton {
  return bot.menuButtons.get(everyone) ?? { type: 'commands' }
}

function menuOwner({ bot, params }: Call): number {
  if (!params.has('chat_id')) return everyone
  const person = params.userId('chat_id')
  if (bot.dialogs.get(person)?.chat.type !== 'private') throw badRequest('user not found')
  return person
}

function readMenuButton(given: unknown): MenuButton {
  if (given === undefined) return { type: 'default' }
  const wrong = (reason: string) => badRequest(`Can't parse menu button: ${reason}`)
  if (!isObject(given)) throw wrong('MenuButton must be an Object')
  switch (given['type']) {
    case undefined:
      throw wrong('Can\'t find field "type"')
    case 'default':
    case 'commands':
      return { type: given['type'] }
    case 'web_app': {
      if (given['text'] === undefined) throw wrong('Can\'t find field "text"')
      if (!isObject(given['web_app'])) throw wrong('Can\'t find field "web_app"')
      if (given['web_app']['url'] === undefined) throw wrong('Can\'t find field "url"')
      const text = requiredTextField(given, 'text')
      const url = requiredTextField(given['web_app'], 'url')
      if (text === '') throw badRequest('Menu button text must be non-empty')
      return { type: 'web_app', text, web_app: { url: webAppUrl(url, 'Menu button') } }
    }
    default:
      throw wrong('MenuButton has unsupported type')
  }
}
