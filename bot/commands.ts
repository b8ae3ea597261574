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
  { name: 'grant', text: 'command-grant' },
  { name: 'revoke', text: 'command-revoke' },
  { name: 'balance', text: 'command-balance' },
  { name: 'audit', text: 'command-audit' },
]

/** How long a person waits for their menu where Telegram is busy; the next /start registers it too. */
const PATIENCE_MS = 5_000

interface Registration {
  api: Api
  texts: Texts
  logger: Logger
  /** From then on nothing is tried again. */
  stop?: AbortSignal
}

/** A chat with a menu of its own: an admin's, or one whose person chose a language. */
interface OwnMenu {
  chatId: number
  isAdmin: boolean
  /** The one they chose; null: the language of their Telegram. */
  language: Language | null
}

/**
 * Tells Telegram the commands menu in each language; the longer one in admins' own chats only. Telegram knows no chat
 * with an admin who never wrote to the bot: that menu is left out, and comes when they send /start.
 */
export async function registerCommands(registration: Registration, admins: OwnMenu[]): Promise<void> {
  for (const language of [undefined, ...LANGUAGES])
    await register(registration, COMMANDS, { type: 'default' }, language)
  for (const admin of admins) await registerMenu(registration, admin)
}

/** The menu of one chat. Who waits for it, with no signal of their own to stop it, waits for a few seconds at most. */
export async function registerMenu(given: Registration, menu: OwnMenu): Promise<void> {
  const registration = { stop: AbortSignal.timeout(PATIENCE_MS), ...given }
  const { chatId, isAdmin, language } = menu
  const scope = { type: 'chat', chat_id: chatId } as const
  // A menu for a language of Telegram's would win over the one for any, so what stood there goes.
  for (const code of [undefined, ...LANGUAGES]) await unregister(registration, scope, code)

  const commands = isAdmin ? [...COMMANDS, ...ADMIN_COMMANDS] : COMMANDS
  if (language !== null) return register(registration, commands, scope, undefined, language)
  if (!isAdmin) return
  for (const code of [undefined, ...LANGUAGES]) await register(registration, commands, scope, code)
}

/** `shownTo`: whose Telegram speaks it; undefined: everyone's without a menu in their own. */
async function register(
  { api, texts, logger, stop }: Registration,
  commands: Command[],
  scope: BotCommandScope,
  shownTo: Language | undefined,
  language = shownTo,
): Promise<void> {
  const { plain } = texts.speak(language)
  const menu = commands.map(({ name, text }) => ({ command: name, description: plain(text) }))
  const options = { scope, ...(shownTo && { language_code: shownTo }) }
  try {
    await persist(() => api.setMyCommands(menu, options), logger, stop)
  } catch (error) {
    logger.info({ scope, language, ...trouble(error) }, 'commands menu not registered')
  }
}

async function unregister(
  { api, logger, stop }: Registration,
  scope: BotCommandScope,
  shownTo: Language | undefined,
): Promise<void> {
  try {
    const options = { scope, ...(shownTo && { language_code: shownTo }) }
    await persist(() => api.deleteMyCommands(options), logger, stop)
  } catch (error) {
    logger.info({ scope, ...trouble(error) }, 'commands menu not removed')
  }
}
