import { BotError, GrammyError, HttpError } from 'grammy'

/** The same error in words that anyone may log, for errors that leave the bot. */
export function harmless(error: unknown): Error {
  const { method, code, says, error: name } = trouble(error)
  return new Error([method, code, says ?? name].filter(part => part !== undefined).join(' '))
}

/**
 * What the log may say of an error. The error itself is never logged: grammY's carry the whole update or the request
 * (and beneath it an address with the token in it), the database's carry the statement with its values (case 106).
 */
export function trouble(error: unknown): Record<string, unknown> {
  if (error instanceof BotError) return trouble(error.error)
  if (error instanceof GrammyError) {
    return { error: 'telegram', method: error.method, code: error.error_code, says: error.description }
  }
  if (error instanceof HttpError) return { error: 'network', says: error.message, code: codeOf(error.error) }
  if (!(error instanceof Error)) return { error: typeof error }

  const beneath = error.cause === undefined ? {} : { cause: trouble(error.cause) }
  const frames = error.stack
    ?.split('\n')
    .filter(line => line.startsWith('    at '))
    .slice(0, 8)
  return { error: error.name, code: codeOf(error), says: lastWords(error.message), at: frames, ...beneath }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

/** The database's errors begin with the statement and its values; what went wrong stands after the last dash. */
function lastWords(message: string): string {
  return message.slice(message.lastIndexOf('\n - ') + 1).slice(0, 300)
}
