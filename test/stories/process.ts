import type { BotDependencies } from '../../bot/dependencies.ts'
import { openInbox } from '../../bot/inbox.ts'
import { type BotTasks, type RunningBot, startBot } from '../../bot/main.ts'
import { createApp } from '../../server/app.ts'

export type Mode = 'polling' | 'webhook'

/** What Telegram is told to show with each update. */
export const WEBHOOK_SECRET = 'what-only_Telegram-knows'

/** One process of the shop: the bot, and by webhook the real HTTP side before it. */
export interface ShopProcess {
  bot: RunningBot
  /** Where its HTTP side takes updates; null by polling. */
  webhook: string | null
  stop(graceMs?: number): Promise<void>
}

/** Starts one. `address`: what Telegram is told instead of its own, as where a proxy stands before several. */
export async function startProcess(
  dependencies: BotDependencies,
  {
    mode,
    address,
    ...tasks
  }: { mode: Mode; address?: string } & Partial<Pick<BotTasks, 'registers' | 'receives'>>,
): Promise<ShopProcess> {
  if (mode === 'polling') {
    const bot = await startBot(dependencies)
    return { bot, webhook: null, stop: bot.stop }
  }
  const { billing, logger, registry } = dependencies
  const inbox = openInbox()
  const app = createApp({
    billing,
    logger,
    registry,
    apiKeys: [],
    upgradeUrl: async () => null,
    probes: {},
    telegramWebhook: { secret: WEBHOOK_SECRET, receive: inbox.receive },
    card: null,
    stripeWebhook: null,
    miniApp: null,
  })
  const webhook = `${await app.listen({ host: '127.0.0.1', port: 0 })}/telegram/webhook`
  const updates = { kind: 'webhook', address: address ?? webhook, secret: WEBHOOK_SECRET } as const
  const bot = await startBot(dependencies, {
    registers: true,
    receives: true,
    ...tasks,
    updates,
    onReady: inbox.open,
  }).catch(async error => {
    await app.close()
    throw error
  })
  const stop = async (graceMs?: number) => void (await Promise.all([app.close(), bot.stop(graceMs)]))
  return { bot, webhook, stop }
}
