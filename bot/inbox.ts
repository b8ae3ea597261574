import type { RunningBot } from './main.ts'

/** Where the HTTP side hands updates in. It listens before the bot knows who it is, and until then takes none. */
export function openInbox() {
  let take: RunningBot['receive'] | null = null
  return {
    open(receive: RunningBot['receive']): void {
      take = receive
    },
    async receive(update: Parameters<RunningBot['receive']>[0]): ReturnType<RunningBot['receive']> {
      if (!take) throw new Error('Telegram has not told this bot yet who it is')
      return await take(update)
    },
  }
}
