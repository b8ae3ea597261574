import { Composer, GrammyError, InlineKeyboard } from 'grammy'
import { type Billing, type Entitlement, type News, type Subscription, textIn } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { type Answer, createAnswerOnce } from './answer-once.ts'
import type { PersonContext } from './context.ts'
import { holdingsOf } from './holdings.ts'
import { wordsFor } from './news.ts'
import { buttonsFor } from './news-buttons.ts'
import { runningUntil } from './overdue.ts'

interface RenewalDependencies {
  billing: Billing
  appUrl: string | null
  now: () => Date
}

/** Stopping what renews, and letting it renew again. What came of it at the provider is told when it is known. */
export function renewal(dependencies: RenewalDependencies): Composer<PersonContext> {
  const desk = { ...dependencies, answer: createAnswerOnce() }
  const composer = new Composer<PersonContext>()
  const on = (button: string, act: (ctx: PersonContext, desk: Desk, id: string) => Promise<void>) =>
    composer.callbackQuery(new RegExp(`^${button}:`), async ctx => {
      await acknowledge(ctx)
      await act(ctx, desk, ctx.callbackQuery.data.slice(button.length + 1))
    })
  on('stop', ask)
  on('stop-now', stop)
  on('stop-not', keep)
  on('allow', allow)
  return composer
}

interface Desk extends RenewalDependencies {
  answer: Answer
}

async function ask(ctx: PersonContext, { billing, now, answer }: Desk, id: string): Promise<void> {
  const theirs = await find(ctx, billing, id)
  if (!theirs?.renews) return answer(ctx, ctx.t('stop-nothing'))
  const access = await billing.accessOf(ctx.person.id)
  const keyboard = new InlineKeyboard()
    .text(ctx.plain('stop-yes-button'), `stop-now:${id}`)
    .text(ctx.plain('stop-no-button'), `stop-not:${id}`)
  await answer(ctx, questionOf(ctx, { theirs, access, now: now() }), keyboard)
}

/** What is overdue is open by grace alone, which is for what renews, or by what else they have of the plan. */
function questionOf(
  ctx: PersonContext,
  { theirs, access, now }: { theirs: Subscription; access: Entitlement[]; now: Date },
): string {
  const title = titleOf(ctx, theirs)
  if (theirs.periodEndsAt === null) return ctx.t('stop-ask-open', { title })
  const until = runningUntil(theirs, now)
  if (until !== null) return ctx.t('stop-ask', { title, until })
  const held = holdingsOf(access, now).find(({ plan, state }) => plan === theirs.plan.code && state === 'now')
  if (!held) return ctx.t('stop-ask-late', { title })
  return held.until === null
    ? ctx.t('stop-ask-open', { title })
    : ctx.t('stop-ask-kept', { title, until: held.until })
}

/** What the provider says to it is told when it is known; a no is seldom, and then they read what to do (case 29). */
async function stop(
  ctx: PersonContext,
  { billing, appUrl, now, answer }: Desk,
  subscriptionId: string,
): Promise<void> {
  const { id: personId } = ctx.person
  const asked = { personId, subscriptionId, askedBy: personId, reason: 'in the chat' }
  const stopped = await billing.renewals.stop(asked)
  // So that a second tap on the same message stops nothing else.
  await putAway(ctx)
  if (stopped.kind === 'nothing_to_stop') return answer(ctx, ctx.t('stop-nothing'))
  const { id, rail, plan, stoppedByUs } = stopped.subscription
  const until = runningUntil(stopped.subscription, now())
  if (until === null) return answer(ctx, ctx.t('stop-stopped', { title: titleOf(ctx, stopped.subscription) }))
  const news: News = {
    kind: 'renewal_stopped',
    ...{ plan: plan.title, until: until.toISOString(), rail, subscriptionId: id },
    ours: rail === 'stars' && (stopped.kind === 'stopped' || stoppedByUs),
  }
  await answer(ctx, wordsFor(ctx, news), buttonsFor(ctx, news, appUrl))
}

async function keep(ctx: PersonContext, { billing, answer }: Desk, id: string): Promise<void> {
  const theirs = await find(ctx, billing, id)
  await putAway(ctx)
  return answer(
    ctx,
    theirs?.renews ? ctx.t('stop-kept', { title: titleOf(ctx, theirs) }) : ctx.t('stop-nothing'),
  )
}

/** It is the person who turns it on; asked again, they read again how. */
async function allow(
  ctx: PersonContext,
  { billing, now, answer }: Desk,
  subscriptionId: string,
): Promise<void> {
  const allowed = await billing.renewals.allow({ personId: ctx.person.id, subscriptionId })
  const theirs = allowed.kind === 'allowed' ? allowed.subscription : await find(ctx, billing, subscriptionId)
  const until = theirs?.cancelAt
  if (theirs?.rail !== 'stars' || !until || until <= now()) return answer(ctx, ctx.t('allow-nothing'))
  return answer(ctx, ctx.t('allow-done', { title: titleOf(ctx, theirs), until }))
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
