import { GrammyError } from 'grammy'

/** Whether Telegram said no, and would say it again; a revoked token (401) and haste (429) pass. */
export function isRefused(error: unknown): error is GrammyError {
  if (!(error instanceof GrammyError)) return false
  const { error_code: code } = error
  return code >= 400 && code < 500 && code !== 401 && code !== 429
}
