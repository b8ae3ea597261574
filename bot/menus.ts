import type { Api } from 'grammy'
import type { BotCommandScope, MenuButton } from 'grammy/types'
import type { Logger } from 'pino'
import type { Person } from '../db/billing.ts'
import { ADMIN_COMMANDS, type Command, commandsWith } from './commands.ts'
import { persist } from './persist.ts'
import { chosenOf, LANGUAGES, type Language, languageOf, type Texts } from './texts.ts'
import { trouble } from './trouble.ts'

/** How long a person waits for their menus where Telegram is busy; the next /start registers them too. */
export const PATIENCE_MS = 5_000

export interface Registration {
  api: Api
  texts: Texts
  logger: Logger
  adminIds: number[]
  appUrl: string | null
}

/** The same, until told to stop. */
type Stoppable = Registration & { stop: AbortSignal }

/** grammY's own kind; Node's does all that is asked of it. */
type Signal = NonNullable<Parameters<Api['setChatMenuButton']>[1]>

/** Tells Telegram what stands beside the input of every chat: the commands in each language, and the button. */
export async function registerDefaults(registration: Stoppable): Promise<void> {
  // Telegram knows one button for everybody, in no language but this.
  await setButton(registration, undefined, buttonIn(registration, 'en') ?? { type: 'commands' })
  const commands = commandsWith(registration.appUrl)
  for (const language of EVERY) await setCommands(registration, commands, { type: 'default' }, language)
}

/**
 * The menus of one chat: an admin's, or of somebody who chose a language. Takes a few seconds at most, and never
 * rejects. Telegram knows no chat with somebody who never wrote to the bot: theirs come when they send /start.
 */
export async function registerOwnMenus(
  given: Registration & { stop?: AbortSignal },
  person: Person,
): Promise<void> {
  const registration = limited(given)
  const { id, language } = person
  const scope = { type: 'chat', chat_id: id } as const
  // A menu for a language of Telegram's would win over the one for any, so what stood there goes.
  for (const code of EVERY) await deleteCommands(registration, scope, code)

  const isAdmin = registration.adminIds.includes(id)
  const commands = [...commandsWith(registration.appUrl), ...(isAdmin ? ADMIN_COMMANDS : [])]
  const chosen = chosenOf(language)
  if (chosen !== null) await setCommands(registration, commands, scope, undefined, chosen)
  else if (isAdmin) for (const code of EVERY) await setCommands(registration, commands, scope, code)
  await registerOwnButton(registration, person)
}

/** The button of one chat: theirs is in the language they speak. As long as `registerOwnMenus`, and as quiet. */
export async function registerOwnButton(given: Registration, person: Person): Promise<void> {
  const registration = limited(given)
  const spoken = languageOf(person.language ?? person.languageCode)
  const button = spoken === 'en' ? null : buttonIn(registration, spoken)
  await setButton(registration, person.id, button ?? { type: 'default' })
}

/** Undefined: for whoever's Telegram speaks none of them. */
const EVERY = [undefined, ...LANGUAGES]

/** Unless told when to stop. */
function limited(given: Registration & { stop?: AbortSignal }): Stoppable {
  return { stop: AbortSignal.timeout(PATIENCE_MS), ...given }
}

/** What opens the Mini App; null where there is none. */
function buttonIn({ texts, appUrl }: Registration, language: Language): MenuButton | null {
  if (appUrl === null) return null
  return { type: 'web_app', text: texts.speak(language).plain('menu-button'), web_app: { url: appUrl } }
}

/** `shownTo`: whose Telegram speaks it; undefined: everyone's without a menu in their own. */
function setCommands(
  registration: Stoppable,
  commands: Command[],
  scope: BotCommandScope,
  shownTo: Language | undefined,
  language = shownTo,
): Promise<void> {
  const { plain } = registration.texts.speak(language)
  const menu = commands.map(({ name, text }) => ({ command: name, description: plain(text) }))
  const options = { scope, ...(shownTo && { language_code: shownTo }) }
  return tell(registration, { menu: 'commands', scope, language }, signal =>
    registration.api.setMyCommands(menu, options, signal),
  )
}

function deleteCommands(
  registration: Stoppable,
  scope: BotCommandScope,
  shownTo: Language | undefined,
): Promise<void> {
  const options = { scope, ...(shownTo && { language_code: shownTo }) }
  return tell(registration, { menu: 'no commands', scope }, signal =>
    registration.api.deleteMyCommands(options, signal),
  )
}

function setButton(registration: Stoppable, chatId: number | undefined, button: MenuButton): Promise<void> {
  const options = { menu_button: button, ...(chatId !== undefined && { chat_id: chatId }) }
  return tell(registration, { menu: button.type, chat: chatId }, signal =>
    registration.api.setChatMenuButton(options, signal),
  )
}

async function tell(
  { logger, stop }: Stoppable,
  about: object,
  call: (signal: Signal) => Promise<true>,
): Promise<void> {
  try {
    await persist(() => call(stop as Signal), logger, stop)
  } catch (error) {
    logger.info({ ...about, ...trouble(error) }, 'menu not registered')
  }
}
