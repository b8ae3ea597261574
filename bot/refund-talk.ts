import {
  type ConversationData,
  conversations,
  createConversation,
  type VersionedState,
  type VersionedStateStorage,
} from '@grammyjs/conversations'
import { Composer, type Context, type NextFunction } from 'grammy'
import type { Billing } from '../db/billing.ts'
import type { DeskContext } from './desk-context.ts'
import { act, hear, type Talk } from './refund-hear.ts'
import { close, type Scene, show, write } from './refund-scene.ts'
import { type Answer, type Desk, isCancel, type Step, type View } from './refund-step.ts'
import { askSure, hearSure } from './refund-sure.ts'
import { askWhich, hearWhich } from './refund-which.ts'
import { askWhom, hearWhom } from './refund-whom.ts'
import { askWhy, hearWhy } from './refund-why.ts'

/** To be raised when `converse` or what it remembers changes: conversations begun before are then forgotten. */
const VERSION = 1

interface TalkDependencies {
  billing: Billing
  now: () => Date
}

/**
 * `/refund` as a conversation: whose, which, why, sure? Every answer is carried through by whichever process gets it,
 * for the conversation is kept in the books. Whatever is no answer goes on to the rest of the bot.
 */
export function refundTalk({ billing, now }: TalkDependencies): Composer<DeskContext> {
  const composer = new Composer<DeskContext>()
  composer.use(conversations({ storage: { type: 'key', version: VERSION, adapter: keptIn(billing) } }))
  composer.use(throwFailure)
  composer.use(createConversation(converse, 'refund'))
  composer.command('refund', (ctx, next) => (ctx.match.trim() === '' ? begin(ctx) : next()))
  return composer

  async function begin(ctx: DeskContext): Promise<void> {
    const talk = ctx.msgId ?? 0
    const step: Step = { at: 'whom', query: null }
    const scene: Scene = { talk, step, number: 1, messageId: 0, heard: [talk], at: +now() }
    const messageId = await write(ctx, scene, await ask({ ctx, billing }, step))
    await ctx.conversation.enter('refund', { ...scene, messageId })
  }

  async function converse(talk: Talk, _: Context, begun: Scene): Promise<void> {
    let scene = begun
    while (scene.step.at !== 'over') {
      const before = scene
      const leave = (ctx: DeskContext) => close(ctx, before, ctx.t('refund-left'))
      const answer = await hear(talk, before, { now, leave })
      scene = await act(talk, ctx => goOn(ctx, before, answer))
    }
  }

  /** What does not answer the question has it asked again. */
  async function goOn(ctx: DeskContext, before: Scene, answer: Answer): Promise<Scene> {
    const desk = { ctx, billing }
    const step = await take(desk, before.step, answer)
    const scene = { ...before, at: +now(), ...(step && { step, number: before.number + 1 }) }
    if (answer.kind === 'typed') scene.heard = [...before.heard, answer.messageId]
    return { ...scene, messageId: await show(ctx, scene, await ask(desk, scene.step), answer) }
  }
}

/** A conversation ends by an error inside of it. Thrown out here, it reaches the boundary, and the conversation lives on. */
async function throwFailure(ctx: DeskContext, next: NextFunction): Promise<void> {
  await next()
  if (ctx.failure) throw ctx.failure.error
}

async function ask(desk: Desk, step: Step): Promise<View> {
  switch (step.at) {
    case 'whom':
      return askWhom(desk, step)
    case 'which':
      return askWhich(desk, step)
    case 'why':
      return askWhy(desk, step)
    case 'sure':
      return askSure(desk, step)
    case 'over':
      return { html: step.html, rows: [] }
  }
}

/** Where this answer leads; null: nowhere. */
async function take(desk: Desk, step: Step, answer: Answer): Promise<Step | null> {
  if (isCancel(answer)) return { at: 'over', html: desk.ctx.t('refund-left') }
  switch (step.at) {
    case 'whom':
      return hearWhom(desk, answer)
    case 'which':
      return hearWhich(desk, step, answer)
    case 'why':
      return hearWhy(desk, step, answer)
    case 'sure':
      return hearSure(desk, step, answer)
    case 'over':
      return null
  }
}

type Kept = VersionedState<ConversationData>

/** What is read is what the plugin wrote; it looks at the version before it believes it. */
function keptIn({ conversations: kept }: Billing): VersionedStateStorage<string, ConversationData> {
  return {
    read: async key => ((await kept.read(key)) ?? undefined) as Kept | undefined,
    write: (key, state) => kept.write(key, state),
    delete: key => kept.delete(key),
  }
}
