import { type Context, GrammyError } from 'grammy'

/** Ends the waiting circle of a pressed button, with a toast if there is something to say. */
export async function acknowledge(ctx: Context, toast?: string): Promise<void> {
  try {
    await ctx.answerCallbackQuery(toast ?? {})
  } catch (error) {
    // After an outage the press is still worth acting on, though its circle has long stopped.
    if (!isTooLate(error)) throw error
  }
}

/** Whether Telegram no longer waits for the answer to a query; trying again cannot help. */
export function isTooLate(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /too old|query ID is invalid/i.test(error.description)
  )
}
