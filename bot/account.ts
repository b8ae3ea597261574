import { type Api, Composer, GrammyError, InlineKeyboard } from 'grammy'
import type { Logger } from 'pino'
import { type Billing, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { fromApp } from './app.ts'
import { asHtml, type PersonContext } from './context.ts'
import { type Holding, holdingsOf } from './holdings.ts'
import { followBy } from './language.ts'
import { timeLeft } from './term.ts'
import { chosenOf, LANGUAGES, type Speech, type Texts } from './texts.ts'

interface AccountDependencies {
  api: Api
  logger: Logger
  adminIds: number[]
  billing: Billing
  texts: Texts
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
  composer.command('language', ctx => askLanguage(ctx, dependencies.texts))
  const follow = followBy(dependencies)
  composer.callbackQuery(/^language:/, ctx => chooseLanguage(ctx, dependencies, follow))
  return composer
}

async function showStatus(ctx: PersonContext, { billing, now, appUrl }: AccountDependencies): Promise<void> {
  const holdings = holdingsOf(await billing.accessOf(ctx.person.id), now())
  const titles = await billing.planTitles(holdings.map(({ plan }) => plan))
  const titleOf = (plan: string) => textIn(titles.get(plan) ?? plan, ctx.language)
  const lines = holdings.map(holding => line(ctx, holding, titleOf(holding.plan), now()))
  const keyboard = fromApp(ctx, appUrl).text(ctx.plain('plans-button'), 'plans')
  await ctx.reply([heading(ctx, holdings), ...lines, advice(ctx, holdings)].join('\n\n'), {
    ...asHtml,
    reply_markup: keyboard,
  })
}

function heading({ t }: Speech, holdings: Holding[]): string {
  if (holdings.length === 0) return t('status-free')
  return holdings.every(({ state }) => state === 'ended') ? t('status-lapsed') : t('status-title')
}

function line(speech: Speech, { state, from, until }: Holding, title: string, now: Date): string {
  const { t } = speech
  if (until === null) return t('status-forever', { title })
  switch (state) {
    case 'now':
      return t('status-until', { title, until, left: timeLeft(speech, until, now) })
    case 'later':
      return t('status-later', { title, from, until })
    case 'ended':
      return t('status-ended', { title, until })
  }
}

/** What to do next. */
function advice({ t }: Speech, holdings: Holding[]): string {
  const open = holdings.filter(({ state }) => state !== 'ended')
  if (open.length === 0) return t('status-buy')
  return open.every(({ until }) => until === null) ? t('status-settled') : t('status-extend')
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
  await ctx.editMessageText(speech.t('language-chosen'), asHtml).catch(unlessUnchanged)
  await follow(ctx.person.id)
}

/** A rapid second tap finds the message as the first one left it. */
function unlessUnchanged(error: unknown): void {
  if (!(error instanceof GrammyError && error.description.includes('message is not modified'))) throw error
}
