import { GrammyError } from 'grammy'
import { asHtml, type PersonContext } from './context.ts'

/** The message whose button was pressed becomes this, without its buttons; where that cannot be, this is said below it. */
export async function rewrite(ctx: PersonContext, html: string): Promise<void> {
  try {
    await ctx.editMessageText(html, asHtml)
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    // A rapid second tap finds the message as the first one left it.
    if (!error.description.includes('message is not modified')) await ctx.reply(html, asHtml)
  }
}
