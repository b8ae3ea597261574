import { GrammyError, InlineKeyboard } from 'grammy'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'
import type { Answer, Step, View } from './refund-step.ts'

/** All that a conversation about a refund remembers. Plain JSON, as `Step`. */
export interface Scene {
  /** Tells its buttons from those of other conversations: the id of the message that began it. */
  talk: number
  step: Step
  /** Counts the questions, and tells the buttons of this one from those of others. */
  number: number
  /** Where the question stands. */
  messageId: number
  /** Messages that were answers. */
  heard: number[]
  /** When it last went on, in milliseconds. */
  at: number
}

/** Writes a question at the end of the chat, and tells where it stands. */
export async function write(ctx: PersonContext, scene: Scene, view: View): Promise<number> {
  return (await ctx.reply(view.html, optionsOf(scene, view))).message_id
}

/** Writes the question in the place of the one that was answered by a button, or below an answer that was typed. */
export async function show(ctx: PersonContext, scene: Scene, view: View, answer: Answer): Promise<number> {
  const isPressed = answer.kind === 'pressed'
  if (!isPressed || answer.messageId !== scene.messageId) await strip(ctx, scene.messageId)
  const edit = () => ctx.editMessageText(view.html, optionsOf(scene, view))
  const messageId = isPressed && (await stands(edit)) ? answer.messageId : await write(ctx, scene, view)
  if (isPressed) await acknowledge(ctx)
  return messageId
}

/** Ends a scene whose question nobody answered: it becomes this sentence. */
export async function close(ctx: PersonContext, { messageId }: Scene, html: string): Promise<void> {
  const edit = () => ctx.api.editMessageText(ctx.person.id, messageId, html, asHtml)
  if (!(await stands(edit))) await ctx.reply(html, asHtml)
}

async function strip(ctx: PersonContext, messageId: number): Promise<void> {
  await stands(() => ctx.api.editMessageReplyMarkup(ctx.person.id, messageId))
}

/** Whether the message is as it should be now; not, if Telegram will not edit it: it may have been deleted. */
async function stands(edit: () => Promise<unknown>): Promise<boolean> {
  try {
    await edit()
    return true
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    return error.description.includes('message is not modified')
  }
}

function optionsOf({ talk, number }: Scene, { rows }: View) {
  const buttons = rows.map(row =>
    row.map(({ label, value }) => InlineKeyboard.text(label, `refund:${talk}:${number}:${value}`)),
  )
  return { ...asHtml, reply_markup: InlineKeyboard.from(buttons) }
}
