import type { FastifyRequest } from 'fastify'
import type { Counter, Registry } from 'prom-client'
import type { Billing, Order } from '../db/billing.ts'
import { appFiles } from './app-files.ts'
import { type CardMetrics, cardMetrics } from './card-metrics.ts'
import { checkoutRoute } from './checkout-route.ts'
import { deviceRoutes } from './devices.ts'
import type { App } from './frame.ts'
import { invoiceRoutes } from './invoices.ts'
import { createLimit, type Limit, limited, limitPublic, type Open } from './limit.ts'
import { meRoutes } from './me.ts'
import { orderRoutes } from './orders.ts'
import { portalRoute } from './portal-route.ts'
import { renewalRoutes } from './renewal-route.ts'
import { type ReturnFrom, type ReturnTexts, returnPage } from './return-page.ts'
import { holderOf, requireSession, useTokens } from './session.ts'
import { sessionRoutes } from './session-routes.ts'
import { shopRoutes } from './shop.ts'
import { starsInvoiceRoute } from './stars-invoice.ts'
import type { CardRail } from './stripe/rail.ts'
import { subscriptionRoute } from './subscription-route.ts'

/** What the Mini App and its routes need from outside. */
export interface MiniApp {
  /** Where the world reaches us, without a slash at the end; the app is at `/app/` there. */
  publicUrl: string
  sessionSecret: string
  sessionTtlSeconds: number
  initDataMaxAgeSeconds: number
  botToken: string
  now: () => Date
  /** The folder of the built app. */
  files: string
  /** Who may show it in a frame besides Telegram's own web clients, as origins. */
  frameAncestors: string[]
  /** The link that sells this order, for `openInvoice`; rejects while Telegram does not answer. */
  invoiceUrl(order: Order, language: string): Promise<string>
  /** The bot's @name without the @; null while Telegram has not told it. It should remember. */
  botUsername(): Promise<string | null>
  /** They chose a language here, or none, and it is in the books: their menus in the chat follow. Never rejects. */
  onLanguage(personId: number): void
  /** What a receipt says of money that fits no order. */
  noPlan(language: string): string
  /** What the page says to which Stripe leads people back. */
  returnTexts(from: ReturnFrom, language: string): ReturnTexts
  /** What Telegram requires every shop to have; null: not set. */
  legal: { contact: string | null; termsUrl: string | null; privacyUrl: string | null }
  /** Those the shop speaks, by their codes. */
  languages: readonly string[]
}

export interface MiniAppDependencies {
  billing: Billing
  registry: Registry
  /** Counts whoever is refused one device more. */
  denials: Counter<'feature'>
  /** Opens the bot at the plan of this code, or for '' at all there is; null while the bot's name is not known. */
  upgradeUrl: (planCode: string) => Promise<string | null>
  miniApp: MiniApp
  open: Open
  /** null: nothing is sold by card. */
  card: CardRail | null
}

/** What the routes of whoever is signed in are made of. */
export interface SignedIn extends MiniAppDependencies {
  /** Lets in who bears the token of an open session, as often as one person may ask. Every such route has it. */
  onRequest: ReturnType<typeof requireSession>
  /** How often one person may ask. */
  limit: Limit
}

/** What the routes about cards are made of. */
export interface BillingRoutes extends SignedIn {
  counted: CardMetrics
}

/** Everything that is there because the shop has a public address: the app, who is signed in, and what they may do. */
export function miniAppRoutes(app: App, dependencies: MiniAppDependencies): void {
  const { miniApp } = dependencies
  // The app tells time by our answers: by the clock that decides about access, and no other.
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('date', miniApp.now().toUTCString())
    return payload
  })
  appFiles(app, miniApp)
  shopRoutes(app, { miniApp, ...dependencies.open })
  returnPage(app, { miniApp, ...limitPublic(app, 'return') })

  useTokens(app, miniApp)
  const by = (request: FastifyRequest) => holderOf(request).id
  const limit = createLimit(app, { name: 'person', perMinute: 120, by })
  const signedIn = { ...dependencies, limit, onRequest: limited(requireSession(dependencies), limit) }
  sessionRoutes(app, signedIn)
  meRoutes(app, signedIn)
  starsInvoiceRoute(app, signedIn)
  orderRoutes(app, signedIn)
  deviceRoutes(app, signedIn)

  const billing = { ...signedIn, counted: cardMetrics(dependencies.registry) }
  invoiceRoutes(app, billing)
  subscriptionRoute(app, billing)
  // Behind these Stripe is asked, which has a limit for all of the shop.
  const asks = createLimit(app, { name: 'card', perMinute: 10, by, detail: 'Too often within a minute.' })
  const asking = { ...billing, onRequest: limited(billing.onRequest, asks) }
  checkoutRoute(app, asking)
  portalRoute(app, asking)
  renewalRoutes(app, asking)
}
