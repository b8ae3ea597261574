import { type Api, Composer, InlineKeyboard } from 'grammy'
import type { Logger } from 'pino'
import type { Billing } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { BotCard } from './dependencies.ts'
import { followBy } from './language.ts'
import { renewal } from './renewal.ts'
import { rewrite } from './rewrite.ts'
import { showStatus } from './status.ts'
import { chosenOf, LANGUAGES, type Speech, type Texts } from './texts.ts'

interface AccountDependencies {
  api: Api
  logger: Logger
  adminIds: number[]
  billing: Billing
  texts: Texts
  card: BotCard | null
  appUrl: string | null
  now: () => Date
}

/** What a person has, and how the bot speaks with them. */
export function account(dependencies: AccountDependencies): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  composer.command('status', ctx => showStatus(ctx, dependencies))
  composer.callbackQuery('status', async ctx => {
    await acknowledge(ctx)
    await showStatus(ctx, dependencies)
  })
  composer.use(renewal(dependencies))
  composer.command('language', ctx => askLanguage(ctx, dependencies.texts))
  const follow = followBy(dependencies)
  composer.callbackQuery(/^language:/, ctx => chooseLanguage(ctx, dependencies, follow))
  return composer
}

async function askLanguage(ctx: PersonContext, texts: Texts): Promise<void> {
  await ctx.reply(ctx.t('language-ask'), { ...asHtml, reply_markup: languageButtons(ctx, texts) })
}

function languageButtons({ plain }: Speech, texts: Texts): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const language of LANGUAGES)
    keyboard.text(texts.speak(language).plain('language-name'), `language:${language}`)
  return keyboard.row().text(plain('language-auto'), 'language:')
}

async function chooseLanguage(
  ctx: PersonContext,
  { billing, texts }: AccountDependencies,
  follow: (personId: number) => Promise<void>,
): Promise<void> {
  const asked = ctx.callbackQuery?.data?.slice('language:'.length)
  const chosen = chosenOf(asked)
  await billing.chooseLanguage(ctx.person.id, chosen)
  const speech = texts.speak(chosen ?? ctx.person.languageCode)
  await acknowledge(ctx)
  await rewrite(ctx, speech.t('language-chosen'))
  await follow(ctx.person.id)
}
