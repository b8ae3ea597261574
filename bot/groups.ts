import { Composer, InlineKeyboard } from 'grammy'
import { commandsWith } from './commands.ts'
import { asHtml, type PersonContext } from './context.ts'
import { deepLink, planLink } from './links.ts'

/**
 * In groups nothing is sold and nobody is met: whoever asks there is shown the way to the private chat (case 39). The
 * same goes for anonymous admins and channels, whose `from` is not a person at all (case 38).
 */
export function groups({ appUrl }: { appUrl: string | null }): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  const group = composer.chatType(['group', 'supergroup'])
  group.command('buy', async ctx => {
    const link = planLink(ctx.me.username, ctx.match.trim())
    await ctx.reply(ctx.t('group-buy'), {
      ...asHtml,
      reply_markup: door(ctx.plain('group-buy-button'), link),
    })
  })
  group.command(
    commandsWith(appUrl).map(({ name }) => name),
    async ctx => {
      const link = deepLink(ctx.me.username, 'start')
      await ctx.reply(ctx.t('group-other'), {
        ...asHtml,
        reply_markup: door(ctx.plain('group-button'), link),
      })
    },
  )
  return composer
}

function door(label: string, url: string): InlineKeyboard {
  return new InlineKeyboard().url(label, url)
}
