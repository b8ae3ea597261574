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
  until: Date | null
}

/** This very plan renews by itself already, so there is nothing to buy. */
export async function saySubscribed(ctx: PersonContext, sale: Sale, { plan, until }: Held): Promise<void> {
  const title = textIn(plan.title, ctx.language)
  const text = until ? ctx.t('buy-subscribed', { title, until }) : ctx.t('buy-subscribed-open', { title })
  await ctx.reply(text, { ...asHtml, reply_markup: InlineKeyboard.from(waysOut(ctx, sale)) })
}

/**
 * Another subscription lives, and nothing has been ordered yet: two that cost money each are theirs to want (cases 36,
 * 37). `anyway`: what the button sends that buys it all the same.
 */
export async function warnOfTwo(
  ctx: PersonContext,
  sale: Sale,
  { plan, held, anyway }: { plan: PlanTerms; held: Held & { rail: Subscription['rail'] }; anyway: string },
): Promise<void> {
  const vars = {
    title: textIn(plan.title, ctx.language),
    held: textIn(held.plan.title, ctx.language),
    way: wayOf(ctx, held.rail),
  }
  const text = held.until
    ? ctx.t('buy-parallel', { ...vars, until: held.until })
    : ctx.t('buy-parallel-open', vars)
  const go = [InlineKeyboard.text(ctx.plain('buy-anyway-button'), anyway)]
  await ctx.reply(text, { ...asHtml, reply_markup: InlineKeyboard.from([...waysOut(ctx, sale), go]) })
}

/** To where what they have can be stopped. */
function waysOut(speech: Speech, { appUrl }: Sale): InlineKeyboardButton[][] {
  return [...manageRows(speech, appUrl), [InlineKeyboard.text(speech.plain('status-button'), 'status')]]
}
