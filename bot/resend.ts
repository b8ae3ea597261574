import type { Message } from 'grammy/types'
import type { Outgoing } from '../db/billing.ts'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import { deliveryWords, endpointWords } from './delivery-words.ts'
import type { BotParts } from './dependencies.ts'
import { pause } from './pause.ts'
import { trouble } from './trouble.ts'

/** How often it is looked what came of it, and how long: a service has ten seconds to answer. */
const EVERY_MS = 300
const PATIENCE_MS = 12_000

/** More addresses than any shop tells. */
const MANY = 100

type What = Parameters<Outgoing['replay']>[0]

/** What came of it so far; `isOver`: nothing else will come soon. */
interface Outcome {
  words: string
  isOver: boolean
}

/**
 * Has other services told once more, and tells what came of it by rewriting one message. It goes on behind the update,
 * which would be delivered again if a service took its time.
 */
export function resending({ billing, logger, stopping }: BotParts) {
  const { outgoing } = billing
  return async (ctx: PersonContext, what: What): Promise<void> => {
    const count = await outgoing.replay(what)
    await acknowledge(ctx, count === 0 ? ctx.plain('resend-nothing') : undefined)
    if (count === 0) return
    logger.info({ person: ctx.person.id, ...what, count }, 'other services are told again as an admin asked')
    const message = await ctx.reply(ctx.t('resend-begun', { count }), asHtml)
    void follow(ctx, message, what)
  }

  /** Never rejects. */
  async function follow(ctx: PersonContext, message: Message, what: What): Promise<void> {
    try {
      const begunAt = performance.now()
      let outcome = await outcomeOf(ctx, what)
      while (outcome && !outcome.isOver && !stopping.aborted && performance.now() - begunAt < PATIENCE_MS) {
        await pause(EVERY_MS, stopping)
        outcome = await outcomeOf(ctx, what)
      }
      if (outcome) await write(ctx, message, outcome.words)
    } catch (error) {
      logger.warn({ person: ctx.person.id, ...what, ...trouble(error) }, 'not told what came of a replay')
    }
  }

  /** null: it is not there any more. */
  async function outcomeOf(ctx: PersonContext, what: What): Promise<Outcome | null> {
    if ('deliveryId' in what) {
      // By its id stand all deliveries of its event.
      const all = await outgoing.deliveries({ query: what.deliveryId, limit: MANY })
      const delivery = all.find(({ deliveryId }) => deliveryId === what.deliveryId)
      if (!delivery) return null
      // A replay counts its tries anew.
      return { words: deliveryWords(ctx, delivery), isOver: delivery.tries > 0 }
    }
    const standing = (await outgoing.endpoints()).find(({ endpointId }) => endpointId === what.endpointId)
    if (!standing) return null
    return { words: endpointWords(ctx, standing), isOver: standing.waiting + standing.givenUp === 0 }
  }
}

/** Whoever deleted it meanwhile still wants to know. */
async function write(ctx: PersonContext, { chat, message_id: id }: Message, html: string): Promise<void> {
  try {
    await ctx.api.editMessageText(chat.id, id, html, asHtml)
  } catch {
    await ctx.reply(html, asHtml)
  }
}
