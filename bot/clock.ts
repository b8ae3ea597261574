import type { Line } from './api.ts'

const PATIENCE_MS = 10_000
/** Telegram tells whole seconds: half of one is the best guess at the rest. */
const HALF_A_SECOND_MS = 500

/** By how many seconds `now` is ahead of Telegram's clock, below zero: behind; null where Telegram tells no time. */
export async function aheadOfTelegram(
  { token, apiRoot }: Pick<Line, 'token' | 'apiRoot'>,
  now: () => Date,
): Promise<number | null> {
  const asked = +now()
  const { headers } = await fetch(`${apiRoot}/bot${token}/getMe`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const told = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(told)) return null
  return Math.round(((asked + +now()) / 2 - told - HALF_A_SECOND_MS) / 1000)
}
