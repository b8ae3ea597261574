import type { Api } from 'grammy'
import type { BotCommandScope } from 'grammy/types'
import type { Logger } from 'pino'
import { persist } from './persist.ts'
import { LANGUAGES, type Language, type Texts } from './texts.ts'
import { trouble } from './trouble.ts'

export interface Command {
  name: string
  /** The id of its line in the commands menu. */
  text: string
}

/** What everyone may send, in the order of the menu. */
export const COMMANDS: Command[] = [
  { name: 'start', text: 'command-start' },
  { name: 'plans', text: 'command-plans' },
  { name: 'buy', text: 'command-buy' },
  { name: 'status', text: 'command-status' },
  { name: 'language', text: 'command-language' },
  { name: 'help', text: 'command-help' },
  { name: 'paysupport', text: 'command-paysupport' },
  { name: 'support', text: 'command-support' },
  { name: 'terms', text: 'command-terms' },
  { name: 'privacy', text: 'command-privacy' },
]

/** What admins may send besides; for everyone else these do not exist. */
export const ADMIN_COMMANDS: Command[] = [
  { name: 'find', text: 'command-find' },
  { name: 'why', text: 'command-why' },
  { name: 'refund', text: 'command-refund' },
]

interface Registration {
  api: Api
  texts: Texts
  adminIds: number[]
  logger: Logger
}

/**
 * Tells Telegram the commands menu in each language; the longer one in admins' own chats only. Telegram knows no chat
 * with an admin who never wrote to the bot: that menu is left out, and comes when they send /start.
 */
export async function registerCommands(registration: Registration): Promise<void> {
  for (const language of [undefined, ...LANGUAGES])
    await register(registration, COMMANDS, { type: 'default' }, language)

  for (const admin of registration.adminIds) await registerAdminMenu(registration, admin)
}

/** The longer menu, in one admin's own chat. */
export async function registerAdminMenu(
  registration: Omit<Registration, 'adminIds'>,
  admin: number,
): Promise<void> {
  const scope = { type: 'chat', chat_id: admin } as const
  for (const language of [undefined, ...LANGUAGES])
    await register(registration, [...COMMANDS, ...ADMIN_COMMANDS], scope, language)
}

async function register(
  { api, texts, logger }: Omit<Registration, 'adminIds'>,
  commands: Command[],
  scope: BotCommandScope,
  language: Language | undefined,
): Promise<void> {
  const { plain } = texts.speak(language)
  const menu = commands.map(({ name, text }) => ({ command: name, description: plain(text) }))
  const options = { scope, ...(language && { language_code: language }) }
  try {
    await persist(() => api.setMyCommands(menu, options), logger)
  } catch (error) {
    logger.info({ scope, language, ...trouble(error) }, 'commands menu not registered')
  }
}
