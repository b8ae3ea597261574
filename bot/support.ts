import { Composer } from 'grammy'
import type { Billing } from '../db/billing.ts'
import { ADMIN_COMMANDS, type Command, commandsWith } from './commands.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { BotCard, Settings } from './dependencies.ts'
import { priceOf } from './price.ts'
import type { Speech } from './texts.ts'

/** How many past payments /paysupport shows. */
const RECENT = 3

interface SupportDependencies {
  billing: Billing
  settings: Settings
  adminIds: number[]
  appUrl: string | null
  card: BotCard | null
}

/** Whom to ask, and what was agreed: the commands Telegram requires of every shop. The Mini App links to them, too. */
export function support(dependencies: SupportDependencies): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  composer.command('help', ctx => ctx.reply(help(ctx, dependencies), asHtml))
  for (const [name, words] of Object.entries(WORDS)) {
    const say = async (ctx: PersonContext) => ctx.reply(await words(ctx, dependencies), asHtml)
    composer.command(name, say)
    composer.command('start').filter(({ match }) => match === name, say)
  }
  return composer
}

/** What each of them says. */
const WORDS = {
  support: (ctx, { settings }) => [ctx.t('support'), contact(ctx, settings)].join('\n\n'),
  async paysupport(ctx, { settings, billing, card }) {
    const receipts = await recentPayments(ctx, billing)
    return [card ? ctx.t('paysupport-cards') : ctx.t('paysupport'), contact(ctx, settings), ...receipts].join(
      '\n\n',
    )
  },
  async terms(ctx, { settings: { termsUrl: url }, billing, card }) {
    if (url) return ctx.t('terms-link', { url })
    if (card) return ctx.t('terms-cards')
    const renews = (await billing.catalog()).some(({ stars }) => stars?.recurring)
    return renews ? ctx.t('terms-renewing') : ctx.t('terms')
  },
  privacy(ctx, { settings: { privacyUrl: url }, appUrl, card }) {
    if (url) return ctx.t('privacy-link', { url })
    const more = [...(card ? [ctx.t('privacy-cards')] : []), ...(appUrl ? [ctx.t('privacy-app')] : [])]
    return [ctx.t('privacy'), ...more].join('\n\n')
  },
} satisfies Record<
  string,
  (ctx: PersonContext, dependencies: SupportDependencies) => string | Promise<string>
>

function help(ctx: PersonContext, { adminIds, appUrl }: SupportDependencies): string {
  const lines = [ctx.t('help'), list(ctx, commandsWith(appUrl))]
  if (adminIds.includes(ctx.person.id)) lines.push(ctx.t('help-admin'), list(ctx, ADMIN_COMMANDS))
  return lines.join('\n\n')
}

function list({ t, plain }: Speech, commands: Command[]): string {
  return commands
    .map(({ name, text }) => t('help-line', { command: `/${name}`, does: plain(text) }))
    .join('\n')
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
