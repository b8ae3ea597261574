import type { Logger } from 'pino'
import { catalogRoutes } from './catalog.ts'
import { type App, createFrame } from './frame.ts'
import { healthRoutes, type Probe } from './health.ts'
import { type MiniApp, miniAppRoutes } from './mini-app.ts'
import { type PeopleDependencies, peopleRoutes } from './people.ts'
import type { CardRail } from './stripe/rail.ts'
import { type StripeWebhook, stripeWebhookRoute } from './stripe/webhook.ts'
import { type TelegramWebhook, telegramWebhookRoute } from './telegram-webhook.ts'

/** All the HTTP side needs from outside. */
export interface AppDependencies extends PeopleDependencies {
  logger: Logger
  /** How each provider has been lately, by its name: `{ telegram: () => 'ok' }`. */
  probes: Record<string, Probe>
  /** Where Telegram's updates go; null: it does not bring them here. */
  telegramWebhook: TelegramWebhook | null
  /** What goes out to Stripe; null: nothing is sold by card. */
  card: CardRail | null
  /** By what its events prove themselves; null: it brings none here. */
  stripeWebhook: Omit<StripeWebhook, 'billing' | 'registry'> | null
  /** What the Mini App needs; null where PUBLIC_URL is not set: none of its routes is there then. */
  miniApp: MiniApp | null
}

/** The public HTTP side. It never listens: `main.ts` does, and tests inject. One per registry. */
export function createApp(dependencies: AppDependencies): App {
  const { miniApp, stripeWebhook } = dependencies
  return createFrame(dependencies.logger, app => {
    healthRoutes(app, dependencies)
    catalogRoutes(app, dependencies)
    peopleRoutes(app, dependencies)
    if (dependencies.telegramWebhook) telegramWebhookRoute(app, dependencies.telegramWebhook)
    if (stripeWebhook) stripeWebhookRoute(app, { ...dependencies, ...stripeWebhook })
    if (miniApp) miniAppRoutes(app, { ...dependencies, miniApp })
  })
}
