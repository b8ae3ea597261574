import type { Message } from 'grammy/types'
import type { Reconciled } from '../db/billing.ts'
import { createApi } from './api.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { BotParts } from './dependencies.ts'
import { untilQuiet } from './quiet.ts'
import { reconcileStars } from './reconcile.ts'
import { type Outcome, outcomeWords, type Progress, progressWords } from './reconcile-words.ts'
import { trouble } from './trouble.ts'

/** How often the message is rewritten at most. */
const EVERY_MS = 3_000

/** An admin waits for the answer; updates that are on their way know more of a payment than the list. */
const PATIENCE_MS = 10_000

type Rail = Reconciled['rail']

interface Run {
  progress: (so: Progress) => void
  signal: AbortSignal
}

/**
 * `/reconcile`: holds the books against every provider now, as it is done by itself every few minutes, and tells how far
 * it is and what it came to by rewriting one message. It goes on behind the update, which would be delivered again if it
 * took minutes. One run at a time in this process; another elsewhere does no harm.
 */
export function reconcileDesk(parts: BotParts): (ctx: PersonContext) => Promise<void> {
  const { card, logger, stopping } = parts
  const api = createApi({ ...parts, patient: false })
  let isRunning = false

  return async ctx => {
    if (isRunning) return void (await ctx.reply(ctx.t('reconcile-busy'), asHtml))
    isRunning = true
    try {
      const so = progressOf(card === null ? ['stars'] : ['stars', 'card'])
      const message = await ctx.reply(progressWords(ctx, so), asHtml)
      void reconcile(ctx, message, so).finally(() => {
        isRunning = false
      })
    } catch (error) {
      isRunning = false
      throw error
    }
  }

  /** Never rejects. */
  async function reconcile(ctx: PersonContext, message: Message, so: Progress[]): Promise<void> {
    const sheet = rewriting(ctx, message)
    const run: Run = {
      signal: stopping,
      progress(told) {
        Object.assign(so.find(({ rail }) => rail === told.rail) ?? {}, told)
        sheet.now(() => progressWords(ctx, so))
      },
    }
    const outcomes = await Promise.all([
      attempt('stars', () => stars(run)),
      ...(card ? [attempt('card', () => card.reconcile(run))] : []),
    ])
    await sheet.finally(outcomeWords(ctx, outcomes))
  }

  async function stars(run: Run): Promise<Reconciled> {
    await untilQuiet({ api, logger }, { signal: stopping, patienceMs: PATIENCE_MS })
    return await reconcileStars({ ...parts, api }, run)
  }

  async function attempt(rail: Rail, reconcile: () => Promise<Reconciled>): Promise<Outcome> {
    try {
      return { kind: 'done', reconciled: await reconcile() }
    } catch (error) {
      logger.warn(
        { rail, ...trouble(error) },
        'not reconciled as an admin asked; it will be tried again by itself',
      )
      return { kind: 'broken', rail }
    }
  }

  /** One message, rewritten now and then, and at the end. */
  function rewriting(ctx: PersonContext, { chat, message_id: id }: Message) {
    let [writtenAt, writing] = [performance.now(), Promise.resolve()]
    const write = async (html: string) => void (await ctx.api.editMessageText(chat.id, id, html, asHtml))
    const unwritten = (error: unknown) =>
      logger.info(
        { person: ctx.person.id, ...trouble(error) },
        'message about a reconciliation not rewritten',
      )
    return {
      now(words: () => string) {
        if (performance.now() - writtenAt < EVERY_MS) return
        writtenAt = performance.now()
        writing = writing.then(() => write(words())).catch(unwritten)
      },
      async finally(html: string) {
        await writing
        // Whoever deleted it meanwhile still wants to know.
        await write(html)
          .catch(() => ctx.reply(html, asHtml))
          .catch(unwritten)
      },
    }
  }
}

function progressOf(rails: Rail[]): Progress[] {
  return rails.map(rail => ({ rail, read: 0, repaired: 0 }))
}
