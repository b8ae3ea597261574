import { createApi, type Line } from './api.ts'
import { unwatched } from './watch.ts'

/** What the bot is called, for a process without it. Telegram is asked until it has said so; null where it does not. */
export function askForUsername({
  token,
  apiRoot,
}: Pick<Line, 'token' | 'apiRoot'>): () => Promise<string | null> {
  const api = createApi({ ...unwatched, token, apiRoot, patient: false })
  let asked: Promise<string | null> | null = null
  const ask = () =>
    api.getMe().then(
      me => me.username,
      () => {
        asked = null
        return null
      },
    )
  return () => {
    asked ??= ask()
    return asked
  }
}
