import { randomBytes } from 'node:crypto'
import { chatInstance } from './callback.ts'
import { privateChat } from './dialog.ts'
import type { LaunchFrom, OpenApp, OpenedApp } from './face.ts'
import { encode, signInitData } from './init-data.ts'
import { mainApp, menuButtonSeen } from './menu-button.ts'
import { ControlRefusal } from './refusal.ts'
import type { Bot, Person } from './state.ts'
import { seconds, type World } from './world.ts'

/** What the client of this day says it can do. */
const version = '9.1'

/** Where the app lies, and what initData says of how it was opened. */
interface Launch {
  address: string
  fields: (user: string) => Record<string, string>
  query_id?: string
  start_param?: string
}

/** Opens the bot's Mini App: the address to load, with who opens it in the fragment, signed in this moment. */
export function openApp(world: World, bot: Bot, person: Person, asked: OpenApp): OpenedApp {
  const { address, fields, query_id, start_param } = findLaunch(bot, person, asked.from)
  const signer = { botId: bot.user.id, token: bot.token, key: world.state.webAppKey }
  const auth_date = String(seconds(world.now()))
  const initData = signInitData({ ...fields(userJson(bot, person)), auth_date }, signer)
  const url = new URL(address)
  if (start_param !== undefined) url.searchParams.set('tgWebAppStartParam', start_param)
  url.hash = Object.entries({
    tgWebAppData: initData,
    tgWebAppVersion: version,
    tgWebAppPlatform: asked.platform ?? 'weba',
    tgWebAppThemeParams: JSON.stringify(asked.theme_params),
  })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')
  return { url: url.href, ...(query_id === undefined ? {} : { query_id }) }
}

function findLaunch(bot: Bot, person: Person, from: LaunchFrom): Launch {
  switch (from.kind) {
    case 'menu': {
      const button = menuButtonSeen(bot, person.user.id)
      if (button.type !== 'web_app') throw new ControlRefusal(409, 'the menu button opens no Mini App')
      return queried(button.web_app.url)
    }
    case 'button':
      return queried(buttonAddress(bot, person, from))
    case 'link':
      return linked(bot, person, from.start_param)
  }
}

/** From inside the chat: Telegram names the launch, so that the bot could answer it. */
function queried(address: string): Launch {
  // The first bytes are a version and the ones after it the person; what a bot may rely on is that it is opaque.
  const query_id = Buffer.concat([Buffer.from([0, 1]), randomBytes(16)]).toString('base64url')
  return { address, query_id, fields: user => ({ query_id, user }) }
}

/** By a direct link, here always one in the person's own chat: no query id, but where from, and with what. */
function linked(bot: Bot, person: Person, start_param: string | undefined): Launch {
  const address = mainApp(bot)
  if (address === undefined) throw new ControlRefusal(409, 'the bot has no main Mini App for a link to open')
  const start = start_param === undefined ? {} : { start_param }
  const chat_instance = chatInstance(privateChat(person.user))
  return { address, ...start, fields: user => ({ user, chat_instance, chat_type: 'sender', ...start }) }
}

function buttonAddress(
  bot: Bot,
  person: Person,
  { message_id, text }: Extract<LaunchFrom, { kind: 'button' }>,
): string {
  const message = bot.dialogs.get(person.user.id)?.messages.get(message_id)
  if (!message) throw new ControlRefusal(404, `there is no message ${message_id} in chat ${person.user.id}`)
  for (const button of message.reply_markup?.inline_keyboard.flat() ?? [])
    if ('web_app' in button && button.text === text) return button.web_app.url
  throw new ControlRefusal(409, `message ${message_id} has no button ${JSON.stringify(text)} with a Mini App`)
}

/** As Telegram's PHP writes it: slashes escaped, other letters as they are, and a last name even where there is none. */
function userJson(bot: Bot, { user }: Person): string {
  const dialog = bot.dialogs.get(user.id)
  const told = {
    id: user.id,
    first_name: user.first_name,
    last_name: user.last_name ?? '',
    ...(user.username === undefined ? {} : { username: user.username }),
    ...(user.language_code === undefined ? {} : { language_code: user.language_code }),
    ...(dialog?.started && !dialog.blocked ? { allows_write_to_pm: true } : {}),
  }
  return JSON.stringify(told).replaceAll('/', '\\/')
}
