import { Composer, InlineKeyboard } from 'grammy'
import { asHtml, type PersonContext } from './context.ts'
import type { Speech } from './texts.ts'

/** `/app`: the way into the Mini App; where there is none, there is no such command. */
export function app({ appUrl }: { appUrl: string | null }): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  if (appUrl === null) return composer
  composer.command('app', ctx =>
    ctx.reply(ctx.t('open-app'), { ...asHtml, reply_markup: fromApp(ctx, appUrl) }),
  )
  return composer
}

/** A keyboard that begins with the button of the Mini App, where there is one. Telegram takes it in private chats only. */
export function fromApp({ plain }: Speech, appUrl: string | null): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  return appUrl === null ? keyboard : keyboard.webApp(plain('open-app-button'), appUrl).row()
}
