import { Composer, GrammyError, InlineKeyboard } from 'grammy'
import { type Billing, type News, type Subscription, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { say } from './decline.ts'
import { wordsFor } from './news.ts'
import { buttonsFor } from './news-buttons.ts'

interface RenewalDependencies {
  billing: Billing
  appUrl: string | null
  now: () => Date
}

/** Stopping what renews, and letting it renew again. What came of it at the provider is told when it is known. */
export function renewal(dependencies: RenewalDependencies): Composer<PersonContext> {
  const { billing } = dependencies
  const composer = new Composer<PersonContext>()
  const on = (button: string, act: (ctx: PersonContext, id: string) => Promise<void>) =>
    composer.callbackQuery(new RegExp(`^${button}:`), async ctx => {
      await acknowledge(ctx)
      await act(ctx, ctx.callbackQuery.data.slice(button.length + 1))
    })
  on('stop', (ctx, id) => ask(ctx, dependencies, id))
  on('stop-now', (ctx, id) => stop(ctx, dependencies, id))
  on('stop-not', (ctx, id) => keep(ctx, billing, id))
  on('allow', (ctx, id) => allow(ctx, dependencies, id))
  return composer
}

async function ask(ctx: PersonContext, { billing, now }: RenewalDependencies, id: string): Promise<void> {
  const theirs = await find(ctx, billing, id)
  if (!theirs?.renews) return say(ctx, ctx.t('stop-nothing'))
  const keyboard = new InlineKeyboard()
    .text(ctx.plain('stop-yes-button'), `stop-now:${id}`)
    .text(ctx.plain('stop-no-button'), `stop-not:${id}`)
  await ctx.reply(questionOf(ctx, theirs, now()), { ...asHtml, reply_markup: keyboard })
}

/** What is overdue is open by grace alone, which is for what renews. */
function questionOf(ctx: PersonContext, theirs: Subscription, now: Date): string {
  const title = titleOf(ctx, theirs)
  const until = theirs.periodEndsAt
  if (until === null) return ctx.t('stop-ask-open', { title })
  return until > now ? ctx.t('stop-ask', { title, until }) : ctx.t('stop-ask-late', { title })
}

/** What the provider says to it is told when it is known; a no is seldom, and then they read what to do (case 29). */
async function stop(
  ctx: PersonContext,
  { billing, appUrl, now }: RenewalDependencies,
  subscriptionId: string,
): Promise<void> {
  const { id: personId } = ctx.person
  const asked = { personId, subscriptionId, askedBy: personId, reason: 'in the chat' }
  const stopped = await billing.renewals.stop(asked)
  // So that a second tap on the same message stops nothing else.
  await putAway(ctx)
  if (stopped.kind === 'nothing_to_stop') return say(ctx, ctx.t('stop-nothing'))
  const { id, rail, plan, periodEndsAt } = stopped.subscription
  if (stopped.kind === 'already_stopped' || !periodEndsAt || periodEndsAt <= now())
    return say(ctx, ctx.t('stop-stopped', { title: titleOf(ctx, stopped.subscription) }))
  const until = periodEndsAt.toISOString()
  const news: News = {
    kind: 'renewal_stopped',
    ...{ plan: plan.title, until, rail, ours: rail === 'stars', subscriptionId: id },
  }
  await ctx.reply(wordsFor(ctx, news), { ...asHtml, reply_markup: buttonsFor(ctx, news, appUrl) })
}

async function keep(ctx: PersonContext, billing: Billing, id: string): Promise<void> {
  const theirs = await find(ctx, billing, id)
  await putAway(ctx)
  return say(
    ctx,
    theirs?.renews ? ctx.t('stop-kept', { title: titleOf(ctx, theirs) }) : ctx.t('stop-nothing'),
  )
}

/** It is the person who turns it on; asked again, they read again how. */
async function allow(
  ctx: PersonContext,
  { billing, now }: RenewalDependencies,
  subscriptionId: string,
): Promise<void> {
  const allowed = await billing.renewals.allow({ personId: ctx.person.id, subscriptionId })
  const theirs = allowed.kind === 'allowed' ? allowed.subscription : await find(ctx, billing, subscriptionId)
  const until = theirs?.cancelAt
  if (theirs?.rail !== 'stars' || !until || until <= now()) return say(ctx, ctx.t('allow-nothing'))
  return say(ctx, ctx.t('allow-done', { title: titleOf(ctx, theirs), until }))
}

/** One of theirs, whatever a press says that comes from the person's own phone. */
async function find(ctx: PersonContext, billing: Billing, id: string): Promise<Subscription | undefined> {
  return (await billing.cards.subscriptionsOf(ctx.person.id)).find(one => one.id === id)
}

function titleOf({ language }: PersonContext, { plan }: Subscription): string {
  return textIn(plan.title, language)
}

/** Takes the buttons from the message that was pressed. */
async function putAway(ctx: PersonContext): Promise<void> {
  try {
    await ctx.editMessageReplyMarkup()
  } catch (error) {
    // A second tap finds them gone, and a message of long ago may be gone itself.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error
  }
}
