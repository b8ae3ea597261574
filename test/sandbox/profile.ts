import type { BotDescription, BotName, BotShortDescription } from '@grammyjs/types'
import type { Call } from './call.ts'
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
