import type { BotDescription, BotName, BotShortDescription, MenuButton } from '@grammyjs/types'
import type { Call } from './call.ts'
import { isObject, type Parameters, requiredTextField } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { Profile } from './state.ts'

export function setMyName(call: Call): true {
  return setProfile(call, 'name', 64, 'BOT_TITLE_INVALID')
}

export function getMyName(call: Call): BotName {
  return { name: readProfile(call, 'name') ?? call.bot.user.first_name }
}

export function setMyDescription(call: Call): true {
  return setProfile(call, 'description', 512, 'BOT_DESCRIPTION_INVALID')
}

export function getMyDescription(call: Call): BotDescription {
  return { description: readProfile(call, 'description') ?? '' }
}

export function setMyShortDescription(call: Call): true {
  return setProfile(call, 'short_description', 120, 'BOT_SHORT_DESCRIPTION_INVALID')
}

export function getMyShortDescription(call: Call): BotShortDescription {
  return { short_description: readProfile(call, 'short_description') ?? '' }
}

export function setChatMenuButton({ bot, params }: Call): true {
  bot.menuButtons.set(menuOwner(params), readMenuButton(params.json('menu_button', 'menu button')))
  return true
}

export function getChatMenuButton({ bot, params }: Call): MenuButton {
  const own = bot.menuButtons.get(menuOwner(params))
  return own ?? bot.menuButtons.get(0) ?? { type: 'commands' }
}

/** 0 is the default button of every private chat. */
function menuOwner(params: Parameters): number {
  return params.has('chat_id') ? params.userId('chat_id') : 0
}

function readMenuButton(given: unknown): MenuButton {
  if (given === undefined) return { type: 'default' }
  const wrong = (reason: string) => badRequest(`Can't parse menu button: ${reason}`)
  if (!isObject(given)) throw wrong('MenuButton must be an Object')
  switch (given['type']) {
    case 'default':
    case 'commands':
      return { type: given['type'] }
    case 'web_app': {
      if (!isObject(given['web_app'])) throw wrong('Can\'t find field "web_app"')
      return {
        type: 'web_app',
        text: requiredTextField(given, 'text'),
        web_app: { url: requiredTextField(given['web_app'], 'url') },
      }
    }
    default:
      throw wrong('MenuButton has unsupported type')
  }
}

function setProfile({ bot, params }: Call, field: keyof Profile, longest: number, refusal: string): true {
  const value = params.text(field)
  if (value.length > longest) throw badRequest(refusal)
  const language = params.text('language_code')
  const { [field]: _, ...rest } = bot.profile.get(language) ?? {}
  bot.profile.set(language, value === '' ? rest : { ...rest, [field]: value })
  return true
}

function readProfile({ bot, params }: Call, field: keyof Profile): string | undefined {
  return bot.profile.get(params.text('language_code'))?.[field] ?? bot.profile.get('')?.[field]
}
