import type { Registry } from 'prom-client'
import type { Billing, Order } from '../db/billing.ts'
import { appFiles } from './app-files.ts'
import type { App } from './frame.ts'
import { invoiceRoutes } from './invoices.ts'
import { meRoutes } from './me.ts'
import { orderRoutes } from './orders.ts'
import { requireSession, useTokens } from './session.ts'
import { sessionRoutes } from './session-routes.ts'
import { shopRoutes } from './shop.ts'
import { starsInvoiceRoute } from './stars-invoice.ts'

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
  /** What Telegram requires every shop to have; null: not set. */
  legal: { contact: string | null; termsUrl: string | null; privacyUrl: string | null }
  /** Those the shop speaks, by their codes. */
  languages: readonly string[]
}

export interface MiniAppDependencies {
  billing: Billing
  registry: Registry
  miniApp: MiniApp
}

/** What the routes of whoever is signed in are made of. */
export interface SignedIn extends MiniAppDependencies {
  /** Lets in who bears the token of an open session. Every such route has it. */
  onRequest: ReturnType<typeof requireSession>
}

/** Everything that is there because the shop has a public address: the app, who is signed in, and what they may do. */
export function miniAppRoutes(app: App, dependencies: MiniAppDependencies): void {
  const { miniApp } = dependencies
  appFiles(app, miniApp)
  shopRoutes(app, dependencies)

  useTokens(app, miniApp)
  sessionRoutes(app, dependencies)
  const signedIn = { ...dependencies, onRequest: requireSession(dependencies) }
  meRoutes(app, signedIn)
  starsInvoiceRoute(app, signedIn)
  orderRoutes(app, signedIn)
  invoiceRoutes(app, signedIn)
}
