import { InlineKeyboard } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'
import { type PlanTerms, type Subscription, textIn } from '../db/billing.ts'
import { asHtml, type PersonContext } from './context.ts'
import { manageRows } from './manage.ts'
import { wayOf } from './rail-words.ts'
import type { Sale } from './sale.ts'
import type { Speech } from './texts.ts'

/** A subscription they have already. */
interface Held {
  plan: Pick<PlanTerms, 'title'>
  rail: Subscription['rail']
  until: Date | null
  /** A payment of it is owed. */
  late?: true
}

/** This very plan renews by itself already, so there is nothing to buy. */
export async function saySubscribed(ctx: PersonContext, sale: Sale, held: Held): Promise<void> {
  await ctx.reply(subscribedWords(ctx, held), {
    ...asHtml,
    reply_markup: InlineKeyboard.from(waysOut(ctx, sale)),
  })
}

function subscribedWords({ t, language }: Speech, { plan, rail, until, late }: Held): string {
  const title = textIn(plan.title, language)
  if (late)
    return rail === 'stars' ? t('buy-subscribed-late', { title }) : t('buy-subscribed-owed', { title })
  return until ? t('buy-subscribed', { title, until }) : t('buy-subscribed-open', { title })
}

/**
 * Another subscription lives, and nothing has been ordered yet: two that cost money each are theirs to want (cases 36,
 * 37). `anyway`: what the button sends that buys it all the same.
 */
export async function warnOfTwo(
  ctx: PersonContext,
  sale: Sale,
  { plan, held, anyway }: { plan: PlanTerms; held: Held; anyway: string },
): Promise<void> {
  const text = warningWords(ctx, plan, held)
  const go = [InlineKeyboard.text(ctx.plain('buy-anyway-button'), anyway)]
  await ctx.reply(text, { ...asHtml, reply_markup: InlineKeyboard.from([...waysOut(ctx, sale), go]) })
}

function warningWords(speech: Speech, plan: PlanTerms, held: Held): string {
  const { t, language } = speech
  const vars = {
    title: textIn(plan.title, language),
    held: textIn(held.plan.title, language),
    way: wayOf(speech, held.rail),
  }
  if (held.late) return t('buy-parallel-late', vars)
  return held.until ? t('buy-parallel', { ...vars, until: held.until }) : t('buy-parallel-open', vars)
}

/** To where what they have can be stopped. */
function waysOut(speech: Speech, { appUrl }: Sale): InlineKeyboardButton[][] {
  return [...manageRows(speech, appUrl), [InlineKeyboard.text(speech.plain('status-button'), 'status')]]
}
