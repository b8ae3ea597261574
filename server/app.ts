import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { catalogRoutes } from './catalog.ts'
import { countDenials } from './denials.ts'
import { deviceEntitlements } from './device-entitlements.ts'
import { docsPage } from './docs.ts'
import { type App, createFrame } from './frame.ts'
import { healthRoutes, type Probe } from './health.ts'
import { jwksRoute } from './jwks.ts'
import { limitPublic, useLimits } from './limit.ts'
import { type MiniApp, miniAppRoutes } from './mini-app.ts'
import { describeRoutes, openApiRoute } from './openapi.ts'
import { type PeopleDependencies, peopleRoutes } from './people.ts'
import type { CardRail } from './stripe/rail.ts'
import { type StripeWebhook, stripeWebhookRoute } from './stripe/webhook.ts'
import { type TelegramWebhook, telegramWebhookRoute } from './telegram-webhook.ts'

/** All the HTTP side needs from outside. */
export interface AppDependencies extends Omit<PeopleDependencies, 'denials'> {
  logger: Logger
  registry: Registry
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
  const denials = countDenials(dependencies.registry)
  const routes = (app: App) => {
    const open = limitPublic(app)
    openApiRoute(app, open)
    docsPage(app, { publicUrl: miniApp?.publicUrl ?? null, ...open })
    healthRoutes(app, dependencies)
    catalogRoutes(app, { ...dependencies, ...open })
    peopleRoutes(app, { ...dependencies, denials })
    jwksRoute(app, { keys: dependencies.signing?.keys ?? [], ...limitPublic(app, 'key-set') })
    deviceEntitlements(app, dependencies)
    if (dependencies.telegramWebhook) telegramWebhookRoute(app, dependencies.telegramWebhook)
    if (stripeWebhook) stripeWebhookRoute(app, { ...dependencies, ...stripeWebhook })
    if (miniApp) miniAppRoutes(app, { ...dependencies, miniApp, denials, open })
  }
  const prepare = (app: App) => {
    describeRoutes(app, { publicUrl: miniApp?.publicUrl ?? null })
    useLimits(app)
  }
  return createFrame(dependencies.logger, routes, { prepare })
}
