import type { Conversation } from '@grammyjs/conversations'
import type { Context } from 'grammy'
import { commandIn } from './counting.ts'
import type { DeskContext } from './desk-context.ts'
import type { Scene } from './refund-scene.ts'
import type { Answer } from './refund-step.ts'
import { requestOf } from './request.ts'

/** A conversation left lying for longer than this has ended, and nothing came of it. */
const PATIENCE_MS = 60 * 60 * 1000

export type Talk = Conversation<DeskContext, Context>

interface Hearing {
  now: () => Date
  /** Says that the conversation is left. */
  leave: (ctx: DeskContext) => Promise<void>
}

/**
 * Waits for the next answer in this scene. What is none goes on to the rest of the bot; a command does so too, and
 * ends the conversation, as time does.
 */
export async function hear(talk: Talk, scene: Scene, { now, leave }: Hearing): Promise<Answer> {
  const ctx = await talk.wait()
  const at = await talk.external(() => +now())
  if (at - scene.at > PATIENCE_MS) return await talk.halt({ next: true })
  if (ctx.callbackQuery) return pressIn(ctx, scene) ?? (await talk.skip({ next: true }))

  const { message } = ctx
  if (!message) return await talk.skip({ next: true })
  // Telegram delivers again what it is not sure of; the next question must not be answered by it.
  if (scene.heard.includes(message.message_id)) return await talk.skip({ next: false })
  if (commandIn(ctx.update) !== null) {
    await act(talk, leave)
    return await talk.halt({ next: true })
  }
  const { message_id: messageId, text = '' } = message
  return { kind: 'typed', text, request: requestOf(ctx), messageId }
}

/**
 * A press on a button of this conversation; null for any other. One of an earlier question says nothing: whoever
 * pressed it sees the present one again.
 */
function pressIn(ctx: Context, scene: Scene): Answer | null {
  const { callbackQuery, msg } = ctx
  const [, talk, number, text] = /^refund:(\d+):(\d+):(.+)$/.exec(callbackQuery?.data ?? '') ?? []
  if (!callbackQuery || !msg || talk !== String(scene.talk)) return null
  const says = Number(number) === scene.number ? (text ?? '') : ''
  return { kind: 'pressed', text: says, request: requestOf(ctx), messageId: msg.message_id }
}

/**
 * Does something outside of the conversation: asks the books, writes to the chat. Where it fails, the conversation is
 * as it was before the update, and `failure` says why.
 */
export async function act<T>(talk: Talk, task: (ctx: DeskContext) => Promise<T>): Promise<T> {
  const done = await talk.external(async ctx => {
    try {
      return { result: await task(ctx) }
    } catch (error) {
      ctx.failure = { error }
      return null
    }
  })
  return done ? done.result : await talk.skip({ next: false })
}
