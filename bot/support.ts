import { Composer } from 'grammy'
import type { Billing } from '../db/billing.ts'
import { ADMIN_COMMANDS, COMMANDS, type Command } from './commands.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { Settings } from './dependencies.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** How many past payments /paysupport shows. */
const RECENT = 3

interface SupportDependencies {
  billing: Billing
  settings: Settings
  adminIds: number[]
}

/** Whom to ask, and what was agreed: the commands Telegram requires of every shop. */
export function support({ billing, settings, adminIds }: SupportDependencies): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  composer.command('help', ctx => ctx.reply(help(ctx, adminIds.includes(ctx.person.id)), asHtml))
  composer.command('support', ctx =>
    ctx.reply([ctx.t('support'), contact(ctx, settings)].join('\n\n'), asHtml),
  )
  composer.command('paysupport', async ctx => {
    const receipts = await recentPayments(ctx, billing)
    await ctx.reply([ctx.t('paysupport'), contact(ctx, settings), ...receipts].join('\n\n'), asHtml)
  })
  composer.command('terms', ctx =>
    ctx.reply(settings.termsUrl ? ctx.t('terms-link', { url: settings.termsUrl }) : ctx.t('terms'), asHtml),
  )
  composer.command('privacy', ctx =>
    ctx.reply(
      settings.privacyUrl ? ctx.t('privacy-link', { url: settings.privacyUrl }) : ctx.t('privacy'),
      asHtml,
    ),
  )
  return composer
}

function help(speech: Speech, isAdmin: boolean): string {
  const lines = [speech.t('help'), list(speech, COMMANDS)]
  if (isAdmin) lines.push(speech.t('help-admin'), list(speech, ADMIN_COMMANDS))
  return lines.join('\n\n')
}

function list({ t, plain }: Speech, commands: Command[]): string {
  return commands.map(({ name, text }) => t('help-line', { name, does: plain(text) })).join('\n')
}

function contact({ t }: Speech, settings: Settings): string {
  return settings.contact === null ? t('contact-none') : t('contact', { contact: settings.contact })
}

/** What to quote when asking about money. */
async function recentPayments(ctx: PersonContext, billing: Billing): Promise<string[]> {
  const payments = (await billing.story(ctx.person.id))?.payments.slice(-RECENT).reverse() ?? []
  if (payments.length === 0) return []
  const lines = payments.map(({ paidAt, price, chargeId }) =>
    ctx.t('paysupport-payment', { at: paidAt, price: priceOf(ctx, price), charge: chargeId }),
  )
  return [[ctx.t('paysupport-payments'), ...lines].join('\n')]
}
